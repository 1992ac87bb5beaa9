import { type DocumentNode, visit } from 'graphql';
import { EmergencyReviewRow } from '../../access/emergency/emergency.entity';
import type { PlainRow, Table } from '../../database/changes';
import type { WaveStatement } from '../../database/reading';
import { CapacityDecisionRow, HolderAuthorityRow, IdentifierRow, LivingSituationRow, RelationRow, ResidenceRow } from '../../people/person.entity';
import { CorrectionRow } from '../../people/correction.entity';
import { OutcomeRow } from '../../plans/plan.entity';
import type { Plan } from '../../plans/plan.types';
import { AgreementRow, ArrangementRow } from '../record/arrangement.entity';
import { ASSESSMENT_STATEMENTS } from '../record/assessment.loader';
import { RECORD_STATEMENTS } from '../record/budget-life.loader';
import type { Budget } from '../record/budget.loader';
import { FACT_STATEMENTS, type PersonFacts } from '../record/person-facts';

/*
 * What an operation asks for decides what is read for it: tables that none of its fields is made of are left out of the wave. How
 * many statements that makes depends on the operation, never on the number of people. A field that is not named here makes the
 * wave a whole one, so that a new field is answered right before it is answered fast.
 */

type Tables = readonly Table<PlainRow>[];
const tablesOf = (statements: readonly WaveStatement[]): Tables => statements.map(({ table }) => table);

/** Parts of the facts that many operations have no use for, and the tables they are made of. */
const OF_PERSON = {
  identifiers: [IdentifierRow],
  relations: [RelationRow],
  capacity: [CapacityDecisionRow],
  living: [LivingSituationRow],
  authorities: [HolderAuthorityRow],
  residences: [ResidenceRow],
  emergencyReviews: [EmergencyReviewRow],
  corrections: [CorrectionRow],
  assessments: tablesOf(ASSESSMENT_STATEMENTS),
} satisfies Partial<Record<keyof PersonFacts, Tables>>;
const OF_PLAN = { outcomes: [OutcomeRow] } satisfies Partial<Record<keyof Plan, Tables>>;
const OF_BUDGET = { arrangements: [ArrangementRow], agreements: [AgreementRow], record: tablesOf(RECORD_STATEMENTS) } satisfies Partial<
  Record<keyof Budget, Tables>
>;

const PARTS = { ...OF_PERSON, ...OF_PLAN, ...OF_BUDGET };
type Part = keyof typeof PARTS;
const ALL_PARTS = Object.keys(PARTS) as Part[];

/** Fields that are made of the person's row, the lines of their plans, and their budgets' revisions and allocations. */
const PLAIN = `person me findPeople pooledBudget pooledBudgets edges node cursor pageInfo hasNextPage hasPreviousPage startCursor endCursor totalCount
  id name dateOfBirth dateOfDeath ageBand authority healthCommissioner code kind version plans status from to asOf label completeness
  indicative agreed contribution net cost perWeek perYear oneOff value every weeksPerYear amount streams stream funder visibility unallocated
  history at by action reason effectiveOn detail items service description reference section quantity unit unitPrice unitsPerWeek householdRelative
  band topUp elementOne elementTwo setting educatedOtherwise released settingAgreement caredForConsent system points assessedOn level replacementCare
  eligibility rightToHave baseline decidedBy decidedOn shownInPool purpose holder holderName holderId contingency route contributionTaken
  agreementSignedOn givenBy role on until itemId withdrawnOn withdrawnReason ref text tags budgetEligible agreedOn agreedBy reviewEveryMonths __typename`;

/** Fields that are made of other parts, too. */
const MADE_OF: ReadonlyMap<string, readonly Part[]> = new Map<string, readonly Part[]>([
  ...PLAIN.split(/\s+/).map((field): [string, readonly Part[]] => [field, []]),
  ['identifiers', ['identifiers']],
  ['corrections', ['corrections']],
  ['livingSituations', ['living']],
  ['situation', ['living']],
  ['holderAuthorities', ['authorities']],
  ['moves', ['residences']],
  ['outcome', ['outcomes']],
  ['outcomes', ['outcomes']],
  ['steps', ['assessments']],
  ['source', ['agreements']],
  ['agreements', ['agreements']],
  ['arrangements', ['arrangements', 'agreements']],
  ['heldAs', ['arrangements']],
]);

/** What stands in the facts for a part that was not read. To look at it is a fault of the hub, never an empty list. */
const UNREAD: unknown = new Proxy([], {
  get: (_list, name) => {
    throw new Error(`${String(name)} of facts that were not read: name the field that is made of them in read-ahead.ts`);
  },
});

/** What one operation reads of every person it shows. */
export interface Wave {
  readonly statements: readonly WaveStatement[];
  /** The facts, with a mark in the place of what was left out. */
  readonly mark: (facts: PersonFacts) => PersonFacts;
}
export const WHOLE_WAVE: Wave = { statements: FACT_STATEMENTS, mark: (facts) => facts };

function waveWithout(left: readonly Part[]): Wave {
  if (left.length === 0) return WHOLE_WAVE;
  const tables = new Set(left.flatMap((part): Tables => PARTS[part]));
  const unread = (parts: object): object => Object.fromEntries(left.filter((part) => part in parts).map((part) => [part, UNREAD]));
  const [ofPerson, ofPlan, ofBudget] = [unread(OF_PERSON), unread(OF_PLAN), unread(OF_BUDGET)];
  return {
    statements: FACT_STATEMENTS.filter(({ table }) => !tables.has(table)),
    mark: (facts) => ({
      ...facts,
      ...ofPerson,
      plans: facts.plans.map((plan) => ({ ...plan, ...ofPlan })),
      budgets: facts.budgets.map((budget) => ({ ...budget, ...ofBudget })),
    }),
  };
}

function waveOf(document: DocumentNode, always: readonly Part[]): Wave {
  const asked = new Set<Part>(always);
  let known = true;
  visit(document, {
    Field: ({ name }) => {
      const parts = MADE_OF.get(name.value);
      if (parts) for (const part of parts) asked.add(part);
      else known = false;
    },
  });
  return known ? waveWithout(ALL_PARTS.filter((part) => !asked.has(part))) : WHOLE_WAVE;
}

/** Documents are kept by Apollo and come again: each is looked through once for each kind of reader. */
const waves = { plain: new WeakMap<DocumentNode, Wave>(), shared: new WeakMap<DocumentNode, Wave>() };

/** The wave of an operation, for a reader whose standing rests on the area; `shared`: an agreement to share may show them more. */
export function waveFor(document: DocumentNode, shared = false): Wave {
  const known = shared ? waves.shared : waves.plain;
  const found = known.get(document);
  if (found) return found;
  const wave = waveOf(document, shared ? ['agreements'] : []);
  known.set(document, wave);
  return wave;
}
