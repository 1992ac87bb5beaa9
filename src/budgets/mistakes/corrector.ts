import { changeRecordedAt } from '../../audit/change-at';
import { applyChanges, type Change, insert, type RowSets } from '../../database/changes';
import { changedAt, readRowSets } from '../../database/row-sets';
import type { Corrector } from '../../decide/corrector';
import { type Circumstances, type Declaration, TABLE_OF, type Verdict } from '../../mutation/declaration';
import { CorrectionRow } from '../../people/correction.entity';
import { factColumns, factsOf } from '../../people/people.decisions';
import { PersonRow } from '../../people/person.entity';
import type { Mistaken } from '../../person/correction.types';
import { type RuleResult, stops, unlessStopped } from '../../rules/rule';
import { sameAmount } from '../../vocabulary/amount';
import { type Day, financialYearsOf } from '../../vocabulary/day';
import { policyOn } from '../caller/policy-of-the-day';
import { carriersOf, chargeAccountOn } from '../charge/charge-history.rules';
import { theChargeFollows } from '../charge/charge-sharing.rules';
import { heldAtNewAmount } from '../holding/arrangement.decisions';
import { BudgetRevisionRow } from '../record/budget.entity';
import { type Budget, toState } from '../record/budget.loader';
import { movement } from '../record/movement.rows';
import { MovementRow } from '../record/spending.entity';
import { FACT_STATEMENTS, type PersonFacts, toFacts } from '../record/person-facts';
import { budgetRuns, noted, revisionRow, stateOn, versionOf } from '../record/revisions';
import { paidInYear } from '../spending/year.rules';
import { budgetResults } from '../standing/budget-results.rules';
import { mayPutRight, mayChange } from './may-put-right';
import { noCutByThisDoor, putRight, restedOn, saysWhy, standsWithout, stoppedWithout } from './mistakes.rules';
import { otherwise, replayed } from './replay.rules';
import { asBefore, instantsOf, OF_A_PERSON, onePast, takesPlaceOf } from './of-a-person';
import { renamed, rowsIn, atOneInstant, inOneSet } from './rows';
import { type BudgetLife, lifeWithout, type MistakenChange, neverWas, ROWS_OF, type Undone, undone } from './undone';
import { voidRecord } from './void.decisions';

/*
 * A mistake is put right in one change: what it wrote is undone, what takes its place is decided in the world without it, and both are told
 * together (decisions/18).
 */

const FIELD = 'envelope.corrects.id';
const AS_CHANGED = FACT_STATEMENTS.filter(({ table }) => table !== PersonRow && table !== CorrectionRow).map(changedAt);

type All = ReadonlyMap<number, PersonFacts>;
interface Mistake extends MistakenChange {
  /** Whose record it is about: of a tie, the one to whom it was said. */
  readonly ownerId: number;
  readonly budgetId: number | null;
}

export const corrector: Corrector<PersonFacts> = {
  about: (declaration, mistaken) => ({
    ...declaration,
    async people(input, find) {
      const ids = await declaration.people(input, find);
      const { personId } = await find.changeOf(TABLE_OF[mistaken.kind], mistaken.id, mistaken.version, FIELD);
      const about = mistaken.kind === 'RELATION' ? await find.bothOf(mistaken.id, FIELD) : [personId];
      return [...new Set([...ids, ...about])];
    },
    follows: declaration.follows ?? theChargeFollows,
  }),
  async rightly(declaration, mistaken, { reading, find, rows }) {
    const { personId, at } = await find.changeOf(TABLE_OF[mistaken.kind], mistaken.id, mistaken.version, FIELD);
    const instants = instantsOf(mistaken, at, rows);
    const last = Math.max(...instants);
    const mistake: Mistake = {
      mistaken,
      personId,
      ownerId: mistaken.kind === 'RELATION' ? (await find.bothOf(mistaken.id, FIELD))[1] : personId,
      at,
      instants,
      written: inOneSet(await Promise.all([...instants].map((each) => readRowSets(reading, AS_CHANGED, [personId], each)))),
      known: rows,
      recorded: await changeRecordedAt(reading, personId, last),
      budgetId: budgetOf(mistaken, rows),
    };
    return {
      ...declaration,
      allow(all, input, circumstances) {
        mayPutRight(all, mistake, circumstances);
        declaration.allow(all, input, circumstances);
      },
      decide: (all, input, circumstances) => decideRightly(declaration, input, all, mistake, circumstances),
    };
  },
};

/** The budget that a record is of; null where it is of none. */
function budgetOf({ kind, id }: Mistaken, rows: RowSets): number | null {
  if (kind === 'BUDGET') return id;
  const row = rowsIn(rows, ROWS_OF[kind]).find((each) => each.id === id);
  if (kind === 'ITEM') return null;
  if (kind === 'ANSWER') return budgetOf({ kind: 'CONSULTATION', id: Number(row?.['consultation_id']), version: null }, rows);
  return row?.['budget_id'] === undefined || row['budget_id'] === null ? null : Number(row['budget_id']);
}

function decideRightly<Input>(
  declaration: Declaration<Input, PersonFacts>,
  input: Input,
  all: All,
  mistake: Mistake,
  circumstances: Circumstances,
): Verdict {
  const { mistaken, personId, known } = mistake;
  const stays = (results: readonly RuleResult[]): Verdict => ({ results, changes: [], id: mistaken.id, personId, budgetId: mistake.budgetId });
  const refused = [...saysWhy(circumstances.envelope.reason), ...mayChange(all, mistake, circumstances)];
  if (stops(refused)) return stays(refused);
  const isVoid = declaration.name === voidRecord.name;
  const gone = undone(mistake, circumstances.at, !isVoid);
  const resting = restedOn(gone.resting, mistaken);
  if (stops(resting)) return stays(resting);
  const action = declaration.name;
  const restated = (life: BudgetLife, wanted = lifeWithout(life)): Change[] => asRestated(life, wanted, action, circumstances);
  const lives = gone.lives.filter(({ id }) => mistaken.kind !== 'BUDGET' || id !== mistaken.id || isVoid);
  const without: readonly Change[] = [
    ...gone.changes,
    ...lives.flatMap((life) => restated(life)),
    ...asBefore(mistake, gone, factsOf(all, personId).person, circumstances),
  ];
  const own = isVoid ? null : recorded(declaration, input, mistake, gone, without, circumstances);
  if (own && stops(own.verdict.results)) return own.verdict;
  const at = own?.verdict ?? stays([]);
  const changes = atOneInstant(onePast([...without, ...(own?.changes(restated) ?? [])]), known, circumstances.at);
  return told(at, [...changes, ...heldOn(changes, mistake, all, circumstances)], own !== null, all, mistake, action, circumstances);
}

/** A life as it is to be, in revisions of this change. */
const asRestated = ({ all }: BudgetLife, wanted: readonly BudgetState[], action: string, { actor, at, envelope, loadId }: Circumstances): Change[] =>
  otherwise(all, wanted).map(([effectiveOn, state], index) =>
    insert(
      BudgetRevisionRow,
      revisionRow(
        {
          ...state,
          version: versionOf({ revisions: all }) + 1 + index,
          effectiveOn,
          recordedAt: at,
          action,
          reason: envelope.reason,
          actorSubject: actor.subject,
          actorName: actor.name,
        },
        loadId,
      ),
    ),
  );
type BudgetState = BudgetLife['all'][number];

/** What takes the mistake's place, decided by its own rules in the world without it; and its changes, under the ids of what it replaces. */
function recorded<Input>(
  declaration: Declaration<Input, PersonFacts>,
  input: Input,
  { mistaken, personId, known }: Mistake,
  gone: Undone,
  without: readonly Change[],
  circumstances: Circumstances,
) {
  const life = mistaken.kind === 'BUDGET' ? gone.lives.find(({ id }) => id === mistaken.id) : undefined;
  const rows = new Map(applyChanges(known, without));
  // The budget as it was known before: what came later is laid upon what is decided.
  if (life)
    rows.set(
      BudgetRevisionRow,
      rowsIn(rows, BudgetRevisionRow).filter((row) => row['budget_id'] !== life.id || life.before.some(({ version }) => version === row.version)),
    );
  const verdict = declaration.decide(toFacts(rows), input, circumstances);
  const inserted = verdict.changes.flatMap((change) => (change.kind === 'insert' ? [change] : []));
  const revisions = inserted.filter(({ table }) => table === BudgetRevisionRow).map(({ row }) => toState(row as BudgetRevisionRow));
  const opened = life?.before.length === 0 ? revisions.find(({ version }) => version === 1) : undefined;
  // Of another person or stream, it is another budget: the mistaken one never was.
  const same = opened === undefined || (opened.personId === personId && opened.stream === life?.all[0]?.stream);
  const ids = new Map<number, number>();
  if (life && opened && same) ids.set(opened.budgetId, life.id);
  const replaceable = [...(gone.removed.get(ROWS_OF[mistaken.kind]) ?? [])];
  for (const { table, row } of inserted) {
    const made = row as { id: number; person_id: number; version?: number; kind?: string; holder?: string };
    if (table !== ROWS_OF[mistaken.kind] || made.version !== 1 || made.person_id !== personId) continue;
    const index = replaceable.findIndex((each) => takesPlaceOf(mistaken.kind, made, each));
    const [replaced] = index < 0 ? [] : replaceable.splice(index, 1);
    if (replaced) ids.set(made.id, replaced.id);
  }
  const changes = (restated: (life: BudgetLife, wanted?: readonly BudgetState[]) => Change[]): readonly Change[] => {
    const all = renamed(verdict.changes, ids);
    if (!life) return all;
    if (!same) return [...all, ...restated(life, neverWas(life))];
    const isOurs = (change: Change): boolean =>
      change.kind === 'insert' && change.table === BudgetRevisionRow && (change.row as BudgetRevisionRow).budget_id === life.id;
    const states = all.filter(isOurs).map((change) => toState((change as { row: BudgetRevisionRow }).row));
    const wanted = replayed(life.all, [...life.before, ...states], life.later).map((state) => toldAnew(state, life.all));
    return [...all.filter((change) => !isOurs(change)), ...restated(life, wanted)];
  };
  const renamedId = (id: number | null): number | null => (id === null ? null : (ids.get(id) ?? id));
  return { verdict: { ...verdict, id: renamedId(verdict.id), budgetId: renamedId(verdict.budgetId) }, changes };
}

/** Another indicative amount than the one that was shared is shared anew, while nothing is agreed on it. */
function toldAnew(state: BudgetState, before: readonly BudgetState[]): BudgetState {
  const was = stateOn(before, state.effectiveOn);
  return state.status === 'INDICATIVE' && was && !sameAmount(was.indicative, state.indicative) ? { ...state, sharedOn: null } : state;
}

/** A budget that is held in one part goes on being held so, at what is agreed rightly. */
function heldOn(changes: readonly Change[], { known, personId, budgetId }: Mistake, all: All, circumstances: Circumstances): readonly Change[] {
  const before = all.get(personId)?.budgets.find(({ id }) => id === budgetId);
  const facts = toFacts(applyChanges(known, changes)).get(personId);
  const after = facts?.budgets.find(({ id }) => id === budgetId);
  if (!before || !after || !facts) return [];
  const days = [...new Set(after.revisions.map(({ effectiveOn }) => effectiveOn))].sort();
  const turn = days.flatMap((day) => {
    const [was, is] = [stateOn(before.revisions, day), stateOn(after.revisions, day)];
    return budgetRuns(is, day) && is.agreed && was?.agreed && !sameAmount(was.agreed, is.agreed) ? [{ day, was: was.agreed, is: is.agreed }] : [];
  })[0];
  if (!turn) return [];
  const parts = after.arrangements.filter(({ amount }) => sameAmount(amount, turn.was));
  return parts.length === 0 ? [] : heldAtNewAmount({ ...after, revisions: before.revisions }, turn.is, turn.day, facts, circumstances).changes;
}

/** The change as it is told: what money moves by it, whether it may be, and both of its ends on record. */
function told(
  verdict: Verdict,
  decided: readonly Change[],
  replaced: boolean,
  all: All,
  mistake: Mistake,
  action: string,
  circumstances: Circumstances,
): Verdict {
  const { mistaken, personId, ownerId, known, recorded, budgetId, instants } = mistake;
  const at = Math.max(...instants);
  const owner = factsOf(all, personId);
  const aboutPerson = OF_A_PERSON.has(mistaken.kind);
  let changes = atOneInstant(decided, known, circumstances.at);
  const revises = changes.some(
    (change) => change.kind === 'insert' && change.table === BudgetRevisionRow && (change.row as BudgetRevisionRow).budget_id === budgetId,
  );
  const lives = toFacts(applyChanges(known, changes))
    .get(personId)
    ?.budgets.find(({ id }) => id === budgetId);
  if (!revises && lives) changes = [...changes, ...noted(lives, 'voidRecord', circumstances)];
  const paid = stillPaid(toFacts(applyChanges(known, changes)), all, circumstances);
  changes = [...changes, ...paid.map(({ change }) => change)];
  const after = toFacts(applyChanges(known, changes));
  const judged = [
    ...(after.get(personId)?.budgets ?? []).flatMap(({ revisions }) => standsWithout(revisions, mistaken)),
    ...owner.budgets.flatMap((budget) => {
      const next = after.get(personId)?.budgets.find(({ id }) => id === budget.id) ?? null;
      return [
        // What is true of a person is put right whatever it comes to: what then stops a payment says so of the payment.
        ...(aboutPerson ? [] : noCutByThisDoor(budget, next, owner, { at, subject: recorded?.subject ?? null }, circumstances)),
        ...(next && !aboutPerson ? newlyStopped(budget, next, owner, after.get(personId) ?? owner, circumstances) : []),
      ];
    }),
  ];
  if (stops(judged)) return { ...verdict, results: judged, changes: [] };
  const correction = {
    ...mistaken,
    budgetId,
    mistakenAt: at,
    mistakenAction: recorded?.action ?? 'IMPORTED',
    mistakenBy: recorded?.who ?? 'a file',
    at: circumstances.at,
    action,
    by: circumstances.actor.name,
    reason: (circumstances.envelope.reason ?? '').trim(),
    replacedBy: replaced ? verdict.id : null,
    paid: paid.reduce((sum, { amount }) => sum + amount, 0),
    charged: Math.max(
      0,
      toRefund(personId, afterSharing(after, known, changes, circumstances), circumstances.today) - toRefund(personId, all, circumstances.today),
    ),
  };
  const row: CorrectionRow = {
    ...factColumns(circumstances.newId(), factsOf(all, ownerId).person, circumstances),
    budget_id: budgetId,
    kind: mistaken.kind,
    thing: mistaken.id,
    thing_version: mistaken.version,
    mistaken_at: at,
    mistaken_action: correction.mistakenAction,
    mistaken_by: correction.mistakenBy,
    action,
    corrected_by: correction.by,
    reason: correction.reason,
    replaced_by: correction.replacedBy,
    paid_pence: correction.paid,
    charged_pence: correction.charged,
  };
  return { ...verdict, results: unlessStopped(verdict.results, putRight(correction)), changes: [...changes, insert(CorrectionRow, row)] };
}

const afterSharing = (after: All, known: RowSets, changes: readonly Change[], circumstances: Circumstances): All =>
  toFacts(applyChanges(known, [...changes, ...theChargeFollows.decide(after, circumstances)]));
function toRefund(personId: number, all: All, today: Day): number {
  const own = all.get(personId);
  return own ? chargeAccountOn(own, carriersOf(own, [...all.values()]), today).toRefund : 0;
}

/** What had left the funder stays paid, whatever the budget comes to now: of each year what it comes to less than was paid in it. */
function stillPaid(after: All, before: All, circumstances: Circumstances) {
  const { today } = circumstances;
  return [...before.values()].flatMap((own) =>
    own.budgets.flatMap((budget) => {
      const first = budget.revisions.find(({ releasedOn }) => releasedOn !== null)?.releasedOn;
      const next = after.get(own.person.id)?.budgets.find(({ id }) => id === budget.id);
      if (!first || !next || first > today) return [];
      return [...financialYearsOf(first, today)].flatMap((year) => {
        const [was, is] = [paidInYear(budget, year, today), paidInYear(next, year, today)];
        const amount = was.paid - is.paid;
        const released = Math.min(Math.max(0, was.released - is.released), Math.max(0, amount));
        const part = budget.arrangements.find(({ from }) => from <= today)?.id ?? null;
        return [
          { amount: released, part: null },
          { amount: amount - released, part },
        ].flatMap(({ amount: pence, part: arrangementId }) => {
          if (pence <= 0) return [];
          const row = {
            ...movement('PAID', budget, { on: was.on, amount: pence, covers: null }, own, circumstances).row,
            arrangement_id: arrangementId,
          };
          return [{ amount: pence, change: insert(MovementRow, row) }];
        });
      });
    }),
  );
}

/** What would stop the payments of a released budget, and did not. */
function newlyStopped(before: Budget, after: Budget, owner: PersonFacts, now: PersonFacts, circumstances: Circumstances): readonly RuleResult[] {
  const { today } = circumstances;
  const stoppedBy = (budget: Budget, facts: PersonFacts): readonly RuleResult[] => {
    const state = stateOn(budget.revisions, today);
    if (state?.status !== 'RELEASED' || !budgetRuns(state, today)) return [];
    return budgetResults(budget, state, facts, policyOn(facts, circumstances, today, state), today).filter((result) => stops([result]));
  };
  const known = new Set(stoppedBy(before, owner).map(({ rule }) => rule));
  return stoppedWithout(
    stoppedBy(after, now).filter(({ rule }) => !known.has(rule)),
    before.id,
  );
}
