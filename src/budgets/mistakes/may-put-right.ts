import { mustHandle, mustKeepRecords } from '../../access/guard';
import type { RowSets } from '../../database/changes';
import type { Circumstances } from '../../mutation/declaration';
import { factsOf } from '../../people/people.decisions';
import type { Mistaken } from '../../person/correction.types';
import type { RuleResult } from '../../rules/rule';
import { OWN_CARE } from '../../streams/streams';
import type { Instant } from '../../vocabulary/day';
import { nothingUnder } from '../../vocabulary/refusal';
import { ofBudget, type OnBudget } from '../caller/budget-mutation';
import { seenBy } from '../caller/visibility';
import { allItems } from '../lines/draw-down.rules';
import { linesSeenBy } from '../lines/visible-lines';
import type { PersonFacts } from '../record/person-facts';
import { movedByOwnSlip } from './of-a-person';

interface ToPutRight {
  readonly mistaken: Mistaken;
  readonly personId: number;
  readonly ownerId: number;
  readonly at: Instant;
  readonly known: RowSets;
  readonly budgetId: number | null;
  readonly recorded: { readonly action: string; readonly subject: string } | null;
}
type All = ReadonlyMap<number, PersonFacts>;

/** What is decided of an amount is put right by those who write it; the rest by those who handle the money. */
const OF_AN_AMOUNT: ReadonlySet<Mistaken['kind']> = new Set<Mistaken['kind']>(['BUDGET', 'CONSULTATION', 'SUFFICIENCY_REVIEW']);
const OF_THE_MONEY: ReadonlySet<string> = new Set(['releaseBudget', 'suspendBudget', 'resumeBudget']);

/** As the mutation of the budget that it is, so that it asks for no less. */
const asMutation = ({ mistaken, budgetId, recorded }: ToPutRight, id: number, { actor }: Circumstances) => {
  const written = OF_AN_AMOUNT.has(mistaken.kind) && !OF_THE_MONEY.has(recorded?.action ?? '');
  const own = recorded?.subject === actor.subject;
  const may: OnBudget<null>['may'] = own && !written ? 'SPEAKS' : written ? 'WRITES' : 'HANDLES';
  return ofBudget<null>('envelope.corrects.id', {
    may,
    names: 'PART',
    // Whoever was let in to record it puts their own slip right.
    or: () => own && !written && budgetId !== null,
    people: () => Promise.resolve([]),
    budgetId: () => id,
    decide: () => ({ results: [], changes: [] }),
  });
};

/** Throws FORBIDDEN where the one who asks may not, and NOT_FOUND where they may not know of it. */
export function mayPutRight(all: All, mistake: ToPutRight, circumstances: Circumstances): void {
  const { mistaken, personId, budgetId } = mistake;
  const { actor, today, at } = circumstances;
  const own = factsOf(all, personId, 'envelope.corrects.id');
  if (mistaken.kind === 'MOVE' && movedByOwnSlip(mistake, own, actor)) return;
  if (budgetId !== null) return asMutation(mistake, budgetId, circumstances).allow(all, null, circumstances);
  if (mistaken.kind === 'FINANCIAL_ASSESSMENT') {
    // What somebody is asked to pay towards is not there for one who is not shown it.
    if (seenBy(actor, own, { today, at }).ofStream(OWN_CARE) !== 'FULL') throw nothingUnder('envelope.corrects.id', mistaken.id);
    return mustHandle(actor, OWN_CARE, own, today);
  }
  // First, whether they know of the line: what they may do to it would tell that there is one.
  if (mistaken.kind === 'ITEM') {
    const item = allItems(own).find(({ id }) => id === mistaken.id);
    if (!item || !linesSeenBy(actor, own, { today, at })(item)) throw nothingUnder('envelope.corrects.id', mistaken.id);
  }
  mustKeepRecords(actor, factsOf(all, mistake.ownerId, 'envelope.corrects.id'), today);
}

/** What health's own commissioner alone changes stays so. */
export const mayChange = (all: All, mistake: ToPutRight, circumstances: Circumstances): readonly RuleResult[] =>
  mistake.budgetId === null ? [] : asMutation(mistake, mistake.budgetId, circumstances).decide(all, null, circumstances).results;
