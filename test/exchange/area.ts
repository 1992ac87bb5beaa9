import { stringify } from 'csv-stringify/sync';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FACT_STATEMENTS, type PersonFacts, toFacts } from '../../src/budgets/record/person-facts';
import { openStore } from '../../src/database/open-store';
import { readRowSets } from '../../src/database/row-sets';
import type { Store } from '../../src/database/store';
import { loadFile, type LoadRequest } from '../../src/exchange/loads/load-file';
import type { Exchange } from '../../src/exchange/statements/exchange';
import type { FormatId } from '../../src/exchange/statements/format-id';
import type { LoadSummary } from '../../src/exchange/statements/load.types';
import { OrganisationDirectory } from '../../src/people/organisations';
import { keepReferenceLists } from '../../src/people/reference';
import { loadPolicies } from '../../src/policy/policies';
import { entities } from '../../src/server/entities';
import { migrations } from '../../src/server/migrations';
import { aDatabase } from '../builders/database';

export type Cell = string | number | null;
export type CsvRow = Readonly<Record<string, Cell | undefined>>;

const policies = loadPolicies();
export const TODAY = '2025-10-01';

export interface Area extends Exchange {
  readonly url: string;
  readonly folder: string;
  /** Writes a CSV file and returns its path; every row has the columns of the first. */
  file(name: string, rows: readonly CsvRow[], columns?: readonly string[]): string;
  text(name: string, content: string | Buffer): string;
  load(format: FormatId, path: string, more?: Partial<LoadRequest>): Promise<LoadSummary>;
  /** Everyone's facts, by identifier. */
  people(): Promise<readonly PersonFacts[]>;
  person(identifier: string): Promise<PersonFacts>;
  stop(): Promise<void>;
}

/** A database of its own with the reference lists and nobody in it. */
export async function anArea(): Promise<Area> {
  const { url, drop } = await aDatabase();
  const store: Store = await openStore(url, entities, migrations);
  await keepReferenceLists(store);
  const directory = new OrganisationDirectory(store.reading);
  await directory.load();
  const council = directory.find('LOCAL_AUTHORITY', '384');
  if (!council) throw new Error('Wakefield is missing from the reference lists');
  const folder = mkdtempSync(join(tmpdir(), 'exchange-'));
  const exchange: Exchange = {
    store,
    directory,
    policies,
    now: Date.parse(`${TODAY}T12:00:00Z`),
    today: TODAY,
    actor: { subject: 'loader', name: 'The loader', role: 'INTEGRATION', organisation: council, personId: null },
  };
  const people = async (): Promise<readonly PersonFacts[]> => {
    const ids = (await store.reading.rows<{ id: number }>('SELECT id FROM person WHERE authority_id > 0')).map(({ id }) => Number(id));
    return [...toFacts(await readRowSets(store.reading, FACT_STATEMENTS, ids, Number.MAX_SAFE_INTEGER - 1)).values()];
  };
  return {
    ...exchange,
    url,
    folder,
    file(name, rows, columns = Object.keys(rows[0] ?? {})) {
      const path = join(folder, name);
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(path, stringify([columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]));
      return path;
    },
    text(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    load: (format, path, more = {}) => loadFile({ ...exchange, authority: '384', format, path, ...more }),
    people,
    async person(identifier) {
      const found = (await people()).filter(({ identifiers }) => identifiers.some(({ value }) => value === identifier));
      if (found.length !== 1 || !found[0]) throw new Error(`${found.length} people are known as ${identifier}`);
      return found[0];
    },
    async stop() {
      await store.close();
      await drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Facts without what differs from one load to another though nothing else does: the hub's ids, instants, who loaded it and how often it was
 * revised. What is left is what a reader of the hub would be told.
 */
export function told(people: readonly PersonFacts[]): unknown {
  const sorted = <Item>(items: readonly Item[]): Item[] => [...items].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return sorted(
    people.map(({ person, identifiers, plans, budgets }) => {
      const { name, dateOfBirth, dateOfDeath, postcode, authorityId, healthCommissionerId } = person;
      const outcomes = new Map(plans.flatMap((plan) => plan.outcomes.map((outcome) => [outcome.id, outcome.ref])));
      return {
        person: { name, dateOfBirth, dateOfDeath, postcode, authorityId, commissioned: healthCommissionerId !== null },
        identifiers: sorted(identifiers),
        plans: sorted(
          plans.map(({ id: _, version: _version, outcomes: own, items, ...plan }) => ({
            ...plan,
            outcomes: sorted(own.map(({ id: _id, planId: _plan, ...outcome }) => outcome)),
            items: sorted(
              items.map(({ id: _id, version: _itemVersion, planId: _plan, outcomeId, budgetId, ...item }) => ({
                ...item,
                outcome: outcomes.get(outcomeId),
                named: budgetId !== null,
              })),
            ),
          })),
        ),
        // A budget that was taken back never ran: it is history, and no money.
        budgets: sorted(
          budgets
            .filter(
              ({ revisions }) =>
                ![...revisions]
                  .sort((a, b) => a.version - b.version)
                  .slice(-1)
                  .some(
                    ({ status, effectiveOn }) =>
                      status === 'ENDED' &&
                      effectiveOn ===
                        revisions
                          .map((each) => each.effectiveOn)
                          .sort()
                          .at(-1),
                  ),
            )
            .map(({ stream, revisions, allocations, arrangements, agreements, record }) => {
              const days = [...new Set(revisions.map(({ effectiveOn }) => effectiveOn))].sort();
              const states = days.map((on) => {
                const state = revisions.filter(({ effectiveOn }) => effectiveOn <= on).sort((a, b) => b.version - a.version)[0];
                if (!state) throw new Error('no state');
                const { status, from, to, indicative, agreed, contribution, releasedOn, shownInPool, origin, allocationId, action } = state;
                const source = allocations.find(({ id }) => id === allocationId);
                const { settingId: _s, decidedById: _d, caredForId: _c, ...details } = (source?.details ?? {}) as unknown as Record<string, unknown>;
                return {
                  on,
                  status,
                  from,
                  to,
                  indicative,
                  agreed,
                  contribution,
                  releasedOn,
                  shownInPool,
                  origin,
                  action,
                  assessed: source && [source.assessedOn, source.assessedBy, details, source.steps],
                  setting: state.settingId !== null,
                  caredFor: state.caredForId !== null,
                };
              });
              // A revision that takes effect after the last day, or that changes nothing, is history and no difference today.
              const differing = states
                .filter(({ on, to }) => to === null || on <= to)
                .filter((state, index, all) => index === 0 || JSON.stringify({ ...state, on: '' }) !== JSON.stringify({ ...all[index - 1], on: '' }));
              return {
                stream,
                states: differing,
                arrangements: sorted(arrangements.map(({ id: _id, version: _v, budgetId: _b, ...arrangement }) => arrangement)),
                agreements: sorted(agreements.map(({ id: _id, version: _v, budgetId: _b, ...agreement }) => agreement)),
                transactions: sorted(record.transactions.map(({ id: _id, version: _v, ...payment }) => payment)),
                // One that was moved back again is history.
                movements: sorted(
                  [...Map.groupBy(record.movements, ({ kind, on, note }) => `${kind} ${on} ${note ?? ''}`)].flatMap(([what, all]) => {
                    const net = all.reduce((sum, { amount }) => sum + amount, 0);
                    return net === 0 ? [] : [`${what}: ${net}`];
                  }),
                ),
              };
            }),
        ),
      };
    }),
  );
}
