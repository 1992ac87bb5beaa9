import { connect } from 'node:net';
import { once } from 'node:events';
import { startToy } from './http.toy';

const ask = (url: string, query: string): Promise<Response> =>
  fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) });

test('a slow request finishes, a new one is refused, health answers to the end, then nothing listens', async () => {
  const toy = await startToy();
  const slow = ask(toy.url, '{ whenReleased }');
  await toy.gate.arrived;
  let isDrained = false;
  const drained = toy.http.drain(10_000).then(() => (isDrained = true));

  const refused = await ask(toy.url, '{ __typename }');
  expect(refused.status).toBe(503);
  expect(refused.headers.get('connection')).toBe('close');
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'RETRY_LATER' } }] });
  expect((await fetch(`${toy.url}/health/live`)).status).toBe(200);
  const ready = await fetch(`${toy.url}/health/ready`);
  expect([ready.status, await ready.json()]).toEqual([503, { status: 'stopping' }]);
  expect(isDrained).toBe(false);

  toy.gate.release();
  const answer = await slow;
  expect([answer.status, await answer.json()]).toEqual([200, { data: { whenReleased: 'released' } }]);
  await drained;
  await expect(ask(toy.url, '{ __typename }')).rejects.toThrow();
  expect(toy.log.entries).toEqual([]);
  await toy.stop();
});

test('idle connections, used and unused, do not hold a stop up', async () => {
  const toy = await startToy();
  const unused = connect(toy.port, '127.0.0.1');
  const used = connect(toy.port, '127.0.0.1');
  used.write('GET /health/live HTTP/1.1\r\nhost: hub\r\n\r\n');
  await once(used, 'data');
  const closed = Promise.all([once(unused, 'close'), once(used, 'close')]);
  unused.resume();
  const started = performance.now();
  await toy.http.drain(10_000);
  await closed;
  expect(performance.now() - started).toBeLessThan(1_000);
  await toy.stop();
});

test('what still runs at the deadline is cut short with an answer, its work told to stop', async () => {
  const toy = await startToy();
  const slow = ask(toy.url, '{ whenReleased }');
  await toy.gate.arrived;
  await toy.http.drain(100);
  const answer = await slow;
  expect([answer.status, await answer.json()]).toMatchObject([503, { errors: [{ extensions: { code: 'RETRY_LATER' } }] }]);
  expect(toy.gate.aborted).toBe(1);
  expect(toy.log.entries).toContainEqual(expect.objectContaining({ requests: 1 }));
  await toy.stop();
});

test('stopping twice is stopping once', async () => {
  const toy = await startToy();
  expect(toy.http.drain(1_000)).toBe(toy.http.drain(5));
  await toy.stop();
});
