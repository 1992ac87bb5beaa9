import type { RuleId } from '../../src/rules/rule-ids';
import { join } from 'node:path';
import type { RuleEffect } from '../../src/rules/rule';
import { type Case, done } from '../builders/case';
import { aChild, type ChildBuilder } from '../builders/child';
import { aHub, type Caller, type TestHub } from '../builders/hub';
import { type Decided, type MutationName, send } from '../builders/mutation';

/** A mutation that a rule refuses, what puts it right, and the mutation as it is then sent. */
export interface Refused {
  readonly by: Caller;
  readonly mutation: MutationName;
  readonly given: object;
  /** What the refusal's own fix asks for; null where only the input changes. */
  readonly fix: (() => Promise<unknown>) | null;
  /** How it is sent once that is done; left out, as before. */
  readonly then?: { readonly by?: Caller; readonly mutation?: MutationName; readonly given?: object; readonly envelope?: object };
  readonly envelope?: object;
  /** Rules that stop it too, for the same reason: the general one of a stream's own, or the stream's of a general one. */
  readonly and?: readonly RuleId[];
}

const stops = ({ results }: Decided): readonly string[] =>
  results.filter(({ effect }) => effect === 'REFUSE' || effect === 'NEEDS_AGREEMENT').map(({ rule }) => rule.id);

/** What a decision said, as the pure rules say it. */
export const heard = ({ results }: Decided): readonly { rule: RuleId; effect: RuleEffect; message: string; fix: string | null }[] =>
  results.map((each) => ({ ...each, rule: each.rule.id, effect: each.effect as RuleEffect }));

/** Where a look at somebody's record is written: a refusal that shows one leaves it there, and nothing else. */
const LOOKS: readonly string[] = ['access_event', 'audit_chain'];

/** How many rows each table holds; the blocks of ids that are kept ready are no record. */
export async function rowCounts({ hub }: TestHub): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const { tableName } of hub.parts.store.source.entityMetadatas) {
    if (tableName === 'id_block') continue;
    const [row] = await hub.parts.store.reading.rows<{ rows_in: number }>(`SELECT COUNT(*) AS rows_in FROM ${tableName}`);
    counts[tableName] = Number(row?.rows_in);
  }
  return counts;
}

const withoutLooks = (counts: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(counts).filter(([table]) => !LOOKS.includes(table)));

/** Refused by that rule, and no other than those named, with nothing written; applied once its fix is done. */
export function refuses(id: RuleId, when: string, hub: () => TestHub, arrange: () => Promise<Refused>): void {
  test(`${id} refuses ${when}, writes nothing, and lets it pass once its fix is done`, async () => {
    const { by, mutation, given, fix, then = {}, envelope, and = [] } = await arrange();
    const before = withoutLooks(await rowCounts(hub()));
    const refused = await send(by, mutation, given, envelope);
    expect([refused.applied, refused.id, ...new Set(stops(refused))].sort()).toEqual([false, null, id, ...and].sort());
    for (const { message, fix: way } of refused.results.filter(({ rule }) => rule.id === id)) {
      expect(message).toMatch(/^[A-Z0-9£"].{15,}\.$/s);
      expect(way).toMatch(/^[A-Z].{10,}[.)]$/s);
    }
    expect(withoutLooks(await rowCounts(hub()))).toEqual(before);
    if (fix) await fix();
    const passed = await send(then.by ?? by, then.mutation ?? mutation, then.given ?? given, then.envelope);
    expect([passed.applied, stops(passed)]).toEqual([true, []]);
  });
}

export const FROM = '2025-09-01';
export const year = (value: string): object => ({ value, every: 'YEAR' });
export const assessed = { assessedOn: '2025-08-01', assessedBy: 'A. Assessor', from: FROM };
/** Puts an agreement on record: the fix of many a rule. */
export const agrees =
  (made: Case, stream: keyof Case['budgets'], kind: string, more: object = {}) =>
  (): Promise<Decided> =>
    done(made.team.manager, 'recordAgreement', {
      input: { streamBudgetId: made.budgets[stream], kind, givenBy: 'H. Head', role: 'head teacher', on: FROM, ...more },
    });

/** A child whose education budget lacks nothing but the manager's agreement. */
export const ready = (hub: TestHub): ChildBuilder => aChild(hub).withEhcPlan().withElement3().withSettingRelease().shared('EDUCATION');
/** The hub of one test file, with the packs of these tests. */
export function theHub(): { hub: () => TestHub; refused: (id: RuleId, when: string, arrange: () => Promise<Refused>) => void } {
  let hub: TestHub | null = null;
  const own = (): TestHub => {
    if (!hub) throw new Error('the hub has not started');
    return hub;
  };
  beforeAll(async () => {
    hub = await aHub({ policyDir: join(__dirname, 'packs') });
  });
  afterAll(() => own().stop());
  return { hub: own, refused: (id, when, arrange) => refuses(id, when, own, arrange) };
}
