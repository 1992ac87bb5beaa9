import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SingleBar } from 'cli-progress';
import type { Actor } from '../access/actor';
import { showInPool } from '../budgets/agreement/show-in-pool.decisions';
import type { PersonFacts } from '../budgets/record/person-facts';
import type { Store } from '../database/store';
import type { Decider } from '../decide/decider';
import { loadFile } from '../exchange/loads/load-file';
import { PLAIN_ENVELOPE } from '../mutation/declaration';
import type { OrganisationDirectory } from '../people/organisations';
import type { Policies } from '../policy/policy.types';
import { type Day, dayOf, type Instant } from '../vocabulary/day';
import { type Choices, writeSample } from './write-sample';

export const SAMPLE_AUTHORITY = '384';
export const SAMPLE_COMMISSIONER = 'QWO';
/** The sample is recorded as of a while ago, so that figures of it may be published at once: what is being written is not. */
const A_WHILE_MS = 5 * 60_000;
const SEED = 384;

export interface HubToFill {
  readonly store: Store;
  readonly directory: OrganisationDirectory;
  readonly policies: Policies;
  readonly decider: Decider<PersonFacts>;
  readonly clock: { now(): Instant };
}

/** A filling that was begun: kept in a file until it is done, so that one that was cut short goes on where it was. */
interface Begun {
  /** Which database was being filled: another is not filled for it. */
  readonly database: string;
  readonly people: number;
  readonly today: Day;
}

const actorOf = (directory: OrganisationDirectory, code: string, role: Actor['role']): Actor => {
  const organisation = directory.findByCode(code);
  if (!organisation) throw new Error(`the reference lists have no ${code}`);
  return { subject: `sample:${code}`, name: 'Sample area', role, organisation, personId: null };
};

function databaseOf({ source }: Store): string {
  const { type, host, port, database } = source.options as {
    readonly type: string;
    readonly host?: string;
    readonly port?: number;
    readonly database?: string;
  };
  return [type, host ?? '', port ?? '', database ?? ''].join(' ');
}

/** Each database is filled from files of its own: hubs of several that start in one folder at once do not write each other's. */
const folderOf = (store: Store): string => join('var', 'sample', createHash('sha256').update(databaseOf(store)).digest('hex').slice(0, 8));

/** A filling of this database that was cut short; null where there is none. */
function begunIn(note: string, database: string): Begun | null {
  if (!existsSync(note)) return null;
  try {
    const begun = JSON.parse(readFileSync(note, 'utf8')) as Begun;
    return begun.database === database ? begun : null;
  } catch {
    // Cut short as it was being written, before anything was filled.
    return null;
  }
}

async function isEmpty(store: Store): Promise<boolean> {
  return (await store.reading.rows('SELECT id FROM person LIMIT 1')).length === 0;
}

/** Shows a bar where somebody watches; says nothing of the way otherwise. */
function progressBar(title: string, total: number): { at(done: number): void; end(): void } {
  if (!process.stdout.isTTY) return { at: () => undefined, end: () => undefined };
  const bar = new SingleBar({ format: `${title.padEnd(34)} {bar} {percentage}% {value}/{total}`, hideCursor: true });
  bar.start(Math.max(1, total), 0);
  return { at: (done) => bar.update(Math.min(done, total)), end: () => bar.stop() };
}

/**
 * Fills an empty database with a made-up area: writes its people as the files a council would have and loads those through the
 * readers a council's files go through. Does nothing where there are people already; one that was cut short is finished first.
 */
export async function fillEmptyHub(hub: HubToFill, people: number, say: (text: string) => void, folder = folderOf(hub.store)): Promise<void> {
  // Hubs that start together find the database empty together: one fills it, the others wait.
  if (begunIn(noteIn(folder), databaseOf(hub.store)) || (await isEmpty(hub.store)))
    await hub.store.alone('fill', () => fill(hub, people, say, folder));
}

const noteIn = (folder: string): string => join(folder, 'unfinished.json');

async function fill(hub: HubToFill, people: number, say: (text: string) => void, folder: string): Promise<void> {
  const note = noteIn(folder);
  const database = databaseOf(hub.store);
  const begun = begunIn(note, database);
  if (!begun && !(await isEmpty(hub.store))) return;
  const plan: Begun = begun ?? { database, people, today: dayOf(hub.clock.now()) };
  mkdirSync(folder, { recursive: true });
  writeFileSync(note, JSON.stringify(plan));

  say(`Making a sample area of ${plan.people.toLocaleString('en-GB')} made-up people, written as files in ${folder} and loaded from them.`);
  const writing = progressBar('Writing the files', plan.people);
  const sample = await writeSample({
    ...plan,
    seed: SEED,
    folder,
    authority: SAMPLE_AUTHORITY,
    commissioner: SAMPLE_COMMISSIONER,
    onProgress: (done) => writing.at(done),
  });
  writing.end();

  const council = actorOf(hub.directory, SAMPLE_AUTHORITY, 'INTEGRATION');
  for (const { format, kind, path, rows } of sample.files) {
    const title = `Loading ${format}${kind === null ? '' : ` (${kind})`}`;
    const bar = progressBar(title, rows);
    const summary = await loadFile({
      ...hub,
      actor: council,
      authority: SAMPLE_AUTHORITY,
      format,
      kind,
      path,
      now: hub.clock.now() - A_WHILE_MS,
      today: plan.today,
      onProgress: ({ phase, done }) => (phase === 'reading' ? bar.at(done) : undefined),
    });
    bar.end();
    say(`${title}: ${summary.loaded.toLocaleString('en-GB')} rows loaded, ${summary.waiting} waiting, ${summary.refused} refused.`);
  }
  await showChosen(hub, sample.choices.path, plan.today);
  rmSync(note);
}

/** Those who chose to have their health budget shown: recorded by their commissioner, one Decision each. */
async function showChosen(hub: HubToFill, choicesPath: string, today: Day): Promise<void> {
  const { showHealthInPool } = JSON.parse(readFileSync(choicesPath, 'utf8')) as Choices;
  const commissioner = actorOf(hub.directory, SAMPLE_COMMISSIONER, 'HEALTH_COMMISSIONER');
  for (const nhsNumber of showHealthInPool) {
    const budgets = await hub.store.reading.rows<{ budget_id: number }>(
      `SELECT DISTINCT r.budget_id FROM identifier i JOIN budget_revision r ON r.person_id = i.person_id WHERE i.id_system = 'NHS_NUMBER' AND i.value = ? AND r.stream = 'HEALTH'`,
      [nhsNumber],
    );
    for (const { budget_id: id } of budgets) {
      const envelope = { ...PLAIN_ENVELOPE, idempotencyKey: `sample shows ${id}`, purpose: "recording the person's choice" };
      await hub.decider.decide(
        showInPool,
        { streamBudgetId: Number(id), shown: true },
        { actor: commissioner, envelope, today, now: hub.clock.now() - A_WHILE_MS },
      );
    }
  }
}
