import type { Actor } from '../../../src/access/actor';
import { EmergencyAccessRow } from '../../../src/access/emergency/emergency.entity';
import { FinancialAssessmentRow } from '../../../src/budgets/record/arrangement.entity';
import { amountColumnsOf } from '../../../src/database/amount-columns';
import { type Change, insert } from '../../../src/database/changes';
import { nhsNumberFor } from '../../../src/people/made-up-identifier';
import {
  CapacityDecisionRow,
  HolderAuthorityRow,
  IdentifierRow,
  LivingSituationRow,
  PersonRow,
  RelationRow,
} from '../../../src/people/person.entity';
import { BudgetItemRow, OutcomeRow, PlanRow } from '../../../src/plans/plan.entity';
import { Chance } from '../../../src/sample/chance';
import { addYears, OPEN_ENDED } from '../../../src/vocabulary/day';
import { BEGUN, budgetRows, drawnAmount, type Ground, instant, maybe, type Owner, someDay } from './budget-rows';
import { NOW, type PersonWords, TODAY, type World } from './world';

/** Ids that one world takes up. */
export const IDS_OF_A_WORLD = 4000;
const OF_A_PERSON = 1000;
const OF_A_BUDGET = 60;

/** Where the ids of a world's people and things are: known from its words alone, so that they are the same on both sides. */
export interface Places {
  readonly subject: number;
  readonly parent: number;
  readonly carer: number;
  readonly stranger: number;
}
export const placesOf = (base: number): Places => ({
  subject: base,
  parent: base + OF_A_PERSON,
  carer: base + 2 * OF_A_PERSON,
  stranger: base + 3 * OF_A_PERSON,
});
export const planId = (person: number, index: number): number => person + 100 + index * 10;
export const itemId = (person: number, index: number): number => person + 200 + index;
export const budgetId = (person: number, index: number): number => person + 300 + index * OF_A_BUDGET;
export const doubleOf = (id: number): number => id + OF_A_BUDGET / 2;

/** What is told otherwise on this side. */
export interface Otherwise {
  readonly budget: (id: number) => boolean;
  readonly item: (id: number) => boolean;
  /** What they were assessed to pay, by person. */
  readonly assessed: (personId: number) => boolean;
  /** Their plans, by person. */
  readonly plans: (personId: number) => boolean;
  /** A thing of which there is a double that this side lacks, or a line that it lacks. */
  readonly absent: (id: number) => boolean;
}
export const NOTHING_ELSE: Otherwise = { budget: no, item: no, assessed: no, plans: no, absent: no };
function no(): boolean {
  return false;
}

const fact = (id: number, { personId, councilId }: Owner, at = BEGUN) => ({
  id,
  person_id: personId,
  authority_id: councilId,
  recorded_at: at,
  load_id: null,
});
const FIRST = { version: 1, superseded_at: OPEN_ENDED } as const;

function planRows(words: PersonWords, owner: Owner, otherwise: Otherwise): Change[] {
  const { personId } = owner;
  const side = otherwise.plans(personId) ? 1 : 0;
  return words.plans.flatMap(({ kind, agreed, seed }, index) => {
    const chance = Chance.of(seed, 'plan', side);
    const id = planId(personId, index);
    return [
      insert(PlanRow, {
        ...fact(id, owner),
        ...FIRST,
        kind,
        status: agreed ? 'AGREED' : 'DRAFT',
        from_on: chance.pick(['2025-09-01', '2024-04-01', '2025-10-01']),
        to_on: maybe(chance, () => '2027-08-31'),
        review_every_months: maybe(chance, () => 12),
        agreed_on: agreed ? '2025-09-01' : null,
        agreed_by: agreed ? 'Panel' : null,
        ceased_on: null,
        cease_ground: null,
      }),
      ...[1, 2].map((each) =>
        insert(OutcomeRow, {
          ...fact(id + each, owner),
          ...FIRST,
          plan_id: id,
          ref: `O${each}`,
          text: `Outcome ${chance.whole(1, 999)}`,
          tags: chance.pick(['INCLUSION', 'HEALTH WELLBEING', 'CARING_ROLE', '']),
          budget_eligible: chance.share(80),
          from_on: null,
          to_on: null,
        }),
      ),
    ];
  });
}

const SERVICES = ['THERAPY', 'PERSONAL_ASSISTANT', 'SHORT_BREAK', 'HOME_CARE', 'SCHOOL_PLACE', 'DAY_ACTIVITY', 'RESIDENTIAL_CARE'];

function itemRows(words: PersonWords, owner: Owner, otherwise: Otherwise): Change[] {
  const { personId } = owner;
  if (words.plans.length === 0) return [];
  return words.items.flatMap((item, index) => {
    const id = itemId(personId, index);
    if (otherwise.absent(id)) return [];
    const chance = Chance.of(item.seed, 'item', otherwise.item(id) ? 1 : 0);
    const place = item.plan % words.plans.length;
    const section = words.plans[place]?.kind === 'EHC_PLAN' ? item.section : null;
    const plan = planId(personId, place);
    return [
      insert(BudgetItemRow, {
        ...fact(id, owner, instant(chance)),
        ...FIRST,
        plan_id: plan,
        outcome_id: plan + chance.whole(1, 2),
        budget_id: item.budget === null || words.budgets.length === 0 ? null : budgetId(personId, item.budget % words.budgets.length),
        section,
        reference: section === null ? null : `J${index}`,
        stream: section === null ? item.stream : null,
        service: chance.pick(SERVICES),
        description: `Line ${chance.whole(1, 999)}`,
        quantity: null,
        unit: maybe(chance, () => 'hour'),
        unit_price: maybe(chance, () => chance.whole(100, 9000)),
        units_per_week: maybe(chance, () => chance.whole(500, 40_000)),
        ...amountColumnsOf('cost', drawnAmount(chance)),
        from_on: item.from,
        to_on: item.to,
        benefits_person_id: null,
      }),
    ];
  });
}

function assessmentRows(words: PersonWords, owner: Owner, otherwise: Otherwise): Change[] {
  return words.assessments.map((seed, index) => {
    const chance = Chance.of(seed, 'assessment', otherwise.assessed(owner.personId) ? 1 : 0);
    return insert(FinancialAssessmentRow, {
      ...fact(owner.personId + 50 + index, owner, instant(chance)),
      ...FIRST,
      assessed_on: '2025-08-01',
      from_on: someDay(chance),
      weekly_pence: chance.stepped(0, 20_000, 10),
      facts: maybe(chance, () => JSON.stringify({ capital: chance.stepped(0, 4_000_000, 100_000), dateOfBirth: words.born })),
      steps: '[]',
      policy: null,
    });
  });
}

/** One person's own record, which both sides tell alike, and what is told otherwise where it is hidden. */
function personRows(words: PersonWords, owner: Owner, commissionerId: number | null, ground: Ground, otherwise: Otherwise): Change[] {
  const { personId } = owner;
  const chance = Chance.of(words.seed, 'person');
  const person: PersonRow = {
    id: personId,
    authority_id: owner.councilId,
    health_commissioner_id: commissionerId,
    name: `Person ${chance.whole(1, 999)}`,
    date_of_birth: words.born,
    date_of_death: null,
    postcode: null,
    version: chance.whole(1, 30),
    recorded_at: BEGUN,
    load_id: null,
  };
  return [
    insert(PersonRow, person),
    insert(IdentifierRow, { ...fact(personId + 1, owner), id_system: 'NHS_NUMBER', value: nhsNumberFor(personId / OF_A_PERSON), scope: 0 }),
    insert(IdentifierRow, { ...fact(personId + 2, owner), id_system: 'LOCAL', value: `L${personId}`, scope: owner.councilId }),
    ...(chance.share(40)
      ? [
          insert(CapacityDecisionRow, {
            ...fact(personId + 3, owner),
            ...FIRST,
            decided_on: '2025-02-03',
            has_capacity: chance.share(50),
            basis: 'Seen',
          }),
        ]
      : []),
    ...(chance.share(30)
      ? [
          insert(LivingSituationRow, {
            ...fact(personId + 4, owner),
            ...FIRST,
            situation: chance.pick(['COMMUNITY', 'RESIDENTIAL_CARE']),
            from_on: '2025-01-01',
          }),
        ]
      : []),
    ...(chance.share(50)
      ? [
          insert(HolderAuthorityRow, {
            ...fact(personId + 5, owner),
            ...FIRST,
            holder: 'PARENT_OR_CARER',
            name: 'A. Holder',
            organisation: null,
            basis: chance.pick(['PARENTAL_RESPONSIBILITY', 'NOMINATION', 'DEPUTY']),
            from_on: '2024-01-01',
            to_on: null,
          }),
        ]
      : []),
    ...planRows(words, owner, otherwise),
    ...itemRows(words, owner, otherwise),
    ...assessmentRows(words, owner, otherwise),
    ...words.budgets.flatMap((budget, index) => {
      const id = budgetId(personId, index);
      const made = (own: number): Change[] =>
        otherwise.absent(own)
          ? []
          : budgetRows(own, budget, Chance.of(budget.seed, `budget ${own - id}`, otherwise.budget(own) ? 1 : 0), owner, ground);
      return [...made(id), ...(budget.doubled ? made(doubleOf(id)) : [])];
    }),
  ];
}

const relation = (id: number, personId: number, kind: RelationRow['kind'], otherId: number, councilId: number): Change =>
  insert(RelationRow, {
    id,
    person_id: personId,
    authority_id: councilId,
    recorded_at: BEGUN,
    load_id: null,
    ...FIRST,
    kind,
    other_id: otherId,
    from_on: '2020-01-01',
    to_on: null,
  });

/** Every row of a world, on the side where `otherwise` is told otherwise. */
export function rowsOfWorld(world: World, ground: Ground, base: number, otherwise: Otherwise, reader: Actor | null = null): Change[] {
  const { subject, parent, carer, stranger } = placesOf(base);
  const person = (words: PersonWords, personId: number, others: readonly number[]): Change[] => {
    const commissionerId = { OWN: ground.commissioner, OTHER: ground.otherCommissioner, NONE: null }[words.commissioner];
    const owner: Owner = {
      personId,
      councilId: words.elsewhere ? ground.otherCouncil : ground.council,
      commissionerId: commissionerId ?? ground.commissioner,
      others,
      items: words.plans.length > 0 ? words.items.map((_, index) => itemId(personId, index)) : [],
    };
    return personRows(words, owner, commissionerId, ground, otherwise);
  };
  const somebody: PersonWords = {
    born: addYears(TODAY, -50),
    elsewhere: false,
    commissioner: 'OWN',
    budgets: [],
    plans: [],
    items: [],
    assessments: [],
    seed: world.questions,
  };
  return [
    ...person(world.subject, subject, [carer, parent]),
    ...person(world.parent, parent, [subject]),
    ...person(world.carer, carer, [subject]),
    ...person(somebody, stranger, [subject]),
    relation(subject + 6, parent, world.parentIs, subject, ground.council),
    relation(subject + 7, carer, 'CARER_OF', subject, ground.council),
    ...(world.capacity === null
      ? []
      : [
          insert(CapacityDecisionRow, {
            id: subject + 8,
            person_id: subject,
            authority_id: ground.council,
            recorded_at: BEGUN,
            load_id: null,
            ...FIRST,
            decided_on: '2025-09-01',
            has_capacity: world.capacity === 'HAS',
            basis: 'Assessed',
          }),
        ]),
    ...(reader && world.emergency
      ? [
          insert(EmergencyAccessRow, {
            id: subject + 9,
            person_id: subject,
            authority_id: ground.council,
            recorded_at: NOW - 1000,
            load_id: null,
            subject: reader.subject,
            who: reader.name,
            role: reader.role,
            organisation_code: reader.organisation.code,
            organisation: reader.organisation.name,
            reason: 'Found alone',
            ends_at: NOW + 3_599_000,
            review_due_on: '2025-10-08',
          }),
        ]
      : []),
  ];
}
