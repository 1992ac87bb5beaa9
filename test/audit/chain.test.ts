import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditCommand } from '../../scripts/audit';
import { linkOf } from '../../src/audit/chain';
import { TrailVerifier } from '../../src/audit/verify';
import type { AccessEventRow } from '../../src/audit/access-event.entity';
import { openStore } from '../../src/database/open-store';
import { entities } from '../../src/server/entities';
import { migrations } from '../../src/server/migrations';
import { aDatabase } from '../builders/database';
import { aHub, type TestHub } from '../builders/hub';

const REGISTER = `mutation($name: String!, $envelope: Envelope) { registerPerson(input: { name: $name, dateOfBirth: "2012-03-04", authority: "384" }, envelope: $envelope) { applied id } }`;

describe('the audit trail in chains', () => {
  let hub: TestHub;
  let ids: string[];
  beforeAll(async () => {
    hub = await aHub();
    const officer = await hub.as('SEND_OFFICER');
    const registered = await Promise.all(
      Array.from({ length: 20 }, (_, index) => officer.ask(REGISTER, { name: `Child ${index}`, envelope: { purpose: `p ${index} ’é🏊 ` } })),
    );
    ids = registered.map(({ registerPerson }) => registerPerson.id);
    await Promise.all(ids.map((id) => officer.ask('query($id: ID!) { person(id: $id) { name } }', { id })));
  });
  afterAll(() => hub.stop());

  const store = () => hub.hub.parts.store;
  const execute = (sql: string, values: (string | number | null)[] = []): Promise<number> => store().write((tx) => tx.execute(sql, values));
  const verified = () => new TrailVerifier(store().reading).verify();
  const kinds = async (): Promise<string[]> => (await verified()).findings.map(({ kind, seq, series }) => `${kind} ${series ?? '-'}:${seq ?? '-'}`);
  const event = async (series: number, seq: number): Promise<AccessEventRow> => {
    const [row] = await store().reading.rows<AccessEventRow>('SELECT * FROM access_event WHERE series = ? AND seq = ?', [series, seq]);
    if (!row) throw new Error('no such event');
    return row;
  };
  const seriesOf = async (kind: string): Promise<number> => {
    const [row] = await store().reading.rows<{ series: number }>('SELECT series FROM audit_chain WHERE kind = ?', [kind]);
    return Number(row?.series);
  };

  it('holds every change and every look, each in its place, however they raced', async () => {
    const { events, findings } = await verified();
    expect(findings).toEqual([]);
    expect(events).toBe(40);
    expect((await event(await seriesOf('CHANGES'), 20)).action).toBe('registerPerson');
    expect((await event(await seriesOf('READS'), 20)).action).toBe('READ');
  });

  it('leaves no hole where a change fails after others were decided', async () => {
    const officer = await hub.as('SEND_OFFICER');
    const twins = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        officer.raw(
          `mutation { registerPerson(input: { name: "Twin ${index}", dateOfBirth: "2012-03-04", authority: "384", nhsNumber: "9990000018" }) { applied } }`,
        ),
      ),
    );
    expect(twins.filter(({ errors }) => !errors)).toHaveLength(1);
    expect(await kinds()).toEqual([]);
  });

  it.each(['who', 'subject', 'role', 'organisation', 'purpose', 'action', 'rules', 'person_id', 'at'])('shows a changed %s', async (column) => {
    const series = await seriesOf('CHANGES');
    const before = await event(series, 5);
    const value = column === 'person_id' || column === 'at' ? 7 : '[]x';
    await execute(`UPDATE access_event SET ${column} = ? WHERE id = ?`, [value, Number(before.id)]);
    expect(await kinds()).toEqual([`CHANGED ${series}:5`]);
    await execute(`UPDATE access_event SET ${column} = ? WHERE id = ?`, [before[column as keyof AccessEventRow], Number(before.id)]);
    expect(await kinds()).toEqual([]);
  });

  it('shows a row that was changed and hashed anew', async () => {
    const series = await seriesOf('CHANGES');
    const before = await event(series, 6);
    const forged = { ...before, who: 'Nobody' };
    await execute('UPDATE access_event SET who = ?, hash = ? WHERE id = ?', [
      'Nobody',
      linkOf(series, 6, before.prev ?? '', forged),
      Number(before.id),
    ]);
    expect(await kinds()).toEqual([`MOVED ${series}:7`]);
    await execute('UPDATE access_event SET who = ?, hash = ? WHERE id = ?', [before.who, before.hash, Number(before.id)]);
  });

  it('shows rows that changed places', async () => {
    const series = await seriesOf('READS');
    const [a, b] = [await event(series, 3), await event(series, 4)];
    const place = (row: AccessEventRow, seq: number): Promise<number> =>
      execute('UPDATE access_event SET seq = ? WHERE id = ?', [seq, Number(row.id)]);
    await place(a, 1000);
    await place(b, 3);
    await place(a, 4);
    expect(await kinds()).toEqual([`MOVED ${series}:3`, `MOVED ${series}:4`, `MOVED ${series}:5`]);
    await place(a, 1000);
    await place(b, 4);
    await place(a, 3);
    expect(await kinds()).toEqual([]);
  });

  const COLUMNS = 'id, at, person_id, subject, who, role, organisation, purpose, action, rules, series, seq, prev, hash';
  const putBack = (row: AccessEventRow): Promise<number> =>
    execute(
      `INSERT INTO access_event (${COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)`,
      COLUMNS.split(', ').map((name) => row[name as keyof AccessEventRow]),
    );

  it('shows a row that is gone: from the middle, and from the end', async () => {
    const series = await seriesOf('CHANGES');
    const middle = await event(series, 9);
    await execute('DELETE FROM access_event WHERE id = ?', [Number(middle.id)]);
    expect(await kinds()).toEqual([`MISSING ${series}:9`]);
    await putBack(middle);
    const { seals } = await verified();
    const last = await event(series, seals.find((seal) => seal.series === series)?.seq ?? 0);
    await execute('DELETE FROM access_event WHERE id = ?', [Number(last.id)]);
    expect(await kinds()).toEqual([`MISSING ${series}:${last.seq}`]);
    await putBack(last);
    expect(await kinds()).toEqual([]);
  });

  it('shows a chain that is gone, and a row that no hub wrote', async () => {
    const [row] = await store().reading.rows<{ series: number; kind: string; opened_at: number; seq: number; hash: string }>(
      "SELECT * FROM audit_chain WHERE kind = 'READS'",
    );
    if (!row) throw new Error('there is a chain of looks');
    await execute('DELETE FROM audit_chain WHERE series = ?', [row.series]);
    expect(await kinds()).toContain(`MISSING ${row.series}:-`);
    await execute('INSERT INTO audit_chain (series, kind, opened_at, seq, hash) VALUES (?,?,?,?,?)', [
      row.series,
      row.kind,
      row.opened_at,
      row.seq,
      row.hash,
    ]);

    await putBack({ ...(await event(row.series, 1)), id: 900_000_000, series: null, seq: null });
    expect((await verified()).findings).toMatchObject([{ kind: 'ADDED', eventId: 900_000_000 }]);
    await execute('DELETE FROM access_event WHERE id = 900000000');

    const series = await seriesOf('CHANGES');
    const { seals } = await verified();
    const end = seals.find((seal) => seal.series === series);
    const forged = { ...(await event(series, 1)), id: 900_000_001, seq: (end?.seq ?? 0) + 1, prev: end?.hash ?? '' };
    await putBack({ ...forged, hash: linkOf(series, forged.seq, forged.prev, forged) });
    expect(await kinds()).toEqual([`ADDED ${series}:${forged.seq}`]);
    await execute('DELETE FROM access_event WHERE id = 900000001');
    expect(await kinds()).toEqual([]);
  });

  it('a seal that was kept elsewhere shows a chain that was written anew as a whole', async () => {
    const series = await seriesOf('CHANGES');
    const { seals } = await verified();
    const events = await store().reading.rows<AccessEventRow>('SELECT * FROM access_event WHERE series = ? ORDER BY seq', [series]);
    let prev = '';
    for (const row of events) {
      const hash = linkOf(series, Number(row.seq), prev, { ...row, who: 'Nobody' });
      await execute('UPDATE access_event SET who = ?, prev = ?, hash = ? WHERE id = ?', ['Nobody', prev, hash, Number(row.id)]);
      prev = hash;
    }
    await execute('UPDATE audit_chain SET hash = ? WHERE series = ?', [prev, series]);
    expect(await kinds()).toEqual([]);
    const against = await new TrailVerifier(store().reading).verify(seals);
    expect(against.findings).toMatchObject([{ kind: 'CHANGED', series }]);
    for (const row of events)
      await execute('UPDATE access_event SET who = ?, prev = ?, hash = ? WHERE id = ?', [row.who, row.prev, row.hash, Number(row.id)]);
    await execute('UPDATE audit_chain SET hash = ? WHERE series = ?', [events.at(-1)?.hash ?? '', series]);
    expect((await new TrailVerifier(store().reading).verify(seals)).findings).toEqual([]);
  });

  it('the commands verify, seal, compare with a seal, and export JSON lines', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'seal-'));
    const { url, drop } = await aDatabase();
    const other = await openStore(url, entities, migrations);
    const rows = await store().reading.rows<AccessEventRow>('SELECT * FROM access_event');
    for (const row of rows)
      await other.write((tx) =>
        tx.execute(
          `INSERT INTO access_event (${COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)`,
          COLUMNS.split(', ').map((name) => row[name as keyof AccessEventRow]),
        ),
      );
    for (const row of await store().reading.rows<Record<string, string | number>>('SELECT series, kind, opened_at, seq, hash FROM audit_chain'))
      await other.write((tx) => tx.execute('INSERT INTO audit_chain (series, kind, opened_at, seq, hash) VALUES (?,?,?,?,?)', Object.values(row)));
    await other.write((tx) => tx.execute("UPDATE id_block SET next_id = 3 WHERE name = 'audit_series'"));
    await other.close();
    const run = async (...args: string[]): Promise<{ code: number; lines: string[] }> => {
      const lines: string[] = [];
      return { code: await auditCommand(args, url, (line) => lines.push(line)), lines };
    };
    const seal = join(folder, 'seal.json');
    expect(await run('verify', '--seal', seal)).toMatchObject({ code: 0 });
    expect(await run('verify', '--against', seal)).toMatchObject({ code: 0 });
    const { lines } = await run('export', '--person', ids[0] ?? '');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { personId: ids[0], action: 'registerPerson', role: 'SEND_OFFICER', purpose: 'p 0 ’é🏊 ', at: expect.stringMatching(/^2025-10-01T12:/) },
      { personId: ids[0], action: 'READ' },
    ]);
    expect((await run('export')).lines).toHaveLength(rows.length);
    const tampered = await openStore(url, entities, migrations);
    await tampered.write((tx) => tx.execute("UPDATE access_event SET who = 'X' WHERE series = 1 AND seq = 2"));
    await tampered.close();
    const found = await run('verify');
    expect(found.code).toBe(1);
    expect(found.lines[0]).toMatch(/^CHANGED Event 2 of chain 1/);
    for (const wrong of [[], ['nonsense'], ['verify', '--person'], ['export', '--person', 'x']]) expect((await run(...wrong)).code).toBe(2);
    expect(readFileSync(seal, 'utf8')).toContain('"series"');
    rmSync(folder, { recursive: true });
    await drop();
  });
});
