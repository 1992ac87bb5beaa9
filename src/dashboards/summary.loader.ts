import type { Actor } from '../access/actor';
import { sightInSummaries } from '../access/relation';
import { ArrangementRow } from '../budgets/record/arrangement.entity';
import { BudgetRevisionRow } from '../budgets/record/budget.entity';
import { toBudgets } from '../budgets/record/budget.loader';
import { latestState } from '../budgets/record/revisions';
import type { Reading, Value } from '../database/reading';
import type { Turns } from '../database/turns';
import type { PersonRow } from '../people/person.entity';
import { ageBand } from '../person/ages.rules';
import { figureOf, POOL_FIGURES, poolEntries, type PoolEntry, type PoolFigure, type Total, totalOf } from '../pool/pool.rules';
import { ARRANGEMENT_KINDS, type ArrangementKind } from '../streams/stream.types';
import { type Day, type Instant, OPEN_ENDED, runsOn } from '../vocabulary/day';
import { type Pence, splitInProportion } from '../vocabulary/money';
import type { Figures, PoolPart, TracedPerson } from './summary-cells';

/** What stands where a budget is not held yet, has no setting, or a person no commissioner. */
export const NONE = 'NONE';

type KnownPerson = Pick<PersonRow, 'id' | 'authority_id' | 'health_commissioner_id' | 'date_of_birth'>;

/** What recurs, a year, and the one-offs of the financial year. */
const wholeYear = ({ perYear, oneOff }: Total): Pence => perYear + oneOff;

/** How a budget is held on a day, and in what proportion: by the yearly amounts of its arrangements. */
function shares({ budget }: PoolEntry, asOf: Day): { kind: ArrangementKind | typeof NONE; weight: number }[] {
  const held = budget.arrangements.filter((each) => runsOn(each, asOf));
  const parts = ARRANGEMENT_KINDS.flatMap((kind) => {
    const own = held.filter((each) => each.kind === kind);
    if (own.length === 0) return [];
    return [{ kind, weight: own.reduce((sum, { amount, from }) => sum + wholeYear(totalOf(amount, from, asOf)), 0) }];
  });
  if (parts.length === 0) return [{ kind: NONE, weight: 1 }];
  return parts.some(({ weight }) => weight > 0) ? parts : parts.map((part) => ({ ...part, weight: 1 }));
}

/** A budget's figures by how it is held: the parts add up to the budget, to the penny. */
export function partsOf(entry: PoolEntry, asOf: Day): { kind: ArrangementKind | typeof NONE; money: Figures }[] {
  const parts = shares(entry, asOf);
  const whole = (figure: PoolFigure): Pence => wholeYear(totalOf(figureOf(entry.state, figure), entry.state.from, asOf));
  const weights = parts.map(({ weight }) => weight);
  const [indicative, agreed, contribution, net] = POOL_FIGURES.map((figure) => splitInProportion(whole(figure), weights)) as [
    Pence[],
    Pence[],
    Pence[],
    Pence[],
  ];
  const netIsRest = whole('net') === whole('agreed') - whole('contribution');
  const at = (shared: readonly Pence[], index: number): Pence => shared[index] ?? 0;
  return parts.map(({ kind }, index) => ({
    kind,
    money: {
      indicative: at(indicative, index),
      agreed: at(agreed, index),
      contribution: at(contribution, index),
      net: netIsRest ? at(agreed, index) - at(contribution, index) : at(net, index),
    },
  }));
}

/** Whose area: their people by column, as they are now, or as was known at an instant. */
function peopleOf(own: 'authority_id' | 'health_commissioner_id', organisation: number, at: Instant | null): { sql: string; values: Value[] } {
  const now = 'SELECT p.id, p.authority_id, p.health_commissioner_id, p.date_of_birth FROM person p';
  if (at === null) return { sql: `${now} WHERE p.${own} = ?`, values: [organisation] };
  const later = 'FROM person_was later WHERE later.person_id = p.id AND later.until_at > ?';
  return {
    sql: `${now} WHERE p.${own} = ? AND p.recorded_at <= ? AND NOT EXISTS (SELECT 1 ${later})
 UNION ALL SELECT p.id, w.authority_id, w.health_commissioner_id, w.date_of_birth FROM person_was w JOIN person p ON p.id = w.person_id
 WHERE w.${own} = ? AND p.recorded_at <= ? AND w.version = (SELECT MIN(later.version) ${later})`,
    values: [organisation, at, at, organisation, at, at],
  };
}

/**
 * The people of a reader's area who have something in the pool on a day, and what of it their summaries are made of: three statements. As it is
 * known now; or as it was known at an instant, so that it is the same whatever is recorded later.
 */
export async function areaOf(
  reading: Reading,
  actor: Actor,
  asOf: Day,
  turns: Turns,
  knownAt: Instant | null = null,
): Promise<{ people: TracedPerson[]; authorities: ReadonlySet<number> }> {
  const own = actor.organisation.kind === 'HEALTH_COMMISSIONER' ? 'health_commissioner_id' : 'authority_id';
  const who = peopleOf(own, actor.organisation.id, knownAt);
  const theirs = (table: string): string =>
    knownAt === null
      ? `${table} t JOIN person p ON p.id = t.person_id WHERE p.${own} = ?`
      : `${table} t JOIN (${who.sql}) a ON a.id = t.person_id WHERE t.recorded_at <= ?`;
  const values = knownAt === null ? who.values : [...who.values, knownAt];
  const [persons, revisions, arrangements] = await Promise.all([
    reading.rows<KnownPerson>(who.sql, who.values),
    // All of them: whether a budget is shown is decided by how it stands last, whatever day is asked about.
    reading.rows<BudgetRevisionRow>(`SELECT t.* FROM ${theirs('budget_revision')}`, values),
    reading.rows<ArrangementRow>(`SELECT t.* FROM ${theirs('arrangement')} AND t.superseded_at ${knownAt === null ? '=' : '>'} ?`, [
      ...values,
      knownAt ?? OPEN_ENDED,
    ]),
  ]);
  const budgets = toBudgets(
    new Map<abstract new () => object, readonly object[]>([
      [BudgetRevisionRow, revisions],
      [ArrangementRow, arrangements],
    ]),
  );
  const sight = sightInSummaries(actor);
  const authorities = new Set<number>();
  const pooledOf = (row: KnownPerson): TracedPerson[] => {
    const person = {
      authorityId: Number(row.authority_id),
      healthCommissionerId: row.health_commissioner_id === null ? null : Number(row.health_commissioner_id),
    };
    const pooled = { person: { dateOfBirth: row.date_of_birth }, budgets: budgets.get(Number(row.id)) ?? [] };
    const known = poolEntries(pooled, asOf).map((entry) => {
      const { funderId, shownInPool } = latestState(entry.budget);
      return { entry, sight: sight(person, { stream: entry.budget.stream, funderId, shownInPool }) };
    });
    const parts = known.flatMap(({ entry, sight: seen }): PoolPart[] => {
      if (seen !== 'FULL') return [];
      return partsOf(entry, asOf).map(({ kind, money }) => ({
        at: {
          AUTHORITY: person.authorityId,
          HEALTH_COMMISSIONER: person.healthCommissionerId ?? NONE,
          STREAM: entry.budget.stream,
          STATUS: entry.state.status,
          ARRANGEMENT: kind,
          AGE_BAND: ageBand(row.date_of_birth, asOf),
          SETTING: entry.state.settingId ?? NONE,
        },
        money,
      }));
    });
    if (parts.length === 0) return [];
    authorities.add(person.authorityId);
    const streams = new Set(known.flatMap(({ entry, sight: seen }) => (seen === 'NONE' ? [] : [entry.budget.stream])));
    return [{ id: Number(row.id), pooled: streams.size > 1, parts }];
  };
  const people: TracedPerson[] = [];
  for (const row of persons) {
    if (turns.isOver) await turns.between();
    people.push(...pooledOf(row));
  }
  return { people, authorities };
}
