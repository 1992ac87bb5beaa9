import { itemsOn } from '../../src/budgets/lines/draw-down.rules';
import type { PersonFacts } from '../../src/budgets/record/person-facts';
import { latestState, stateOn } from '../../src/budgets/record/revisions';
import { perYear } from '../../src/vocabulary/amount';
import { addDays, type Day } from '../../src/vocabulary/day';
import { formatMoney } from '../../src/vocabulary/money';
import type { Stream } from '../../src/vocabulary/stream';
import {
  type Act,
  aim,
  all,
  amount,
  ANYBODY,
  approver,
  day,
  type Dice,
  everybody,
  idOf,
  is,
  latestIs,
  on,
  onBudget,
  one,
  opening,
  type Own,
  PENCE,
  pick,
  random,
  type Scene,
  text,
  thing,
  times,
  wasReleased,
  type Who,
  writer,
} from './random-scene';

const LINES = {
  EHC_PLAN: [
    ['F', 'TUTOR_AT_HOME', 'EDUCATION'],
    ['H1', 'FAMILY_SUPPORT', 'CHILDRENS_SOCIAL_CARE'],
    ['G', 'THERAPY', 'HEALTH'],
  ],
  OTHER: [
    ['', 'PERSONAL_ASSISTANT', 'ADULT_SOCIAL_CARE'],
    ['', 'DAY_OPPORTUNITIES', 'ADULT_SOCIAL_CARE'],
    ['', 'SHORT_BREAK', 'OTHER'],
  ],
} as const;

/** A line that costs a part of what is agreed; or anything. */
function costing(facts: PersonFacts, stream: string, scene: Scene, dice: Dice): string {
  const agreed = facts.budgets
    .map((budget) => ({ budget, state: stateOn(budget.revisions, scene.today) }))
    .find((each) => each.budget.stream === stream)?.state?.agreed;
  if (!agreed || dice.wild) return random(dice);
  // Some take half of what there is, and some of those once: together they come near to it, and go beyond.
  return dice.a % 3 > 0
    ? times(agreed, 1, 8)
    : dice.b % 2 > 0
      ? times(agreed, 1, 2)
      : amount(Math.max(1, Math.floor(perYear(agreed) / 2)), 'ONE_OFF');
}

/** Whose plan it is; or, now and then, somebody who may not be shown what it draws on. */
const byWhom = (usual: Who, { a, c }: Dice): Who => (c % 5 === 4 ? one(['adults', 'carers', 'nurse', 'childrens'], a) : usual);

const addItem =
  (ehc: boolean): Act =>
  (scene, dice) => {
    const facts = ehc ? scene.child : one([scene.adult, scene.carer, scene.child], dice.b);
    const plan = pick(
      facts.plans.filter(({ kind }) => (kind === 'EHC_PLAN') === ehc),
      dice.a,
    );
    const [section, service, stream] = ehc
      ? one<readonly [string, string, Stream]>(LINES.EHC_PLAN, dice.b)
      : one<readonly [string, string, Stream]>(LINES.OTHER, dice.c);
    const from = addDays('2025-09-01', dice.c % 60);
    const common = `planId: ${on(plan)}, outcomeRef: "${dice.wild ? 'X9' : 'O1'}", service: "${service}", description: "x", cost: ${costing(facts, stream, scene, dice)}, from: "${from}"${dice.c % 4 === 0 ? `, to: "${addDays(from, 20)}"` : ''}`;
    return ehc
      ? { who: byWhom('send', dice), mutation: 'addSectionJItem', args: `input: { section: ${section}, reference: "J${dice.a}", ${common} }` }
      : { who: byWhom('manager', dice), mutation: 'addPlanItem', args: `input: { stream: ${stream}, ${common} }` };
  };

function arrangements(own: Own | undefined, scene: Scene, dice: Dice): string {
  const from = own ? (dice.c % 3 === 0 ? latestState(own.budget).from : addDays(scene.today, dice.c % 10)) : scene.today;
  const agreed = own && (stateOn(own.budget.revisions, from) ?? latestState(own.budget)).agreed;
  const health = own?.budget.stream === 'HEALTH';
  const whole = health
    ? 'kind: NHS_NOTIONAL, holder: HEALTH_COMMISSIONER, holderName: "ICB"'
    : 'kind: COUNCIL_MANAGED, holder: AUTHORITY, holderName: "Wakefield"';
  const payment = `kind: DIRECT_PAYMENT, holder: PERSON, holderName: "Self", contingency: "1.00"`;
  const part = (held: string, what: string): string => `{ ${held}, amount: ${what}, from: "${from}" }`;
  const parts =
    !agreed || dice.wild
      ? [part(whole, random(dice))]
      : dice.b % 3 === 0 && agreed.pence > 1
        ? [part(payment, amount(1, agreed.every, agreed.weeksPerYear)), part(whole, amount(agreed.pence - 1, agreed.every, agreed.weeksPerYear))]
        : [part(whole, times(agreed, 1, 1))];
  return `, arrangements: [${parts.join(', ')}]`;
}

const KINDS_OF_AGREEMENT: Readonly<Record<Stream, string>> = {
  EDUCATION: 'SETTING_RELEASE',
  CHILDRENS_SOCIAL_CARE: 'DIRECT_PAYMENT_TERMS',
  ADULT_SOCIAL_CARE: 'DIRECT_PAYMENT_TERMS',
  CARER: 'CARED_FOR_CHARGE',
  HEALTH: 'DIRECT_PAYMENT_TERMS',
  OTHER: 'SERVICE_EXCEPTION',
};
const GIVERS = [
  ['Bo Hall', 'person cared for'],
  ['Cy Lane', 'carer'],
  ['Dr Head', 'head teacher'],
] as const;

/** Every kind of event of a budget's life, by name. */
/** Somebody's finances, in a home of their own or in a care home, with a house that may come to count. */
const finances = (born: Day, { b, c }: Dice): string =>
  `{ dateOfBirth: "${born}", setting: ${one(['COMMUNITY', 'CARE_HOME', 'TEMPORARY_STAY', 'SHORT_STAY'], b)}, household: ${one(['SINGLE', 'SINGLE', 'COUPLE'], c)}, careCost: { value: "600.00" }, capital: "${one(['0.00', '15000.00', '30000.00'], c)}", income: [{ label: "Pension", amount: "230.65", disregardedPart: "10.00" }], property: [{ label: "House", value: "150000.00", mainHome: true, livedInBy: [${one(['', 'PARTNER'], b)}] }], careHomeSince: "${one(['2025-06-02', '2025-09-01'], c)}", deferredPayment: ${c % 2 === 0} }`;

export const ACTS = {
  awardElementThree: opening(
    'send',
    'awardElementThree',
    ({ child }, dice) => `personId: "${child.person.id}", topUp: ${dice.wild ? random(dice) : amount(1_000_000, 'YEAR')}`,
  ),
  recordChildrensRas: opening(
    'childrens',
    'recordChildrensRas',
    ({ child }, dice) => `personId: "${child.person.id}", eligible: ${!dice.wild}, indicative: ${random(dice)}`,
  ),
  recordAdultsRas: opening(
    'adults',
    'recordAdultsRas',
    ({ adult, child }, dice) =>
      `personId: "${(dice.a % 5 === 4 ? child : adult).person.id}", eligible: true, legalBasis: CARE_ACT, indicative: ${amount(20_000, 'WEEK')}`,
  ),
  allocateToCarer: opening(
    'carers',
    'allocateToCarer',
    ({ adult, carer }, dice) =>
      `carerId: "${carer.person.id}", caredForId: "${adult.person.id}", eligible: ${!dice.wild}, indicative: ${amount(6000, 'WEEK')}, replacementCare: ${dice.wild ? random(dice) : amount(4000, 'WEEK')}`,
  ),
  attachHealthBudget: opening(
    'nurse',
    'attachHealthBudget',
    ({ child, adult }, dice) =>
      `personId: "${(dice.a % 3 === 0 ? adult : child).person.id}", eligibility: ${dice.a % 3 === 0 ? (dice.b % 4 === 0 ? 'CHC' : 'S117_AFTERCARE') : 'CHILDRENS_CONTINUING_CARE'}, decidedOn: "2025-08-10", indicative: ${random(dice)}, shownInPool: ${dice.c % 2 === 0}`,
  ),
  recordOtherFunding: (scene, dice) => ({
    who: dice.wild ? 'parent' : 'send',
    mutation: 'recordOtherFunding',
    args: `input: { personId: "${scene.child.person.id}", funder: "${dice.a % 9 === 8 ? '-' : 'A trust'}", purpose: "Camp", amount: ${random(dice)}, from: "2025-09-15" }`,
  }),
  shareIndicative: onBudget(
    'shareIndicative',
    latestIs('INDICATIVE'),
    writer,
    (_, scene, dice) => `, on: "${dice.wild ? day(scene, dice) : '2025-09-02'}"`,
  ),
  recordAgreement: (scene, dice) => {
    const own = aim(scene, dice, latestIs('INDICATIVE', 'AGREED'));
    const kind = KINDS_OF_AGREEMENT[own?.budget.stream ?? 'OTHER'];
    const [givenBy, role] = one(GIVERS, dice.b);
    const given = dice.wild ? addDays(scene.today, 4) : '2025-08-20';
    const most = kind === 'SETTING_RELEASE' ? `, amount: ${amount(2_000_000, 'YEAR')}` : '';
    return {
      who: writer(own, dice),
      mutation: 'recordAgreement',
      args: `input: { streamBudgetId: ${idOf(own)}, kind: ${dice.a % 11 === 10 ? 'JOINT_PLAN' : kind}, givenBy: "${givenBy}", role: "${role}", on: "${given}"${most} }`,
    };
  },
  agreeBudget: onBudget('agreeBudget', latestIs('INDICATIVE'), approver, (own, _, dice) => {
    const indicative = own && latestState(own.budget).indicative;
    return `, amount: ${indicative && !dice.wild ? times(indicative, 1, 1) : random(dice)}`;
  }),
  showInPool: onBudget(
    'showInPool',
    ({ stream }) => stream === 'HEALTH',
    writer,
    (_, __, { b }) => `, shown: ${b % 2 === 0}`,
  ),
  addSectionJItem: addItem(true),
  addPlanItem: addItem(false),
  endItem: (scene, dice) => {
    const items = everybody(scene).flatMap(({ plans }) => plans.flatMap((plan) => plan.items));
    const item = pick(items, dice.a);
    return {
      who: 'manager',
      mutation: 'endItem',
      args: `itemId: ${on(item)}, on: "${dice.wild ? day(scene, dice) : addDays(scene.today, dice.c % 100)}"`,
    };
  },
  chooseArrangements: onBudget('chooseArrangements', is('AGREED', 'RELEASED'), writer, arrangements),
  releaseBudget: onBudget(
    'releaseBudget',
    latestIs('AGREED'),
    approver,
    (own, scene, dice) =>
      `, on: "${dice.wild ? day(scene, dice) : scene.today}", schedule: ${own && latestState(own.budget).agreed?.every === 'ONE_OFF' ? 'ONE_OFF' : one(['FOUR_WEEKLY', 'WEEKLY', 'MONTHLY', 'TERMLY'], dice.b)}`,
  ),
  suspendBudget: onBudget(
    'suspendBudget',
    is('RELEASED'),
    writer,
    (_, scene, dice) => `, on: "${dice.wild ? day(scene, dice) : scene.today}", reason: "${dice.wild ? ' ' : 'Asked'}"`,
  ),
  resumeBudget: onBudget('resumeBudget', is('SUSPENDED'), writer, (_, scene) => `, on: "${scene.today}"`),
  increaseBudget: onBudget('increaseBudget', is('AGREED', 'RELEASED', 'SUSPENDED'), approver, (own, scene, dice) => {
    const from = dice.wild ? day(scene, dice) : addDays(scene.today, dice.c % 30);
    const agreed = own && (stateOn(own.budget.revisions, from) ?? latestState(own.budget)).agreed;
    return `, to: ${agreed && !dice.wild ? times(agreed, 3, 2) : random(dice)}, effectiveOn: "${from}"`;
  }),
  requestSufficiencyReview: onBudget(
    'requestSufficiencyReview',
    latestIs('INDICATIVE', 'AGREED'),
    writer,
    (_, __, { wild }) => `, account: "${wild ? ' ' : 'Too low'}"`,
  ),
  decideSufficiencyReview: (scene, dice) => {
    const { own, found } = thing(
      scene,
      dice,
      ({ record }) => record.sufficiencyReviews,
      ({ decidedOn }) => decidedOn === null,
    );
    return {
      who: writer(own, dice),
      mutation: 'decideSufficiencyReview',
      args: `reviewId: ${on(found)}, account: "Looked at"${dice.b % 2 === 0 ? `, indicative: ${random(dice)}` : ''}`,
    };
  },
  proposeReduction: onBudget('proposeReduction', is('AGREED', 'RELEASED', 'SUSPENDED'), writer, (own, scene, dice) => {
    const agreed = own && (stateOn(own.budget.revisions, scene.today) ?? latestState(own.budget)).agreed;
    const cut = dice.b % 3 === 0 ? 'kind: WITHDRAW' : `kind: REDUCE, to: ${agreed && !dice.wild ? times(agreed, 1, 2) : random(dice)}`;
    return `, ${cut}, reasons: "${dice.wild ? '' : 'Needs have changed'}", noticeGivenOn: "${scene.today}", effectiveOn: "${addDays(scene.today, dice.wild ? 0 : 60)}"`;
  }),
  answerConsultation: (scene, dice) => {
    const { own, found } = thing(
      scene,
      dice,
      ({ record }) => record.consultations,
      ({ status }) => status === 'OPEN',
    );
    const party = dice.wild ? 'Nobody' : (pick(found?.parties ?? [], dice.b)?.name ?? 'Nobody');
    return {
      who: writer(own, dice),
      mutation: 'answerConsultation',
      args: `consultationId: ${on(found)}, party: ${text(party)}, agrees: ${dice.c % 2 === 0}, view: "So be it", on: "${scene.today}"`,
    };
  },
  applyReduction: (scene, dice) => {
    const { own, found } = thing(
      scene,
      dice,
      ({ record }) => record.consultations,
      ({ status }) => status === 'OPEN' || status === 'READY',
    );
    return { who: approver(own, dice), mutation: 'applyReduction', args: `consultationId: ${on(found)}` };
  },
  requestReconsideration: (scene, dice) => {
    const { own, found } = thing(
      scene,
      dice,
      ({ record }) => record.consultations,
      ({ reconsideration }) => reconsideration === null,
    );
    return { who: writer(own, dice), mutation: 'requestReconsideration', args: `consultationId: ${on(found)}, account: "It is wrong"` };
  },
  decideReconsideration: (scene, dice) => {
    const { own, found } = thing(
      scene,
      dice,
      ({ record }) => record.consultations,
      ({ reconsideration }) => reconsideration !== null,
    );
    return {
      who: dice.b % 2 === 0 ? 'second' : approver(own, dice),
      mutation: 'decideReconsideration',
      args: `consultationId: ${on(found)}, upheld: ${dice.c % 2 === 0}, reasons: "Looked at again"`,
    };
  },
  endBudget: onBudget(
    'endBudget',
    latestIs('AGREED', 'RELEASED', 'SUSPENDED'),
    approver,
    (_, scene, dice) =>
      `, on: "${dice.wild ? day(scene, dice) : addDays(scene.today, dice.c % 60)}", ground: ${dice.wild ? one(['AGE_LIMIT', 'CHC_GRANTED', 'PLAN_CEASED', 'DIED', 'MOVED', 'REPLACED'], dice.b) : 'PERSON_ASKED, envelope: { reason: "By letter" }'}`,
  ),
  withdrawAgreement: (scene, dice) => {
    const { own, found } = thing(
      scene,
      dice,
      ({ agreements }) => agreements,
      ({ withdrawnOn }) => withdrawnOn === null,
    );
    return {
      who: writer(own, dice),
      mutation: 'withdrawAgreement',
      args: `agreementId: ${on(found)}, on: "${dice.wild ? day(scene, dice) : scene.today}", reason: "No more"`,
    };
  },
  joinBudgets: (scene, dice) => ({
    who: 'manager',
    mutation: 'joinBudgets',
    args: `carerBudgetId: ${on(pick(scene.carer.budgets, dice.a))}, adultBudgetId: ${on(pick(dice.wild ? scene.child.budgets : scene.adult.budgets, dice.b))}, from: "${scene.today}"`,
  }),
  movePerson: (scene, dice) => ({
    who: 'manager',
    mutation: 'movePerson',
    args: `personId: "${one([scene.child, scene.adult, scene.carer], dice.a).person.id}", ${dice.b % 2 === 0 ? 'authority: "380"' : 'healthCommissioner: "QOQ"'}, from: "${dice.wild ? day(scene, dice) : addDays(scene.today, -(dice.c % 20))}"`,
  }),
  recordDeath: (scene, dice) => ({
    who: 'manager',
    mutation: 'recordDeath',
    args: `personId: "${one([scene.child, scene.adult, scene.carer], dice.a).person.id}", on: "${dice.wild ? addDays(scene.today, 5) : addDays(scene.today, -(dice.c % 15))}"`,
  }),
  ceasePlan: (scene, dice) => ({
    who: 'manager',
    mutation: 'ceasePlan',
    args: `planId: ${on(pick(one([scene.child, scene.adult, scene.carer], dice.b).plans, dice.a))}, on: "${dice.wild ? '2020-01-01' : scene.today}", ground: "No longer needed"`,
  }),
  recordTransactions: onBudget('recordTransactions', wasReleased, writer, (own, scene, dice) => {
    const items = own ? itemsOn(own.budget, own.facts, scene.today) : [];
    const payment = (reference: number): string =>
      `{ reference: "T${reference % 40}", on: "${dice.wild ? addDays(scene.today, 3) : addDays(scene.today, -(dice.c % 30))}", amount: "${formatMoney(one(PENCE, dice.b) * (dice.c % 6 === 0 ? -1 : 1))}"${dice.b % 3 === 0 ? '' : `, itemId: ${on(pick(items, dice.b))}`} }`;
    return `, transactions: [${payment(dice.c)}, ${payment(dice.c + 1)}]`;
  }),
  submitInvoice: (scene, dice) => {
    const own = aim(
      scene,
      dice,
      (budget) => wasReleased(budget) && all(scene).some((each) => each.budget === budget && itemsOn(budget, each.facts, scene.today).length > 0),
    );
    const item = own && pick(itemsOn(own.budget, own.facts, scene.today), dice.b);
    return {
      who: writer(own, dice),
      mutation: 'submitInvoice',
      args: `input: { streamBudgetId: ${idOf(own)}, provider: "Acme", number: "N${dice.c % 500}", lines: [{ itemId: ${on(item)}, on: "${later(item?.from ?? scene.today, addDays(scene.today, -3), scene.today)}", units: "1.5", rate: "${formatMoney(one(PENCE, dice.c))}" }] }`,
    };
  },
  reclaimUnspent: onBudget('reclaimUnspent', wasReleased, writer, (_, __, dice) => `, amount: "${dice.wild ? '99999.00' : '0.01'}"`),
  recordReview: onBudget(
    'recordReview',
    wasReleased,
    writer,
    (_, scene, dice) => `, doneOn: "${dice.wild ? addDays(scene.today, 9) : scene.today}", finding: "Well", outcomesMet: ${dice.b % 2 === 0}`,
  ),
  raiseDispute: onBudget(
    'raiseDispute',
    () => true,
    writer,
    (_, __, dice) => `, subject: ${one(['AMOUNT', 'USE', 'BOUGHT_SERVICE', 'CHARGE'], dice.b)}, account: "${dice.wild ? ' ' : 'Unfair'}"`,
  ),
  escalateDispute: (scene, dice) => {
    const { own, found } = thing(
      scene,
      dice,
      ({ record }) => record.disputes,
      ({ stage }) => stage !== 'SETTLED',
    );
    return { who: writer(own, dice), mutation: 'escalateDispute', args: `disputeId: ${on(found)}` };
  },
  settleDispute: (scene, dice) => {
    const { own, found } = thing(
      scene,
      dice,
      ({ record }) => record.disputes,
      ({ stage }) => stage !== 'SETTLED',
    );
    return { who: writer(own, dice), mutation: 'settleDispute', args: `disputeId: ${on(found)}, outcome: "Agreed"` };
  },
  recordAlongside: onBudget(
    'recordAlongside',
    latestIs('INDICATIVE', 'AGREED', 'RELEASED'),
    writer,
    (_, scene, dice) =>
      `, kind: ${one(['TOP_UP', 'OTHER_RESOURCE', 'BROKERAGE_FEE'], dice.b)}, label: "Extra", payer: "${dice.wild ? ' ' : 'An aunt'}", amount: ${random(dice)}, from: "${scene.today}"`,
  ),
  recordFinancialAssessment: (scene, dice) => ({
    who: dice.wild ? one(ANYBODY, dice.a) : 'finance',
    mutation: 'recordFinancialAssessment',
    args: `personId: "${(dice.wild ? scene.carer : scene.adult).person.id}", ${
      dice.a % 3 === 0
        ? `facts: ${finances(scene.adult.person.dateOfBirth, dice)}`
        : `assessed: ${amount(one([0, 3000, 15_000, 23_000, 90_000], dice.b), 'WEEK')}`
    }, assessedOn: "2025-09-01", from: "${addDays('2025-09-01', (dice.c % 20) * 7)}"`,
  }),
  refundContribution: (scene, dice) => ({
    who: 'finance',
    mutation: 'refundContribution',
    args: `personId: "${(dice.wild ? scene.child : scene.adult).person.id}", amount: "${dice.b % 5 === 4 ? '9999.00' : '0.01'}", from: "${addDays(scene.today, -30)}", to: "${scene.today}"`,
  }),
  recordLivingSituation: (scene, dice) => ({
    who: dice.wild ? 'parent' : 'manager',
    mutation: 'recordLivingSituation',
    args: `personId: "${one([scene.adult, scene.child], dice.a).person.id}", situation: ${one(['COMMUNITY', 'RESIDENTIAL_CARE', 'PRISON', 'HOSPITAL'], dice.b)}, from: "${day(scene, dice)}"`,
  }),
  recordCapacity: (scene, dice) => ({
    who: 'manager',
    mutation: 'recordCapacity',
    args: `personId: "${scene.adult.person.id}", hasCapacity: ${dice.b % 3 !== 0}, basis: "Assessed", on: "${dice.wild ? addDays(scene.today, 2) : scene.today}"`,
  }),
  revisePlan: (scene, dice) => ({
    who: 'manager',
    mutation: 'revisePlan',
    args: `planId: ${on(pick(one([scene.child, scene.adult, scene.carer], dice.b).plans, dice.a))}, from: "${dice.wild ? '2019-01-01' : scene.today}", outcomes: [{ ref: "O1", text: "Joins in ${dice.c % 5}", tags: [INCLUSION] }, { ref: "O${2 + (dice.c % 3)}", text: "Moves on", tags: [PROGRESSION] }]`,
  }),
} as const satisfies Readonly<Record<string, Act>>;
export type ActName = keyof typeof ACTS;
export const ACT_NAMES = Object.keys(ACTS) as readonly ActName[];

/** Not in the future, and not before the line begins. */
const later = (from: Day, wished: Day, today: Day): Day => (wished < from ? (from > today ? today : from) : wished);
