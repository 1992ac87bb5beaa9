import type { Actor } from '../../access/actor';
import { type BudgetSeen, type Permission, permissionOf } from '../../access/relation';
import type { Sight } from '../../access/table';
import { agreementLiveOn } from '../../streams/stream.types';
import type { Day, Instant } from '../../vocabulary/day';
import { HEALTHCARE } from '../../vocabulary/stream';
import type { Budget } from '../record/budget.loader';
import type { PersonFacts } from '../record/person-facts';
import { isContinuingHealthcare, isOver, latestState, stateOn } from '../record/revisions';

/** What sight of a budget rests on, as it is known now: what was chosen or agreed before is no leave to look today. */
function toStreamFacts(budget: Budget, today: Day): BudgetSeen {
  const state = stateOn(budget.revisions, today) ?? latestState(budget);
  const over = isOver(state) || (state.to !== null && state.to < today);
  return {
    stream: budget.stream,
    funderId: state.funderId,
    shownInPool: state.shownInPool,
    continuingHealthcare: isContinuingHealthcare(budget, state),
    settingId: over ? null : state.settingId,
    // Asked only where it matters: an operation reads what its reader needs.
    get providers() {
      const held = budget.arrangements.filter(({ holder, to }) => holder === 'PROVIDER' && (to === null || to >= today));
      return [...held.map(({ holderName }) => holderName), ...budget.record.invoices.map(({ provider }) => provider)].map((name) =>
        name.toLowerCase(),
      );
    },
    get heldBy() {
      return budget.arrangements.flatMap(({ holderId, to }) => (holderId === null || (to !== null && to < today) ? [] : [holderId]));
    },
    get shared() {
      return budget.agreements
        .filter((each) => each.kind === 'SHARING' && agreementLiveOn(each, today))
        .map(({ sharedWithRole, sharedWithId, sharedWithPersonId }) => ({
          role: sharedWithRole,
          organisationId: sharedWithId,
          personId: sharedWithPersonId,
        }));
    },
  };
}

/** What one who asks is shown of a person and of each of their budgets. */
export interface Seen extends Pick<Permission, 'standing' | 'emergency' | 'readsLog'> {
  of(budget: Pick<Budget, 'id'>): Sight;
  /** Of that, what is theirs without an emergency and without anybody's sharing: what writing rests on. */
  ownOf(budget: Pick<Budget, 'id'>): Sight;
  /** May they see a line that no budget pays for yet? By its stream, as if anybody funded it. */
  ofStream(stream: BudgetSeen['stream']): Sight;
  /** Continuing healthcare that the person has not had shown, were there any. */
  readonly ofHiddenContinuingCare: Sight;
}

const NOBODYS: Omit<BudgetSeen, 'stream'> = {
  funderId: 0,
  shownInPool: false,
  continuingHealthcare: false,
  settingId: null,
  providers: [],
  heldBy: [],
  shared: [],
};

/** Decided from what is known now; each budget once. */
export function seenBy(actor: Actor, facts: PersonFacts, moment: { readonly today: Day; readonly at: Instant }): Seen {
  const known = new Map([...facts.budgets, ...facts.voided].map((budget) => [budget.id, toStreamFacts(budget, moment.today)]));
  const { standing, emergency, readsLog, sightOf, ownSightOf } = permissionOf(actor, facts, [...known.values()], moment);
  const sights = new Map<number, Sight>();
  return {
    standing,
    emergency,
    readsLog,
    of({ id }) {
      const found = sights.get(id);
      if (found) return found;
      const budget = known.get(id);
      const sight = budget ? sightOf(budget) : 'NONE';
      sights.set(id, sight);
      return sight;
    },
    ownOf({ id }) {
      const budget = known.get(id);
      return budget ? ownSightOf(budget) : 'NONE';
    },
    ofStream: (stream) => sightOf({ ...NOBODYS, stream }),
    ofHiddenContinuingCare: sightOf({ ...NOBODYS, stream: HEALTHCARE, continuingHealthcare: true }),
  };
}
