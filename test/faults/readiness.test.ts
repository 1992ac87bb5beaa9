import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { aDatabase } from '../builders/database';
import { endAll, startHub, until } from './hub.process';

jest.setTimeout(240_000);

const AUDIENCE = 'pooled-budget-hub';

describe('what a hub says of itself at /health/ready', () => {
  let database: { url: string; drop: () => Promise<void> };
  beforeEach(async () => {
    database = await aDatabase();
  });
  afterEach(async () => {
    await endAll();
    await database.drop();
  });

  it('is ready on a database as it is installed, and asks it for no change as often as it is asked itself', async () => {
    const hub = await startHub(database.url);
    const told = await Promise.all(Array.from({ length: 40 }, () => hub.ready()));
    for (const { status, body } of told) expect([status, body]).toEqual([200, { status: 'ready', ready: true, database: 'ok' }]);
    expect(Math.max(...told.map(({ took }) => took))).toBeLessThan(5_000);
  });

  it('tells of the directory where people sign in: not ready without its keys, ready while those that it gave hold, and 503 for whom it cannot tell', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256', use: 'sig' }] });
    let server: Server | null = null;
    let port = 0;
    const up = async (): Promise<void> => {
      server = createServer((_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(jwks)).listen(port, '127.0.0.1');
      await once(server, 'listening');
      port = (server.address() as AddressInfo).port;
    };
    const down = async (): Promise<void> => {
      server?.close();
      server?.closeAllConnections();
      await pause(20);
    };
    await up();
    await down();
    const issuer = `http://127.0.0.1:${port}`;
    const hub = await startHub(database.url, {
      environment: { DEV_TOKENS: '0', TOKEN_ISSUER: issuer, TOKEN_AUDIENCE: AUDIENCE, TOKEN_JWKS_URL: `${issuer}/jwks` },
    });
    const ask = async (kid: string): Promise<[number, string | undefined]> => {
      const token = await new SignJWT({ role: 'SEND_OFFICER', organisation: '384' })
        .setProtectedHeader({ alg: 'ES256', kid })
        .setSubject('u')
        .setIssuer(issuer)
        .setAudience(AUDIENCE)
        .setExpirationTime('1h')
        .sign(privateKey);
      const response = await fetch(`${hub.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: '{"query":"{ __typename }"}',
      });
      const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
      return [response.status, errors?.[0]?.extensions.code];
    };

    expect(await hub.ready()).toMatchObject({
      status: 503,
      body: { status: 'not ready', ready: false, database: 'ok', directory: 'cannot be reached, and none of its keys are known' },
    });
    expect(await ask('one')).toEqual([503, 'RETRY_LATER']);
    await until(() => hub.log.some((line) => /told to come again/.test(String(line['msg'])) && JSON.stringify(line).includes('ECONNREFUSED')));

    await up();
    await until(async () => (await hub.ready()).status === 200);
    expect((await hub.ready()).body).toEqual({ status: 'ready', ready: true, database: 'ok', directory: 'ok' });
    expect(await ask('one')).toEqual([200, undefined]);

    await down();
    await until(async () => (await hub.ready()).body['directory'] !== 'ok');
    expect(await hub.ready()).toMatchObject({
      status: 200,
      body: { ready: true, directory: 'cannot be reached; the keys that it gave before are used' },
    });
    expect(await ask('one')).toEqual([200, undefined]);
    expect(await ask('two')).toEqual([503, 'RETRY_LATER']);
    expect(hub.log.filter(({ level }) => level >= 50)).toEqual([]);
  });
});
