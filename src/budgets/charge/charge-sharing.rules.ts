import type { Change } from '../../database/changes';
import type { Circumstances, Following } from '../../mutation/declaration';
import { liveAgreements } from '../../streams/stream.types';
import { charges } from '../../streams/streams';
import { type Amount, perWeek, sameAmount } from '../../vocabulary/amount';
import { addDays, type Day } from '../../vocabulary/day';
import type { Pence } from '../../vocabulary/money';
import { paidBy } from '../../vocabulary/stream';
import type { Budget } from '../record/budget.loader';
import type { PersonFacts } from '../record/person-facts';
import { reviseBudget, stateOn } from '../record/revisions';
import { type Charged, chargedOn, shared, shareOf } from './charge.rules';
import { continuingHealthcareOn } from './continuing-healthcare.rules';

/** Whose money carries a charge: only the budgets of the person's own council are written; what another council charges already is counted. */
export interface ChargeShares {
  readonly on: Day;
  readonly ours: readonly Charged[];
  readonly theirs: readonly Pence[];
  readonly shares: readonly Pence[];
}

type Everyone = readonly PersonFacts[];

/** One weekly amount over what it falls on on a day; nothing is charged while the NHS pays for the whole of the care. */
export function chargeSharesOn(on: Day, weekly: Pence, own: PersonFacts, everyone: Everyone): ChargeShares {
  const charged = chargedOn(own.person.id, everyone, on);
  const isOurs = ({ state }: Charged): boolean => state.authorityId === own.person.authorityId;
  const ours = charged.filter(isOurs);
  const theirs = charged.filter((each) => !isOurs(each)).map(({ state }) => (state.contribution && perWeek(state.contribution)) ?? 0);
  const due = continuingHealthcareOn(own.budgets, on) === null ? weekly : 0;
  const left = Math.max(0, due - theirs.reduce((sum, each) => sum + each, 0));
  return { on, ours, theirs, shares: shared(left, ours) };
}

/** The days on which what a contribution falls on may change, while an assessment holds. */
export function chargeTurningDays(everyone: Everyone, from: Day, next: Day | null): readonly Day[] {
  const days = everyone.flatMap(({ budgets }) =>
    budgets.flatMap(({ revisions }) =>
      revisions.flatMap((state) => [state.effectiveOn, state.from, ...(state.to === null ? [] : [addDays(state.to, 1)])]),
    ),
  );
  return [...new Set([from, ...days.filter((day) => day > from && (next === null || day < next))])].sort();
}

/** The days on which consent to a charge begins or ends. */
const daysOfConsent = (everyone: Everyone): readonly Day[] =>
  everyone
    .flatMap(({ budgets }) => budgets.flatMap(({ agreements }) => agreements))
    .filter(({ kind }) => kind === 'CARED_FOR_CHARGE')
    .flatMap(({ on, until, withdrawnOn }) => [on, ...(until === null ? [] : [addDays(until, 1)]), ...(withdrawnOn === null ? [] : [withdrawnOn])]);

const consented = ({ budget }: Charged, on: Day): boolean =>
  !charges(budget.stream, 'REPLACEMENT_CARE') || liveAgreements(budget.agreements, 'CARED_FOR_CHARGE', on).length > 0;

/** What each budget carries on a day; a budget that is not named stays as it is. */
type Shares = ReadonlyMap<number, Amount | null>;

/**
 * The shares of a day: of the assessment that holds on it, their own care first, then the replacement care to whose charge they
 * consented. Without that consent it is not known what it carries, unless nothing is left to charge. While the NHS pays for the
 * whole of the care nothing is charged, assessed or not.
 */
function sharesOn(on: Day, own: PersonFacts, everyone: Everyone): Shares {
  const assessment = own.assessments.findLast(({ from }) => from <= on);
  const whole = continuingHealthcareOn(own.budgets, on) !== null;
  if (!assessment && !whole) return new Map();
  const { ours, theirs } = chargeSharesOn(on, assessment?.weekly ?? 0, own, everyone);
  if (whole) return new Map(ours.map((each) => [each.budget.id, assessment ? shareOf(0, each) : null]));
  let left = Math.max(0, (assessment?.weekly ?? 0) - theirs.reduce((sum, each) => sum + each, 0));
  return new Map(
    ours.map((each): [number, Amount | null] => {
      if (left > 0 && !consented(each, on)) return [each.budget.id, null];
      const share = Math.min(left, each.cost);
      left -= share;
      return [each.budget.id, shareOf(share, each)];
    }),
  );
}

interface Turn {
  readonly on: Day;
  readonly shares: Shares;
}

/** One budget's revisions where what it carries is not what it should; none where it is. */
function carried(budget: Budget, turns: readonly Turn[], circumstances: Circumstances): Change[] {
  const should = ({ on, shares }: Turn): Amount | null =>
    shares.has(budget.id) ? (shares.get(budget.id) ?? null) : (stateOn(budget.revisions, on)?.contribution ?? null);
  const first = turns.findIndex((turn) => {
    const state = stateOn(budget.revisions, turn.on);
    return state !== null && !sameAmount(state.contribution, should(turn));
  });
  const begins = turns[first];
  if (!begins) return [];
  const rest = turns.slice(first);
  const changing = rest.filter((turn, index) => index > 0 && !sameAmount(should(turn), should(rest[index - 1] ?? turn))).map(({ on }) => on);
  return reviseBudget(
    budget,
    {
      effectiveOn: begins.on,
      alsoOn: changing,
      action: SHARED_OUT,
      reason: 'The one contribution is shared out over what it falls on',
      patch: (_, day) => {
        const turn = rest.findLast(({ on }) => on <= day);
        return turn ? { contribution: should(turn) } : {};
      },
    },
    // The hub's own doing: who caused it may be somebody of whom the reader of this budget may not know.
    {
      ...circumstances,
      actor: { ...circumstances.actor, subject: 'hub', name: 'Pooled Budget Hub' },
      envelope: { ...circumstances.envelope, reason: null },
    },
  );
}

const SHARED_OUT = 'shareContribution';

/** From the first day on which a person may be charged, or the NHS pays for all; null where neither is. */
function since({ assessments, budgets }: PersonFacts): Day | null {
  const health = budgets
    .filter(({ stream }) => paidBy(stream) === 'HEALTH_COMMISSIONER')
    .flatMap(({ revisions }) => revisions.flatMap((state) => [state.from, state.effectiveOn]))
    .filter((day) => continuingHealthcareOn(budgets, day) !== null);
  return [...assessments.map(({ from }) => from), ...health].sort()[0] ?? null;
}

/** Shares out a person's one contribution again over everything it falls on, from the first day on which there is one. */
export function sharedOut(own: PersonFacts, everyone: Everyone, circumstances: Circumstances): readonly Change[] {
  const from = since(own);
  if (from === null) return [];
  const days = [...chargeTurningDays(everyone, from, null), ...own.assessments.map((each) => each.from), ...daysOfConsent(everyone)];
  const turns = [...new Set(days.filter((day) => day >= from))].sort().map((on): Turn => ({ on, shares: sharesOn(on, own, everyone) }));
  const named = new Set(turns.flatMap(({ shares }) => [...shares.keys()]));
  return everyone
    .flatMap(({ budgets }) => budgets)
    .filter(({ id }) => named.has(id))
    .flatMap((budget) => carried(budget, turns, circumstances));
}

/** After whatever changes what a person's one contribution falls on: a person is charged once, and for all of it (Care Act 2014 s.14). */
export const theChargeFollows: Following<PersonFacts> = {
  name: SHARED_OUT,
  people: async (concerned, find) => [...new Set((await Promise.all(concerned.map((id) => find.chargedWith(id)))).flat())],
  decide(after, circumstances) {
    const everyone = [...after.values()];
    const charged = everyone.filter((own) => everyone.some(({ budgets }) => chargedSometime(own.person.id, budgets)));
    return charged.flatMap((own) => sharedOut(own, everyone, circumstances));
  },
};

const chargedSometime = (personId: number, budgets: readonly Budget[]): boolean =>
  budgets.some(
    (budget) =>
      (charges(budget.stream, 'OWN_CARE') && budget.personId === personId) || budget.revisions.some(({ caredForId }) => caredForId === personId),
  );
