import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RequestReader } from '../../src/budgets/caller/request-reader';
import { mayHave } from '../../src/dashboards/candidates';
import { PersonQueue } from '../../src/dashboards/person-queue';
import { tasksOf } from '../../src/dashboards/queue-tasks';
import { QUEUE_KINDS } from '../../src/dashboards/task';
import { loadFile } from '../../src/exchange/loads/load-file';
import { PersonFinder } from '../../src/pool/person.finder';
import { writeSample } from '../../src/sample/write-sample';
import { addDays } from '../../src/vocabulary/day';
import { aHub, type Caller, type TestHub } from '../builders/hub';
import { queueOf } from './queue';

const TODAY = '2025-11-22';
const PEOPLE = 300;

const POOLS = `query($after: String) { pooledBudgets(first: 100, after: $after) {
  edges { node { person { id } streams { id stream results { ...said } items { results { ...said } } reviews { id dueOn status rule { id } } } } }
  pageInfo { hasNextPage endCursor } } }
  fragment said on RuleResult { rule { id } effect subject }`;

interface Said {
  readonly rule: { readonly id: string };
  readonly effect: string;
  readonly subject: string | null;
}
interface Stream {
  readonly id: string;
  readonly stream: string;
  readonly results: readonly Said[] | null;
  readonly items: readonly { readonly results: readonly Said[] }[] | null;
  readonly reviews: readonly { readonly id: string; readonly dueOn: string; readonly status: string }[] | null;
}

/** Every budget of the area that the reader sees in full, as pages of pools show it. */
async function budgetsOf(reader: Caller): Promise<readonly Stream[]> {
  const all: Stream[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { pooledBudgets }: any = await reader.ask(POOLS, { after });
    all.push(...pooledBudgets.edges.flatMap(({ node }: any) => node.streams));
    ({ hasNextPage: more, endCursor: after } = pooledBudgets.pageInfo);
  }
  return all.filter(({ results }) => results !== null);
}

describe('the queue over a loaded area says what its pools say', () => {
  let hub: TestHub;
  let folder: string;
  beforeAll(async () => {
    hub = await aHub({ day: TODAY });
    folder = mkdtempSync(join(tmpdir(), 'sample-'));
    const sample = await writeSample({ people: PEOPLE, seed: 5, today: TODAY, folder, authority: '384', commissioner: 'QWO' });
    const { store, directory, policies, clock } = hub.hub.parts;
    const council = directory.findByCode('384');
    if (!council) throw new Error('Wakefield is missing from the reference lists');
    const actor = { subject: 'loader', name: 'The loader', role: 'INTEGRATION', organisation: council, personId: null } as const;
    for (const { format, kind, path } of sample.files)
      await loadFile({ store, directory, policies, actor, now: clock.now(), today: TODAY, authority: '384', format, kind, path });
  }, 240_000);
  afterAll(async () => {
    await hub.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['SERVICE_MANAGER', 'SEND_OFFICER', 'ADULTS_SOCIAL_WORKER'] as const)('for a %s: every review, to the day and in order', async (role) => {
    const reader = await hub.as(role);
    const reviews = (await budgetsOf(reader)).flatMap((budget) => budget.reviews ?? []);
    const first = (kind: string, wanted: typeof reviews) =>
      wanted
        .map(({ id, dueOn }) => ({ id: `${kind}-${id}`, dueOn }))
        .sort((a, b) => (a.dueOn === b.dueOn ? (a.id < b.id ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1))
        .slice(0, 100);
    const shown = async (kind: string) => (await queueOf(reader, kind)).map(({ id, dueOn }) => ({ id, dueOn }));
    const overdue = reviews.filter(({ status }) => status === 'OVERDUE');
    expect(overdue.length).toBeGreaterThan(0);
    expect(await shown('REVIEW_OVERDUE')).toEqual(first('REVIEW_OVERDUE', overdue));
    const due = reviews.filter(({ status, dueOn }) => status === 'DUE' && dueOn <= addDays(TODAY, 28));
    expect(await shown('REVIEW_DUE')).toEqual(first('REVIEW_DUE', due));
  });

  const byRule = (wanted: (said: Said) => boolean) => (kind: string, budgets: readonly Stream[]) =>
    budgets.flatMap(({ id, results, items }) => {
      const all = [...(results ?? []), ...(items ?? []).flatMap((item) => item.results)].filter(wanted);
      return [...new Set(all.map(({ rule, subject }) => [kind, id, rule.id, ...(subject === null || subject === id ? [] : [subject])].join('-')))];
    });

  it.each([
    ['AGREEMENT_NEEDED', byRule(({ effect }) => effect === 'NEEDS_AGREEMENT')],
    ['RELEASE_BLOCKED', byRule(({ effect }) => effect === 'REFUSE')],
    ['FINANCIAL_ASSESSMENT_DUE', byRule(({ rule }) => ['ASC-CONTRIBUTION-DUE', 'ASC-FIGURES-MOVED', 'ASC-TWELVE-WEEKS'].includes(rule.id))],
  ] as const)('%s: what the rules say of each budget and its lines, all of it and nothing else', async (kind, expected) => {
    let found = 0;
    for (const [stream, role] of [
      ['EDUCATION', 'SEND_OFFICER'],
      ['CHILDRENS_SOCIAL_CARE', 'CHILDRENS_SOCIAL_WORKER'],
      ['ADULT_SOCIAL_CARE', 'ADULTS_SOCIAL_WORKER'],
      ['CARER', 'CARERS_WORKER'],
    ] as const) {
      const reader = await hub.as(role);
      const wanted = expected(
        kind,
        (await budgetsOf(reader)).filter((budget) => budget.stream === stream),
      ).sort();
      const shown = (await queueOf(reader, kind, { stream })).map(({ id }) => id).sort();
      expect(shown).toHaveLength(Math.min(wanted.length, 100));
      expect(shown.filter((id) => !wanted.includes(id))).toEqual([]);
      found += shown.length;
    }
    expect(found).toBeGreaterThan(0);
  });

  it('whom the statements leave out has nothing that waits, whoever asks and whatever day is looked at', async () => {
    const { store, directory, policies, clock } = hub.hub.parts;
    const finder = new PersonFinder(store.reading, directory);
    for (const [role, code] of [
      ['SEND_OFFICER', '384'],
      ['ADULTS_SOCIAL_WORKER', '384'],
      ['CARERS_WORKER', '384'],
      ['SERVICE_MANAGER', '384'],
      ['HEALTH_COMMISSIONER', 'QWO'],
    ] as const) {
      const organisation = directory.findByCode(code);
      if (!organisation) throw new Error(code);
      const actor = { subject: role, name: role, role, organisation, personId: null };
      const reader = new RequestReader(store.reading, directory, policies, actor, 'audit', TODAY, clock.now());
      for (const asOf of [TODAY, addDays(TODAY, 400)]) {
        const found = new Map(QUEUE_KINDS.map((kind) => [kind, new Set<number>()]));
        for await (const wave of reader.waves(await finder.everyone(actor, { asOf }, { sql: '1 = 1', values: [] })))
          for (const facts of wave)
            for (const [kind, people] of found) if (tasksOf(kind, new PersonQueue(facts, asOf, reader)).length > 0) people.add(facts.person.id);
        for (const [kind, people] of found) {
          const { figuresSince } = policies.forAuthority('384').on(asOf);
          const candidates = new Set(await finder.everyone(actor, { asOf }, mayHave(kind, actor, { asOf, lead: 365, figuresSince })));
          expect([role, asOf, kind, [...people].filter((id) => !candidates.has(id))]).toEqual([role, asOf, kind, []]);
        }
      }
    }
  }, 120_000);

  it('no two things that wait share an id, whatever their kind', async () => {
    const manager = await hub.as('SERVICE_MANAGER');
    const ids: string[] = [];
    for (const kind of ['AGREEMENT_NEEDED', 'RELEASE_BLOCKED', 'FINANCIAL_ASSESSMENT_DUE', 'REVIEW_DUE', 'REVIEW_OVERDUE', 'TRANSITION_DUE'])
      ids.push(...(await queueOf(manager, kind)).map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(100);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
