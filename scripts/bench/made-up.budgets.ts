import { AgreementRow, ArrangementRow } from '../../src/budgets/record/arrangement.entity';
import { AllocationRow, BudgetRevisionRow } from '../../src/budgets/record/budget.entity';
import { revisionRow } from '../../src/budgets/record/revisions';
import { amountColumns, amountColumnsOf } from '../../src/database/amount-columns';
import type { Step } from '../../src/rules/rule';
import type { AllocationDetails, BudgetState } from '../../src/streams/stream.types';
import { type Amount, amount, amountInWords } from '../../src/vocabulary/amount';
import type { Day } from '../../src/vocabulary/day';
import type { Stream } from '../../src/vocabulary/stream';
import { among, chance } from './chance';
import { type Area, factOf, FIRST_VERSION, type MadeUp, type NewRows, recordedAt } from './made-up.person';

/** Indicative amounts: at least so many pounds, over so many, how often. */
const SIZES: Readonly<Record<Stream, readonly [least: number, over: number, every: Amount['every']]>> = {
  EDUCATION: [4000, 20_000, 'YEAR'],
  CHILDRENS_SOCIAL_CARE: [40, 200, 'WEEK'],
  ADULT_SOCIAL_CARE: [90, 800, 'WEEK'],
  CARER: [200, 1300, 'YEAR'],
  HEALTH: [150, 2000, 'WEEK'],
  OTHER: [250, 900, 'ONE_OFF'],
};

function detailsOf(person: MadeUp, stream: Stream, indicative: Amount, area: Area): AllocationDetails {
  const { number } = person;
  switch (stream) {
    case 'EDUCATION':
      return {
        kind: 'ELEMENT_THREE',
        band: `Band ${1 + chance(number, 30, 6)}`,
        topUp: indicative,
        elementOne: 400_000,
        elementTwo: 600_000,
        settingId: among(number, 31, area.settingIds),
      };
    case 'CHILDRENS_SOCIAL_CARE':
    case 'ADULT_SOCIAL_CARE': {
      const childrens = stream === 'CHILDRENS_SOCIAL_CARE';
      const system = childrens ? "children's RAS" : "adults' RAS";
      const points = 10 + chance(number, 32, 90);
      return {
        kind: 'RAS',
        system,
        questionnaire: null,
        points,
        hoursPerWeek: null,
        band: null,
        indicative,
        eligible: true,
        legalBasis: childrens ? 'CHILDREN_ACT' : 'CARE_ACT',
      };
    }
    case 'CARER':
      return {
        kind: 'CARER',
        level: `Level ${1 + chance(number, 33, 3)}`,
        indicative,
        caredForId: person.caredForId,
        replacementCare: null,
        eligible: true,
      };
    case 'HEALTH':
      return {
        kind: 'HEALTH',
        eligibility: person.life === 'CHILD' ? 'CHILDRENS_CONTINUING_CARE' : 'CHC',
        baseline: indicative,
        decidedById: person.commissionerId,
        decidedOn: '2025-02-20',
      };
    case 'OTHER':
      return { kind: 'OTHER', funder: 'Family fund', purpose: 'Equipment' };
  }
}

const stepsOf = (details: AllocationDetails, indicative: Amount): Step[] => [
  { label: 'Assessed', detail: `By the published way of working for ${details.kind}.` },
  { label: 'Table of the authority', detail: 'The line of the table for what was assessed.', amount: indicative.pence },
  { label: 'Indicative amount', detail: `${amountInWords(indicative)}.`, amount: indicative.pence },
];

interface Made {
  readonly budgetId: number;
  readonly agreed: Amount | null;
}

/** The life of a budget: recorded and shared always, agreed for three in four, released for one in two; some raised, a few ended. */
function addRevisions(rows: NewRows, first: BudgetState, number: number, seed: number, agreed: Amount): boolean {
  const stage = chance(number, seed, 4);
  let version = 0;
  let state = first;
  const step = (action: string, patch: Partial<BudgetState>, effectiveOn = state.effectiveOn, at = recordedAt(number, version)): void => {
    version++;
    state = { ...state, ...patch, action, effectiveOn, version, recordedAt: at };
    rows.add(BudgetRevisionRow, revisionRow(state, null));
  };
  step('recorded', {});
  step('shareIndicative', { sharedOn: first.from });
  if (stage === 0) return false;
  step('agreeBudget', {
    status: 'AGREED',
    agreed,
    proposedBy: 'worker-1',
    approvedBy: 'manager-2',
    reason: 'Agreed with the family at plan sign-off',
  });
  if (stage > 1) step('releaseBudget', { status: 'RELEASED', releasedOn: first.from, schedule: 'FOUR_WEEKS' });
  if (chance(number, seed + 1, 5) === 0) {
    // One change that reaches past another writes a revision for each day.
    const raised = amount(agreed.pence + 1000, agreed.every, agreed.weeksPerYear);
    const at = recordedAt(number, 9);
    step('increaseBudget', { agreed: raised }, '2025-09-15', at);
    step('increaseBudget', { agreed: raised }, '2025-11-03', at);
  }
  if (chance(number, seed + 2, 20) === 0) step('endBudget', { status: 'ENDED', to: '2025-08-31' }, '2025-09-01');
  return true;
}

function addHolding(rows: NewRows, person: MadeUp, area: Area, budgetId: number, stream: Stream, agreed: Amount, seed: number, from: Day): void {
  const { number } = person;
  const fact = () => ({ ...factOf(person, area.newId()), ...FIRST_VERSION, budget_id: budgetId });
  const agree = (kind: string, givenBy: string, role: string, more: { arrangement_id?: number; amount?: Amount } = {}): void => {
    const { amount: released = null, arrangement_id = null } = more;
    const terms = {
      kind,
      given_by: givenBy,
      role,
      given_on: from,
      until_on: null,
      ...amountColumns('amount', released),
      withdrawn_on: null,
      withdrawn_reason: null,
    };
    rows.add(AgreementRow, { ...fact(), arrangement_id, item_id: null, ...terms });
  };
  if (stream === 'EDUCATION') agree('SETTING_RELEASE', 'H. Teacher', 'head teacher', { amount: agreed });
  if (stream === 'CARER') agree('CARED_FOR_CHARGE', 'Cared-for person', 'person');
  const hold = (share: Amount, kind: string, holder: string, holderName: string): ArrangementRow => {
    const held = { kind, holder, holder_name: holderName, holder_id: null, holder_authority_id: null };
    const rest = { contingency: null, from_on: from, to_on: null, route: null, contribution_taken: null };
    return rows.add(ArrangementRow, { ...fact(), ...held, ...amountColumnsOf('amount', share), ...rest });
  };
  const child = person.life === 'CHILD';
  const paid = Math.trunc((agreed.pence * among(number, seed + 3, [40, 60, 100, 100])) / 100);
  const { id } = hold(
    amount(paid, agreed.every, agreed.weeksPerYear),
    'DIRECT_PAYMENT',
    child ? 'PARENT_OR_CARER' : 'PERSON',
    child ? `Parent of ${person.name}` : person.name,
  );
  agree('DIRECT_PAYMENT_TERMS', child ? 'Parent' : person.name, 'holder', { arrangement_id: id });
  if (paid < agreed.pence)
    hold(
      amount(agreed.pence - paid, agreed.every, agreed.weeksPerYear),
      stream === 'HEALTH' ? 'NHS_NOTIONAL' : 'COUNCIL_MANAGED',
      'AUTHORITY',
      'The council',
    );
}

/** One stream's budget of a person, with what it rests on and how it is held. */
export function addBudget(rows: NewRows, person: MadeUp, area: Area, stream: Stream, place: number): Made {
  const { number } = person;
  const seed = 100 + place * 20;
  const [least, over, every] = SIZES[stream];
  const weeks = stream === 'CHILDRENS_SOCIAL_CARE' && chance(number, seed + 4, 4) === 0 ? 38 : 52;
  const indicative = amount((least + chance(number, seed + 5, over)) * 100, every, weeks);
  const agreed = amount(Math.trunc((indicative.pence * among(number, seed + 6, [80, 95, 100, 105])) / 100), every, weeks);
  const contribution =
    stream === 'ADULT_SOCIAL_CARE' && chance(number, seed + 7, 2) === 0 ? amount(1000 + chance(number, seed + 8, 8000), 'WEEK', 52) : null;
  const budgetId = area.newId();
  const allocationId = area.newId();
  const from: Day = stream === 'EDUCATION' ? '2025-09-01' : stream === 'OTHER' ? '2025-06-16' : '2025-04-07';
  const details = detailsOf(person, stream, indicative, area);
  const assessed = {
    assessed_on: '2025-02-20',
    assessed_by: 'Assessor',
    details: JSON.stringify(details),
    steps: JSON.stringify(stepsOf(details, indicative)),
  };
  rows.add(AllocationRow, { ...factOf(person, allocationId), budget_id: budgetId, stream, ...assessed, policy: null });
  const first: BudgetState = {
    budgetId,
    version: 1,
    personId: person.id,
    authorityId: person.authorityId,
    stream,
    funderId: stream === 'HEALTH' ? person.commissionerId : person.authorityId,
    effectiveOn: from,
    recordedAt: recordedAt(number, 0),
    action: 'recorded',
    reason: null,
    actorSubject: 'worker-1',
    actorName: 'Sam Worker',
    status: 'INDICATIVE',
    from,
    to: stream === 'OTHER' ? from : chance(number, seed + 9, 2) === 0 ? '2026-08-31' : null,
    indicative,
    agreed: null,
    contribution,
    sharedOn: null,
    proposedBy: null,
    approvedBy: null,
    releasedOn: null,
    schedule: null,
    shownInPool: stream === 'HEALTH' && chance(number, seed + 10, 5) > 0,
    origin: 'ENTERED',
    allocationId,
    settingId: details.kind === 'ELEMENT_THREE' ? details.settingId : null,
    caredForId: stream === 'CARER' ? person.caredForId : null,
  };
  const isAgreed = addRevisions(rows, first, number, seed + 11, agreed);
  if (isAgreed) addHolding(rows, person, area, budgetId, stream, agreed, seed + 14, from);
  return { budgetId, agreed: isAgreed ? agreed : null };
}
