import { type GuardedBudget, mustHandleBudget, mustSpeakForBudget, mustWriteBudget } from '../../access/guard';
import { standingOf } from '../../access/relation';
import { READS_FAMILY } from '../../access/table';
import type { Change } from '../../database/changes';
import { notAfterItsEnd } from '../../people/organisation.rules';
import type { Circumstances, Declaration, Find, Following } from '../../mutation/declaration';
import { defineRule, type RuleResult, speak, unlessStopped } from '../../rules/rule';
import { FUNDING_STREAMS } from '../../streams/streams';
import type { Day } from '../../vocabulary/day';
import { forbidden, notFound, nothingUnder } from '../../vocabulary/refusal';
import { paidBy } from '../../vocabulary/stream';
import { BudgetRevisionRow } from '../record/budget.entity';
import type { Budget } from '../record/budget.loader';
import type { PersonFacts } from '../record/person-facts';
import { changesAfter, latestState, versionOf } from '../record/revisions';
import { type Seen, seenBy } from './visibility';

/** The budget among the facts, with whom it belongs to. */
export function findBudget(
  facts: ReadonlyMap<number, PersonFacts>,
  budgetId: number,
  field = 'streamBudgetId',
): { readonly budget: Budget; readonly facts: PersonFacts } {
  for (const each of facts.values()) {
    const budget = each.budgets.find(({ id }) => id === budgetId);
    if (budget) return { budget, facts: each };
  }
  throw nothingUnder(field, budgetId);
}

export const TAKES_LATER = defineRule('TAKES-LATER', {
  effect: 'INFORM',
  title: 'A change of a later day is recorded now and takes effect on that day; until then the budget is as it was',
  policyOf: 'this hub, as good practice',
  source: '-',
});

/** Says so where a change of a budget changes nothing of today: whoever reads it again would think that it was lost. */
function takesLater(changes: readonly Change[], today: Day): readonly RuleResult[] {
  const days = changes.flatMap((change) => (change.kind === 'insert' && change.table === BudgetRevisionRow ? [change.row as BudgetRevisionRow] : []));
  const [first] = days.map(({ effective_on }) => effective_on).sort();
  if (first === undefined || first <= today || days.some(({ from_on }) => from_on > today)) return [];
  return [
    speak(TAKES_LATER, `This takes effect on ${first}. Until then the budget is as it was; asked as of ${first} (asOf), it is as changed.`, {
      subject: days[0]?.budget_id ?? null,
    }),
  ];
}

/** What a guard asks of a budget, for the one who asks. */
export const guarded = (budget: Budget, facts: PersonFacts, seen: Seen, { actor, today }: Pick<Circumstances, 'actor' | 'today'>): GuardedBudget => ({
  stream: budget.stream,
  funderId: latestState(budget).funderId,
  sight: seen.of(budget),
  ownSight: seen.ownOf(budget),
  standing: standingOf(actor, facts, today),
});

/** One budget that a mutation is about, and whose it is. */
export interface BudgetWithOwner {
  readonly budget: Budget;
  readonly facts: PersonFacts;
  /** Everybody whose facts the mutation asked for. */
  readonly all: ReadonlyMap<number, PersonFacts>;
}
export interface BudgetVerdict {
  readonly results: readonly RuleResult[];
  readonly changes: readonly Change[];
  /** Of what was made; left out, the budget's own. */
  readonly id?: number;
}

/** Who may: those who write the amount, those who handle the money, or the person and their family as well. */
const GUARDS = { WRITES: mustWriteBudget, HANDLES: mustHandleBudget, SPEAKS: mustSpeakForBudget } as const;

export interface OnBudget<Input> {
  readonly may: keyof typeof GUARDS;
  /** BUDGET: the mutation names the budget itself. PART: it names something of its record, which is there for those alone who are shown it in full. */
  readonly names?: 'BUDGET' | 'PART';
  /** Lets somebody in whom the guard would not: a setting that takes back what it gave. */
  readonly or?: (own: BudgetWithOwner, input: Input, circumstances: Circumstances) => boolean;
  readonly people: (input: Input, find: Find) => Promise<readonly number[]>;
  readonly budgetId: (input: Input, facts: ReadonlyMap<number, PersonFacts>) => number;
  readonly decide: (own: BudgetWithOwner, input: Input, circumstances: Circumstances) => BudgetVerdict;
  readonly follows?: Following<PersonFacts>;
}

/**
 * What every mutation of one budget has in common: whose it is, its version, who may, and health's own commissioner, whose rule
 * does not stand in the way of the person and their family.
 */
export const ofBudget = <Input>(
  name: string,
  { may, names = 'BUDGET', or, people, budgetId, decide, follows }: OnBudget<Input>,
): Declaration<Input, PersonFacts> => {
  const find = (all: ReadonlyMap<number, PersonFacts>, input: Input): BudgetWithOwner => ({ ...findBudget(all, budgetId(input, all)), all });
  return {
    name,
    people,
    versionOf(all, input, circumstances) {
      const { budget, facts } = find(all, input);
      if (seenBy(circumstances.actor, facts, circumstances).of(budget) !== 'FULL') return 'WITHHELD';
      return { version: versionOf(budget), since: changesAfter(budget.revisions, circumstances.envelope.expectedVersion ?? 0) };
    },
    allow(all, input, circumstances) {
      const own = find(all, input);
      if (or?.(own, input, circumstances)) return;
      const seen = seenBy(circumstances.actor, own.facts, circumstances);
      const sight = seen.of(own.budget);
      if (names === 'PART' && sight !== 'FULL') throw nothingUnder(name, budgetId(input, all));
      GUARDS[may](circumstances.actor, guarded(own.budget, own.facts, seen, circumstances));
      // Every answer is made of figures. That only health's own commissioner changes it (PHB-COMMISSIONER) is said without any.
      if (sight !== 'FULL' && paidBy(own.budget.stream) !== 'HEALTH_COMMISSIONER')
        throw forbidden('What is not shown to you in full is not yours to change.');
    },
    decide(all, input, circumstances) {
      const own = find(all, input);
      const { actor } = circumstances;
      const about = { personId: own.facts.person.id, budgetId: own.budget.id };
      // Whoever is let in for a part of their own (a provider's bill, another funder's answer) does not change what the NHS gives.
      const others = !READS_FAMILY.includes(actor.role) && or?.(own, input, circumstances) !== true;
      const refused = others
        ? [
            ...FUNDING_STREAMS[own.budget.stream].mayChange(actor.organisation, own.facts.person),
            ...notAfterItsEnd(circumstances.bodyOf(actor.organisation), circumstances.today),
          ]
        : [];
      if (refused.length > 0) return { results: refused, changes: [], id: own.budget.id, ...about };
      const { results, changes, id } = decide(own, input, circumstances);
      return { results: unlessStopped(results, takesLater(changes, circumstances.today)), changes, id: id ?? own.budget.id, ...about };
    },
    ...(follows ? { follows } : {}),
  };
};

interface NamesBudget {
  readonly streamBudgetId: number;
}
/** A mutation that names its budget. */
export const onStreamBudget = <Input extends NamesBudget>(
  name: string,
  may: keyof typeof GUARDS,
  decide: OnBudget<Input>['decide'],
  follows?: Following<PersonFacts>,
  or?: OnBudget<Input>['or'],
): Declaration<Input, PersonFacts> =>
  ofBudget(name, {
    may,
    ...(follows ? { follows } : {}),
    ...(or ? { or } : {}),
    people: async (input, find) => [await find.personOf('budget_revision', input.streamBudgetId, 'streamBudgetId')],
    budgetId: ({ streamBudgetId }) => streamBudgetId,
    decide,
  });

/** The budget whose record holds a thing; throws NOT_FOUND naming `field`. */
export function budgetHolding(all: ReadonlyMap<number, PersonFacts>, field: string, id: number, holds: (budget: Budget) => boolean): number {
  for (const { budgets } of all.values()) {
    const budget = budgets.find(holds);
    if (budget) return budget.id;
  }
  throw nothingUnder(field, id);
}

/**
 * A change names another's record only where their tie to the person is on record: a relation, or care that a budget is for. Anything
 * else is NOT_FOUND naming `field`, whether there is such a record or not.
 */
export function mustBeTied(
  { person, relations, budgets }: Pick<PersonFacts, 'person' | 'relations' | 'budgets'>,
  id: number | null,
  field: string,
): void {
  const tied =
    id === null ||
    id === person.id ||
    relations.some(({ personId, otherId }) => personId === id || otherId === id) ||
    budgets.some(({ revisions }) => revisions.some(({ caredForId }) => caredForId === id));
  if (!tied) throw notFound(field, `Nobody ${id} is related to this person here. Record what they are to each other first (relatePeople).`);
}
