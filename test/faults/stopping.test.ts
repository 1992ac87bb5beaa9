import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { aFolder, codeOf, endAll, type HubProcess, register, startHub, until } from './hub.process';

jest.setTimeout(240_000);

/** A socket, and all that came back on it until it was closed. */
function heard(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  socket.on('error', () => undefined);
  return once(socket, 'close').then(() => text);
}
const statuses = (text: string): number[] => [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));

describe('a hub that is told to stop', () => {
  let hub: HubProcess;
  let file: string;
  let token: string;
  beforeEach(async () => {
    file = join(aFolder(), 'hub.sqlite');
    hub = await startHub(`sqlite:${file}`);
    token = await hub.token('SEND_OFFICER');
  });
  afterEach(endAll);

  const request = (body: string, more = ''): string =>
    `POST /graphql HTTP/1.1\r\nhost: hub\r\ncontent-type: application/json\r\nauthorization: Bearer ${token}\r\npurpose-of-use: care\r\n${more}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  const typename = (): string => request('{"query":"{ __typename }"}');
  const socket = async (): Promise<Socket> => {
    const made = connect(hub.port, '127.0.0.1');
    await once(made, 'connect');
    return made;
  };
  /** Holds the file, so that a change waits. */
  const held = (): { release(): void } => {
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    return {
      release() {
        other.exec('ROLLBACK');
        other.close();
      },
    };
  };

  it('answers what waits in sockets with 503, whole or in pieces, one or several on a connection, and finishes what runs', async () => {
    const holder = held();
    const running = hub.ask(register('P runs', 'runs'));
    const [used, piped, half, slow, silent] = [await socket(), await socket(), await socket(), await socket(), await socket()];
    used.write(typename());
    await once(used, 'data');
    // One that runs, and two behind it on the same connection.
    piped.write(request(JSON.stringify({ query: register('P piped', 'piped') })));
    half.write('POST /graphql HTTP/1.1\r\nhost: hub\r\ncontent-ty');
    await pause(300);
    const answers = [used, piped, half, slow, silent].map(heard);
    // All of this waits in sockets when the signal comes: the process is stopped meanwhile.
    hub.child.kill('SIGSTOP');
    await pause(200);
    used.write(typename());
    piped.write(typename() + typename());
    slow.write(typename().slice(0, -10));
    hub.child.kill('SIGTERM');
    hub.child.kill('SIGCONT');
    setTimeout(() => slow.write(typename().slice(-10)), 100);
    setTimeout(() => holder.release(), 700);
    const told = (await Promise.all(answers)).map(statuses);
    // What was read before the signal was is answered as ever; the rest is told to come again. Nobody is left without an answer.
    expect(told.map(({ length }) => length)).toEqual([1, 3, 1, 1, 0]);
    expect([200, 503]).toEqual(expect.arrayContaining([...new Set(told.flat())]));
    expect([told[1]?.[0], told[2]?.[0]]).toEqual([200, 503]);
    expect((await running).body.data.registerPerson.applied).toBe(true);
    expect(await hub.ended).toBe(0);
    expect(hub.log.filter(({ level }) => level >= 50)).toEqual([]);
  });

  it('answers 503 to what comes while it stops, on old connections and on new ones, and says that it takes no more on them', async () => {
    const holder = held();
    const running = hub.ask(register('P runs', 'runs'));
    const used = await socket();
    used.write(typename());
    await once(used, 'data');
    await pause(300);
    hub.child.kill('SIGTERM');
    await until(() => hub.said.some((line) => line.startsWith('Stopping')));
    const fresh = await socket();
    const answers = [used, fresh].map(heard);
    used.write(typename() + typename());
    fresh.write(typename());
    const [ofUsed = '', ofFresh = ''] = await Promise.all(answers);
    expect([statuses(ofUsed)[0], statuses(ofFresh)]).toEqual([503, [503]]);
    for (const text of [ofUsed, ofFresh]) expect(text).toMatch(/connection: close[^]*RETRY_LATER/i);
    expect(await hub.ready()).toMatchObject({ status: 503, body: { status: 'stopping' } });
    holder.release();
    expect((await running).body.data.registerPerson.applied).toBe(true);
    expect(await hub.ended).toBe(0);
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    '%s lets a change finish; a second one a while later cuts it short with an answer',
    async (signal) => {
      const holder = held();
      const running = hub.ask(register('P cut', 'cut'));
      await pause(300);
      hub.child.kill(signal);
      // The terminal's own and npm's come together: that is one wish.
      hub.child.kill(signal);
      await pause(1_300);
      expect(hub.child.exitCode).toBeNull();
      hub.child.kill(signal);
      const answer = await running;
      expect([answer.status, codeOf(answer)]).toEqual([503, 'RETRY_LATER']);
      holder.release();
      expect(await hub.ended).toBe(0);
    },
  );
});

describe('a hub in which something goes wrong that nobody foresaw', () => {
  afterEach(endAll);
  const start = async (fault: string): Promise<HubProcess> => {
    const folder = aFolder();
    const preload = join(folder, 'fault.cjs');
    writeFileSync(preload, `process.on('SIGUSR2', () => { ${fault} });`);
    return startHub(`sqlite:${join(folder, 'hub.sqlite')}`, { folder, flags: ['--require', preload] });
  };

  it('logs a promise that was rejected and that nobody looked at, and lives on', async () => {
    const hub = await start("Promise.reject(Object.assign(new Error('9990000018 Zebedee'), { sql: 'SELECT' }))");
    for (let count = 0; count < 3; count++) hub.child.kill('SIGUSR2');
    await until(() => hub.log.some(({ msg }) => String(msg).includes('nobody looked')));
    expect(hub.log.find(({ msg }) => String(msg).includes('nobody looked'))).toMatchObject({ level: 50, err: { type: 'Error' } });
    expect(JSON.stringify(hub.log)).not.toContain('Zebedee');
    expect((await hub.ask(register('P lives', 'lives'))).status).toBe(200);
    expect(hub.child.exitCode).toBeNull();
  });

  it('logs an exception that nobody caught, finishes what runs, and ends with a fault', async () => {
    const hub = await start("throw Object.assign(new Error('9990000018 Zebedee'), { errno: 1 })");
    expect((await hub.ask(register('P before', 'before'))).status).toBe(200);
    hub.child.kill('SIGUSR2');
    expect(await hub.ended).toBe(1);
    expect(hub.log.find(({ level }) => level === 60)).toMatchObject({ err: { type: 'Error' } });
    expect(JSON.stringify(hub.log)).not.toContain('Zebedee');
  });

  it('lives on when its terminal and its log have gone', async () => {
    const hub = await start("process.stdout.write('x'); process.emitWarning('x')");
    hub.child.stdout?.destroy();
    hub.child.stderr?.destroy();
    for (let count = 0; count < 3; count++) hub.child.kill('SIGUSR2');
    await hub.ask('{ me { id } }', 'ANALYST');
    await pause(200);
    expect((await hub.ask(register('P lives', 'lives'))).status).toBe(200);
    expect(hub.child.exitCode).toBeNull();
  });
});
