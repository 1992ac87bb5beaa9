import fc from 'fast-check';
import type { Role } from '../../../src/access/actor';
import type { Day } from '../../../src/vocabulary/day';
import type { Stream } from '../../../src/vocabulary/stream';
import { STREAMS } from '../../../src/vocabulary/stream';

/*
 * A world is a neighbourhood: somebody, their parent, their carer and a stranger, with plans, lines and budgets of every stream. It is
 * drawn as a few words, from which the rows of both twins are made (`rows.ts`), so that a failing one is cut down to what matters.
 */

export const TODAY: Day = '2025-10-01';
export const NOW = Date.parse(`${TODAY}T12:00:00Z`);

/** Who asks: a role, acting for one of the world's organisations, as one of its people or as nobody. */
export interface Reader {
  readonly role: Role;
  readonly of: 'COUNCIL' | 'COMMISSIONER' | 'OTHER_COUNCIL' | 'OTHER_COMMISSIONER' | 'SETTING' | 'PROVIDER';
  readonly as?: 'SUBJECT' | 'PARENT' | 'CARER' | 'STRANGER';
}
const council = (...roles: Role[]): Reader[] => roles.map((role) => ({ role, of: 'COUNCIL' }));

/** Every role, in every standing that it can have. */
export const READERS: readonly Reader[] = [
  ...council('SEND_OFFICER', 'CHILDRENS_SOCIAL_WORKER', 'ADULTS_SOCIAL_WORKER', 'CARERS_WORKER', 'SERVICE_MANAGER', 'INTEGRATION'),
  ...council('FINANCE_OFFICER', 'DP_TEAM', 'AUDITOR', 'ANALYST'),
  { role: 'HEALTH_COMMISSIONER', of: 'COMMISSIONER' },
  { role: 'SERVICE_MANAGER', of: 'COMMISSIONER' },
  { role: 'FINANCE_OFFICER', of: 'COMMISSIONER' },
  { role: 'AUDITOR', of: 'COMMISSIONER' },
  { role: 'INTEGRATION', of: 'COMMISSIONER' },
  { role: 'SEND_OFFICER', of: 'OTHER_COUNCIL' },
  { role: 'SERVICE_MANAGER', of: 'OTHER_COUNCIL' },
  { role: 'HEALTH_COMMISSIONER', of: 'OTHER_COMMISSIONER' },
  { role: 'SETTING_APPROVER', of: 'SETTING' },
  { role: 'PROVIDER', of: 'PROVIDER' },
  { role: 'PERSON', of: 'COUNCIL', as: 'SUBJECT' },
  { role: 'PARENT', of: 'COUNCIL', as: 'PARENT' },
  // What a parent is shown changes with age, capacity and agreement: they ask more often.
  { role: 'PARENT', of: 'COUNCIL', as: 'PARENT' },
  { role: 'REPRESENTATIVE', of: 'COUNCIL', as: 'PARENT' },
  { role: 'CARER', of: 'COUNCIL', as: 'CARER' },
  { role: 'PARENT', of: 'COUNCIL', as: 'STRANGER' },
  { role: 'PERSON', of: 'COUNCIL', as: 'STRANGER' },
];

export interface BudgetWords {
  readonly stream: Stream;
  readonly funder: 'OWN' | 'OTHER';
  readonly from: Day;
  readonly to: Day | null;
  /** How it ended before its last day, if it did. */
  readonly over: 'ENDED' | 'WITHDRAWN' | null;
  readonly shown: boolean;
  readonly eligibility: 'CHC' | 'CHILDRENS_CONTINUING_CARE' | 'S117_AFTERCARE' | 'WHEELCHAIR' | 'DISCRETIONARY';
  /** There is another just like it, which its twin lacks where the reader may not know of it. */
  readonly doubled: boolean;
  /** What the rest is drawn from: amounts, states, who holds it, what was agreed, what was said. */
  readonly seed: number;
}
export interface ItemWords {
  readonly plan: number;
  /** The budget it names; null: it draws on the person's own of its stream. */
  readonly budget: number | null;
  readonly stream: Stream;
  readonly section: 'F' | 'G' | 'H1' | 'H2';
  readonly from: Day;
  readonly to: Day | null;
  /** Its twin is not there, where the reader may not see it. */
  readonly absent: boolean;
  readonly seed: number;
}
export interface PlanWords {
  readonly kind: 'EHC_PLAN' | 'CARE_AND_SUPPORT_PLAN' | 'CARER_SUPPORT_PLAN' | 'CHILD_CARE_PLAN' | 'HEALTH_CARE_PLAN';
  readonly agreed: boolean;
  readonly seed: number;
}
/** One of the world's people with what is theirs. */
export interface PersonWords {
  readonly born: Day;
  readonly elsewhere: boolean;
  readonly commissioner: 'OWN' | 'OTHER' | 'NONE';
  readonly budgets: readonly BudgetWords[];
  readonly plans: readonly PlanWords[];
  readonly items: readonly ItemWords[];
  readonly assessments: readonly number[];
  readonly seed: number;
}
export interface World {
  readonly reader: Reader;
  readonly subject: PersonWords;
  readonly parent: PersonWords;
  readonly carer: PersonWords;
  readonly parentIs: 'PARENT_OF' | 'REPRESENTATIVE_OF';
  /** Is there a decision that the one it is about has, or lacks, capacity? */
  readonly capacity: 'HAS' | 'LACKS' | null;
  /** Does the reader read the record in an emergency that they opened? */
  readonly emergency: boolean;
  /** What is asked is drawn from it. */
  readonly questions: number;
}

const seed = fc.integer({ min: 0, max: 0x7fff_ffff });
const start = fc.constantFrom<Day>('2025-09-01', '2025-04-01', '2024-09-01', '2025-10-01', '2026-01-05', '2023-04-01');
const end = fc.constantFrom<Day | null>(null, null, '2026-03-31', '2026-08-31', '2025-09-30', '2027-03-31');
// Of school age, 15, just 16, 16 and 17 past school, the eve of 18, 18, 21, and grown up.
const birth = fc.constantFrom<Day>(
  '2014-05-04',
  '2009-11-20',
  '2009-09-30',
  '2009-05-04',
  '2008-01-15',
  '2007-10-02',
  '2007-10-01',
  '2004-06-30',
  '1985-03-02',
  '1950-12-24',
);

const period = fc.tuple(start, end).map(([from, to]) => ({ from, to: to !== null && to < from ? null : to }));

const budget: fc.Arbitrary<BudgetWords> = fc
  .record({
    stream: fc.constantFrom(...STREAMS, 'HEALTH' as const),
    funder: fc.constantFrom<'OWN' | 'OTHER'>('OWN', 'OWN', 'OWN', 'OTHER'),
    period,
    over: fc.constantFrom<'ENDED' | 'WITHDRAWN' | null>(null, null, null, null, 'ENDED', 'WITHDRAWN'),
    shown: fc.boolean(),
    eligibility: fc.constantFrom<BudgetWords['eligibility']>('CHC', 'CHILDRENS_CONTINUING_CARE', 'S117_AFTERCARE', 'WHEELCHAIR', 'DISCRETIONARY'),
    doubled: fc.boolean(),
    seed,
  })
  .map(({ period: days, ...rest }) => ({ ...rest, ...days }));

const item: fc.Arbitrary<ItemWords> = fc
  .record({
    plan: fc.nat({ max: 2 }),
    budget: fc.option(fc.nat({ max: 5 }), { nil: null }),
    stream: fc.constantFrom(...STREAMS),
    section: fc.constantFrom<ItemWords['section']>('F', 'G', 'H1', 'H2'),
    period,
    absent: fc.boolean(),
    seed,
  })
  .map(({ period: days, ...rest }) => ({ ...rest, ...days }));

const plan: fc.Arbitrary<PlanWords> = fc.record({
  kind: fc.constantFrom<PlanWords['kind']>(
    'EHC_PLAN',
    'EHC_PLAN',
    'CARE_AND_SUPPORT_PLAN',
    'CARER_SUPPORT_PLAN',
    'CHILD_CARE_PLAN',
    'HEALTH_CARE_PLAN',
  ),
  agreed: fc.boolean(),
  seed,
});

const person = (most: number, elsewhere: fc.Arbitrary<boolean>): fc.Arbitrary<PersonWords> =>
  fc.record({
    born: birth,
    elsewhere,
    commissioner: fc.constantFrom<PersonWords['commissioner']>('OWN', 'OWN', 'OWN', 'OTHER', 'NONE'),
    budgets: fc.array(budget, { maxLength: most }),
    plans: fc.array(plan, { minLength: 0, maxLength: most > 2 ? 3 : 1 }),
    items: fc.array(item, { maxLength: most }),
    assessments: fc.array(seed, { maxLength: 2 }),
    seed,
  });

export const aWorld: fc.Arbitrary<World> = fc.record({
  reader: fc.constantFrom(...READERS),
  subject: person(5, fc.constant(false)),
  parent: person(1, fc.boolean()),
  carer: person(2, fc.boolean()),
  parentIs: fc.constantFrom<World['parentIs']>('PARENT_OF', 'PARENT_OF', 'REPRESENTATIVE_OF'),
  capacity: fc.constantFrom<World['capacity']>('HAS', 'LACKS', null),
  emergency: fc.boolean(),
  questions: seed,
});
