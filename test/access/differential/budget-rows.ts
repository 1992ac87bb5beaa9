import { READS_AREA } from '../../../src/access/table';
import { AgreementRow, AlongsideRow, ArrangementRow } from '../../../src/budgets/record/arrangement.entity';
import { AllocationRow, BudgetRevisionRow } from '../../../src/budgets/record/budget.entity';
import {
  ALONGSIDE_KINDS,
  CUT_KINDS,
  DISPUTE_STAGES,
  DISPUTE_SUBJECTS,
  INVOICE_STATUSES,
  MOVEMENT_KINDS,
  RELEASE_SCHEDULES,
} from '../../../src/budgets/record/budget.words';
import { ConsultationPartyRow, ConsultationRow, SufficiencyReviewRow } from '../../../src/budgets/record/consultation.entity';
import { DisputeRow, ReviewRow } from '../../../src/budgets/record/review.entity';
import { InvoiceLineRow, InvoiceRow, MovementRow, TransactionRow } from '../../../src/budgets/record/spending.entity';
import { amountColumns, amountColumnsOf } from '../../../src/database/amount-columns';
import { type Change, insert } from '../../../src/database/changes';
import { HOLDER_KINDS } from '../../../src/person/person.types';
import type { Chance } from '../../../src/sample/chance';
import {
  AGREEMENT_KINDS,
  type AllocationDetails,
  ARRANGEMENT_KINDS,
  BUDGET_STATUSES,
  CARE_BASES,
  CONTRIBUTION_MODES,
} from '../../../src/streams/stream.types';
import { type Amount, amount, FREQUENCIES } from '../../../src/vocabulary/amount';
import { addDays, type Day, dayBefore, type Instant, later, OPEN_ENDED } from '../../../src/vocabulary/day';
import { type BudgetWords, NOW, TODAY } from './world';

/** The organisations of a world, the same on both sides. */
export interface Ground {
  readonly council: number;
  readonly otherCouncil: number;
  readonly commissioner: number;
  readonly otherCommissioner: number;
  readonly setting: number;
  readonly provider: number;
}

/** Whose a budget is, with what it may point to. */
export interface Owner {
  readonly personId: number;
  readonly councilId: number;
  readonly commissionerId: number;
  /** The people round them. */
  readonly others: readonly number[];
  readonly items: readonly number[];
}

/** What bills and arrangements call the world's provider. */
const PROVIDER = '1-100';
const DAY_MS = 86_400_000;
const DAYS = 500;
export const drawnAmount = (chance: Chance): Amount =>
  amount(chance.stepped(0, 2_000_000, 2500), chance.pick(FREQUENCIES), chance.share(20) ? chance.whole(1, 52) : 52);
export const maybe = <T>(chance: Chance, make: () => T): T | null => (chance.share(60) ? make() : null);
export const someDay = (chance: Chance): Day => addDays('2024-09-01', chance.whole(0, DAYS));
const pastDay = (chance: Chance): Day => addDays(TODAY, -chance.whole(0, DAYS));
/** The instant at which everything began to be known; the rest came later. */
export const BEGUN: Instant = NOW - 900 * DAY_MS;
export const instant = (chance: Chance): Instant => NOW - chance.whole(1, 800) * DAY_MS;
const words = (chance: Chance): string => `${chance.pick(['red', 'blue', 'green', 'grey'])} ${chance.whole(1, 9999)}`;

const columns = (id: number, { personId, councilId }: Owner, at: Instant) => ({
  id,
  person_id: personId,
  authority_id: councilId,
  recorded_at: at,
  load_id: null,
});
const FIRST = { version: 1, superseded_at: OPEN_ENDED } as const;

function detailsOf(words_: BudgetWords, chance: Chance, owner: Owner, ground: Ground): AllocationDetails {
  const indicative = maybe(chance, () => drawnAmount(chance));
  switch (words_.stream) {
    case 'EDUCATION':
      return {
        kind: 'ELEMENT_THREE',
        band: maybe(chance, () => `B${chance.whole(1, 9)}`),
        topUp: drawnAmount(chance),
        elementOne: maybe(chance, () => 400_000),
        elementTwo: maybe(chance, () => chance.stepped(0, 600_000, 5000)),
        settingId: maybe(chance, () => ground.setting),
      };
    case 'CHILDRENS_SOCIAL_CARE':
    case 'ADULT_SOCIAL_CARE':
      return {
        kind: 'RAS',
        system: words_.stream,
        questionnaire: null,
        points: maybe(chance, () => chance.whole(1, 900)),
        hoursPerWeek: null,
        band: maybe(chance, () => `L${chance.whole(1, 9)}`),
        indicative,
        eligible: true,
        legalBasis: maybe(chance, () => chance.pick(CARE_BASES)),
      };
    case 'CARER':
      return {
        kind: 'CARER',
        level: maybe(chance, () => `C${chance.whole(1, 5)}`),
        indicative,
        caredForId: owner.others[0] ?? owner.personId,
        replacementCare: maybe(chance, () => drawnAmount(chance)),
        eligible: true,
      };
    case 'HEALTH':
      return {
        kind: 'HEALTH',
        eligibility: words_.eligibility,
        baseline: maybe(chance, () => drawnAmount(chance)),
        decidedById: owner.commissionerId,
        decidedOn: pastDay(chance),
      };
    case 'OTHER':
      return { kind: 'OTHER', funder: words(chance), purpose: words(chance) };
  }
}

/** From its first day on, through states of chance, to the end that it has. */
function revisions(id: number, budget: BudgetWords, chance: Chance, owner: Owner, ground: Ground, allocation: AllocationDetails): Change[] {
  const funder = budget.stream === 'HEALTH' ? owner.commissionerId : owner.councilId;
  const other = budget.stream === 'HEALTH' ? ground.otherCommissioner : ground.otherCouncil;
  const made = (version: number, effectiveOn: Day, at: Instant, over: BudgetWords['over'], to: Day | null): Change => {
    const status = over ?? chance.pick(BUDGET_STATUSES.filter((each) => each !== 'ENDED' && each !== 'WITHDRAWN' && each !== 'VOIDED'));
    const released = status === 'RELEASED' || status === 'SUSPENDED';
    const row: BudgetRevisionRow = {
      budget_id: id,
      version,
      person_id: owner.personId,
      authority_id: owner.councilId,
      stream: budget.stream,
      funder_id: budget.funder === 'OWN' ? funder : other,
      effective_on: effectiveOn,
      recorded_at: at,
      load_id: null,
      action: over ? 'endBudget' : chance.pick(['increaseBudget', 'agreeBudget', 'releaseBudget', 'IMPORTED']),
      reason: maybe(chance, () => words(chance)),
      actor_subject: words(chance),
      actor_name: words(chance),
      status,
      from_on: budget.from,
      to_on: to,
      ...amountColumns(
        'indicative',
        maybe(chance, () => drawnAmount(chance)),
      ),
      ...amountColumns('agreed', status === 'INDICATIVE' ? null : drawnAmount(chance)),
      ...amountColumns(
        'contribution',
        maybe(chance, () => drawnAmount(chance)),
      ),
      shared_on: maybe(chance, () => pastDay(chance)),
      proposed_by: maybe(chance, () => words(chance)),
      approved_by: maybe(chance, () => words(chance)),
      released_on: released ? later(budget.from, pastDay(chance)) : null,
      schedule: released ? chance.pick(RELEASE_SCHEDULES) : null,
      shown_in_pool: budget.stream !== 'HEALTH' || budget.shown,
      origin: chance.pick(['ENTERED', 'IMPORTED']),
      allocation_id: id + 1,
      setting_id: allocation.kind === 'ELEMENT_THREE' ? allocation.settingId : null,
      cared_for_id: allocation.kind === 'CARER' ? allocation.caredForId : null,
    };
    return insert(BudgetRevisionRow, row);
  };
  const changed = Array.from({ length: chance.whole(0, 2) }, (_, index) =>
    made(2 + index, addDays(budget.from, chance.whole(0, 300)), instant(chance), null, budget.to),
  );
  const overOn = addDays(budget.from, 20);
  const over = budget.over
    ? [made(2 + changed.length, overOn, BEGUN + DAY_MS, budget.over, budget.over === 'ENDED' ? dayBefore(overOn) : budget.to)]
    : [];
  return [made(1, budget.from, BEGUN, null, budget.to), ...changed, ...over];
}

/** All that gathers round a budget: how it is held, what was agreed, said and paid. */
function gathered(id: number, chance: Chance, owner: Owner, ground: Ground): Change[] {
  let next = id + 1;
  const take = (): number => ++next;
  const several = (most: number, make: (own: number) => Change[]): Change[] =>
    Array.from({ length: chance.whole(0, most) }, () => make(take())).flat();
  const of = (own: number) => ({ ...columns(own, owner, instant(chance)), ...FIRST, budget_id: id });
  const span = () => {
    const from_on = someDay(chance);
    return { from_on, to_on: maybe(chance, () => addDays(from_on, chance.whole(0, 200))) };
  };
  const line = (): number | null => (owner.items.length > 0 ? maybe(chance, () => chance.pick(owner.items)) : null);
  return [
    ...several(2, (own) => [
      insert(ArrangementRow, {
        ...of(own),
        ...span(),
        kind: chance.pick(ARRANGEMENT_KINDS),
        holder: chance.pick(HOLDER_KINDS),
        holder_name: chance.share(30) ? PROVIDER : words(chance),
        holder_id: maybe(chance, () => chance.pick([owner.personId, ...owner.others])),
        holder_authority_id: null,
        ...amountColumnsOf('amount', drawnAmount(chance)),
        contingency: maybe(chance, () => chance.stepped(0, 50_000, 100)),
        route: maybe(chance, () => words(chance)),
        contribution_taken: maybe(chance, () => chance.pick(CONTRIBUTION_MODES)),
      }),
    ]),
    ...several(3, (own) => [
      insert(AgreementRow, {
        ...of(own),
        arrangement_id: null,
        item_id: line(),
        kind: chance.pick(AGREEMENT_KINDS),
        given_by: words(chance),
        role: words(chance),
        given_on: pastDay(chance),
        until_on: maybe(chance, () => addDays(TODAY, chance.whole(0, 300))),
        ...amountColumns(
          'amount',
          maybe(chance, () => drawnAmount(chance)),
        ),
        shared_with_role: maybe(chance, () => chance.pick(READS_AREA)),
        shared_with_id: maybe(chance, () => chance.pick([ground.council, ground.commissioner])),
        shared_with_person_id: chance.share(15) ? chance.pick(owner.others) : null,
        withdrawn_on: chance.share(20) ? pastDay(chance) : null,
        withdrawn_reason: null,
      }),
    ]),
    ...several(2, (own) => [
      insert(AlongsideRow, {
        ...of(own),
        ...span(),
        item_id: line(),
        kind: chance.pick(ALONGSIDE_KINDS),
        label: words(chance),
        payer: words(chance),
        ...amountColumnsOf('amount', drawnAmount(chance)),
      }),
    ]),
    ...several(1, (own) => {
      const notice = pastDay(chance);
      const status = chance.pick(['OPEN', 'OPEN', 'APPLIED', 'DROPPED', 'RECONSIDERING']);
      const party = (name: string, who: number | null, organisation: number | null): Change =>
        insert(ConsultationPartyRow, {
          ...columns(take(), owner, instant(chance)),
          ...FIRST,
          consultation_id: own,
          name,
          role: words(chance),
          answered_on: maybe(chance, () => later(notice, pastDay(chance))),
          agrees: maybe(chance, () => chance.share(50)),
          view: maybe(chance, () => words(chance)),
          who_id: who,
          organisation_id: organisation,
        });
      return [
        insert(ConsultationRow, {
          ...of(own),
          kind: chance.pick(CUT_KINDS),
          ...amountColumns(
            'to',
            maybe(chance, () => drawnAmount(chance)),
          ),
          reasons: words(chance),
          notice_given_on: notice,
          takes_effect_on: addDays(notice, chance.whole(1, 90)),
          closes_on: addDays(notice, 28),
          status,
          proposed_by: words(chance),
          reconsideration: status === 'RECONSIDERING' ? words(chance) : null,
          applied_on: status === 'APPLIED' ? addDays(notice, 30) : null,
        }),
        party('The person', owner.personId, null),
        party('The board', null, ground.commissioner),
        ...(chance.share(50) ? [party('The council', null, ground.council)] : []),
      ];
    }),
    ...several(1, (own) => [
      insert(SufficiencyReviewRow, {
        ...of(own),
        asked_on: pastDay(chance),
        account: words(chance),
        decided_on: maybe(chance, () => pastDay(chance)),
        outcome: maybe(chance, () => words(chance)),
      }),
    ]),
    ...several(2, (own) => [
      insert(MovementRow, {
        ...of(own),
        arrangement_id: null,
        kind: chance.pick(MOVEMENT_KINDS),
        moved_on: pastDay(chance),
        amount_pence: chance.stepped(0, 90_000, 100),
        note: maybe(chance, () => words(chance)),
        covers_from: null,
        covers_to: null,
      }),
    ]),
    ...several(2, (own) => [
      insert(TransactionRow, {
        ...of(own),
        reference: `T${own}`,
        spent_on: pastDay(chance),
        amount_pence: chance.stepped(-10_000, 90_000, 100),
        description: maybe(chance, () => words(chance)),
        item_id: line(),
        merchant_category: null,
        asked_about: maybe(chance, () => words(chance)),
        explanation: maybe(chance, () => words(chance)),
      }),
    ]),
    ...(owner.items.length === 0
      ? []
      : several(1, (own) => [
          insert(InvoiceRow, {
            ...of(own),
            provider: chance.share(50) ? PROVIDER : words(chance),
            number: words(chance),
            status: chance.pick(INVOICE_STATUSES),
          }),
          insert(InvoiceLineRow, {
            ...columns(take(), owner, instant(chance)),
            ...FIRST,
            invoice_id: own,
            item_id: chance.pick(owner.items),
            on_day: pastDay(chance),
            units: chance.whole(1, 9000),
            rate_pence: chance.whole(100, 9000),
            amount_pence: chance.whole(100, 90_000),
          }),
        ])),
    ...several(1, (own) => [
      insert(ReviewRow, {
        ...of(own),
        due_on: pastDay(chance),
        done_on: pastDay(chance),
        rule: chance.pick(['REVIEW-FIRST', 'REVIEW-CYCLE']),
        finding: maybe(chance, () => words(chance)),
        outcomes_met: maybe(chance, () => chance.share(50)),
      }),
    ]),
    ...several(1, (own) => [
      insert(DisputeRow, {
        ...of(own),
        subject: chance.pick(DISPUTE_SUBJECTS),
        stage: chance.pick(DISPUTE_STAGES),
        raised_on: pastDay(chance),
        account: words(chance),
        outcome: maybe(chance, () => words(chance)),
      }),
    ]),
  ];
}

/** A budget with everything that is its own, under ids from `id` on. */
export function budgetRows(id: number, budget: BudgetWords, chance: Chance, owner: Owner, ground: Ground): Change[] {
  const details = detailsOf(budget, chance, owner, ground);
  const allocation: AllocationRow = {
    ...columns(id + 1, owner, BEGUN),
    budget_id: id,
    stream: budget.stream,
    assessed_on: pastDay(chance),
    assessed_by: words(chance),
    details: JSON.stringify(details),
    steps: JSON.stringify([{ label: words(chance), amount: chance.whole(0, 90_000) }]),
    policy: maybe(chance, () => 'wakefield 2016-07'),
  };
  return [insert(AllocationRow, allocation), ...revisions(id, budget, chance, owner, ground, details), ...gathered(id, chance, owner, ground)];
}
