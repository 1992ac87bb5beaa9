import { PASSES_ON } from '../../access/table';
import { type Change, insert } from '../../database/changes';
import type { Circumstances, Declaration } from '../../mutation/declaration';
import { changePerson } from '../../people/person.changes';
import { residenceRow } from '../../people/ties.decisions';
import { speak } from '../../rules/rule';
import { addDays, later } from '../../vocabulary/day';
import { badInput, forbidden } from '../../vocabulary/refusal';
import type { PersonFacts } from '../record/person-facts';
import { reviseBudget } from '../record/revisions';
import { type Handover, ORG_PASSED, type Passing, whatPasses } from './pass-on.rules';

/** So many people pass in one step at most: each is locked, and stands on the record by itself. */
export const MOST_PASSED = 50;

export interface Succession {
  readonly kind: 'LOCAL_AUTHORITY' | 'HEALTH_COMMISSIONER';
  readonly predecessor: string;
  readonly successor: string;
  /** Only the people of these councils. */
  readonly councils: readonly string[] | null;
  /** Only these people. */
  readonly personIds: readonly number[] | null;
}

/** Which body follows which, by the list, and from when. Throws BAD_INPUT where the list does not say so. */
function handoverOf({ kind, predecessor, successor, councils, personIds }: Succession, circumstances: Circumstances): Handover {
  const [from, to] = [
    circumstances.organisation(kind, predecessor, 'input.predecessor'),
    circumstances.organisation(kind, successor, 'input.successor'),
  ];
  const { followers, list } = circumstances.bodyOf(from);
  const theirs = followers.map(({ name, code }) => `${name} (${code})`).join(', ');
  if (from.to === null) throw badInput('input.predecessor', `${from.name} has no last day on the list of ${list ?? 'organisations'}: it goes on.`);
  if (!from.successors.includes(to.code))
    throw badInput(
      'input.successor',
      theirs === ''
        ? `The list of ${list ?? 'organisations'} does not say who followed ${from.name}. Bring the newest list (npm run organisations -- load FILE).`
        : `${to.name} did not follow ${from.name}. Those that did: ${theirs}.`,
    );
  if (circumstances.today <= from.to)
    throw badInput('input.predecessor', `The last day of ${from.name} is ${from.to}: what it has passes on the day after.`);
  if (from.successors.length > 1 && councils === null && personIds === null)
    throw badInput('input.councils', `${from.name} was divided among ${theirs}. Say who passes to ${to.name}: by their councils, or by their ids.`);
  return { from, to, on: addDays(from.to, 1) };
}

/** The changes that pass on what passes of one person. */
function changesOf({ person }: PersonFacts, { residence, budgets }: Passing, { to, on }: Handover, circumstances: Circumstances): readonly Change[] {
  const record = residence
    ? [
        ...[residence.first, residence.next].flatMap((each) => (each ? [insert(...residenceRow(each, person, circumstances))] : [])),
        ...changePerson(
          person,
          { authority_id: residence.next.councilId, health_commissioner_id: residence.next.healthCommissionerId },
          circumstances.at,
        ),
      ]
    : [];
  const revised = budgets.flatMap((budget) =>
    reviseBudget(
      budget,
      { effectiveOn: later(on, budget.revisions[0]?.effectiveOn ?? on), action: 'passToSuccessor', patch: () => ({ funderId: to.id }) },
      circumstances,
    ),
  );
  return [...record, ...revised];
}

/**
 * People and money of a body that was abolished pass to who followed it, by the published list, from the day after its last: as known before
 * it was recorded they are still the predecessor's, and so are the days before. Whoever passed already is not touched again.
 */
export const passToSuccessor: Declaration<Succession, PersonFacts> = {
  name: 'passToSuccessor',
  people: ({ kind, predecessor, councils, personIds }, find) => find.ofBody({ kind, code: predecessor, councils, personIds }, MOST_PASSED),
  allow(_, input, { actor, bodyOf }) {
    if (!PASSES_ON.includes(actor.role)) throw forbidden(`A ${actor.role} may not pass people on. It is done by: ${PASSES_ON.join(', ')}.`);
    const { code, kind } = bodyOf(actor.organisation);
    const own = [input.predecessor, input.successor].map((each) => each.trim().toUpperCase());
    if (kind !== input.kind || !own.includes(code)) throw forbidden('What a body had is passed on by itself, or by who followed it.');
  },
  decide(facts, input, circumstances) {
    const handover = handoverOf(input, circumstances);
    const all = [...facts.values()].map((each) => ({ each, passing: whatPasses(each, handover) }));
    const moved = all.filter(({ passing }) => passing.results.length > 0).length;
    const { from, to } = handover;
    const whole =
      moved === 0
        ? `Nobody of ${from.name} is left to pass to ${to.name}.`
        : facts.size < MOST_PASSED
          ? `${moved} people pass to ${to.name}; nobody else of those asked for is left.`
          : `${moved} people pass to ${to.name} in this step, which takes ${MOST_PASSED} at most. Send it again, with a key of its own, until nobody is left.`;
    return {
      results: [...all.flatMap(({ passing }) => passing.results), speak(ORG_PASSED, whole, { subject: from.code })],
      changes: all.flatMap(({ each, passing }) => changesOf(each, passing, handover, circumstances)),
      id: null,
      personId: null,
      budgetId: null,
    };
  },
};
