import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose';
import { bearer, developmentTokens, issuerTokens, makeDevelopmentToken, type Verify, verifyAny } from '../../src/access/tokens';

const AUDIENCE = 'pooled-budget-hub';
type Pair = { readonly kid: string; readonly alg: string; readonly privateKey: CryptoKey; readonly publicKey: CryptoKey };

/** A council's directory: it publishes the public half of its keys, and may change them while the hub runs. */
class Directory {
  asked = 0;
  up = true;
  private keys: JWK[] = [];
  private readonly server: Server = createServer((_, response) => {
    this.asked++;
    if (this.up) response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: this.keys }));
    else response.writeHead(503).end();
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }
  get issuer(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }
  async publish(...pairs: Pair[]): Promise<void> {
    this.keys = await Promise.all(pairs.map(async ({ kid, alg, publicKey }) => ({ ...(await exportJWK(publicKey)), kid, alg, use: 'sig' })));
  }
  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

const pair = async (kid: string, alg: string): Promise<Pair> => ({ kid, alg, ...(await generateKeyPair(alg)) });

describe('signed tokens of a directory', () => {
  const directory = new Directory();
  let first: Pair;
  let verify: Verify;
  beforeAll(() => directory.start());
  afterAll(() => directory.stop());
  beforeEach(async () => {
    directory.up = true;
    first = await pair('first', 'ES256');
    await directory.publish(first);
    verify = verifyAny([issuerTokens({ issuer: directory.issuer, audience: AUDIENCE, jwksUrl: `${directory.issuer}/jwks` }, 0)], () => Date.now());
  });

  interface Wish {
    readonly issuer?: string;
    readonly audience?: string;
    readonly expires?: string | number | null;
    readonly notBefore?: string;
    readonly claims?: Record<string, unknown>;
    readonly subject?: string | null;
  }
  const token = (
    by: Pair,
    { issuer = directory.issuer, audience = AUDIENCE, expires = '5m', notBefore, claims = {}, subject = 'u-17' }: Wish = {},
  ): Promise<string> => {
    const jwt = new SignJWT({ name: 'Olu', role: 'SEND_OFFICER', organisation: ' e08000036 ', ...claims })
      .setProtectedHeader({ alg: by.alg, kid: by.kid })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt();
    if (subject !== null) jwt.setSubject(subject);
    if (expires !== null) jwt.setExpirationTime(expires);
    if (notBefore !== undefined) jwt.setNotBefore(notBefore);
    return jwt.sign(by.privateKey);
  };
  const refused = (text: string): Promise<void> => expect(verify(text)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', field: 'Authorization' });

  it.each(['ES256', 'RS256', 'PS256', 'EdDSA'])('are accepted where they are signed with %s', async (alg) => {
    const by = await pair('other', alg);
    await directory.publish(first, by);
    expect(await verify(await token(by, { claims: { person: '12' } }))).toMatchObject({
      subject: 'u-17',
      name: 'Olu',
      role: 'SEND_OFFICER',
      organisation: 'E08000036',
      personId: 12,
    });
  });

  it('new keys are picked up while the hub runs, and keys that are withdrawn are not accepted any more', async () => {
    await verify(await token(first));
    const second = await pair('second', 'ES256');
    await refused(await token(second));
    await directory.publish(second);
    expect((await verify(await token(second))).subject).toBe('u-17');
    const again = verifyAny([issuerTokens({ issuer: directory.issuer, audience: AUDIENCE, jwksUrl: `${directory.issuer}/jwks` }, 0)], () =>
      Date.now(),
    );
    await expect(again(await token(first))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('the directory is not asked again for each token, nor for each unknown key', async () => {
    const steady = verifyAny([issuerTokens({ issuer: directory.issuer, audience: AUDIENCE, jwksUrl: `${directory.issuer}/jwks` })], () => Date.now());
    const before = directory.asked;
    const stranger = await pair('stranger', 'ES256');
    for (let count = 0; count < 20; count++) await steady(await token(first, { claims: { count } }));
    for (let count = 0; count < 20; count++) await steady(await token(stranger, { claims: { count } })).catch(() => undefined);
    expect(directory.asked - before).toBe(1);
  });

  it.each<[string, Wish]>([
    ['another issuer', { issuer: 'https://elsewhere.example' }],
    ['another audience', { audience: 'payroll' }],
    ['a token that ran out', { expires: Math.floor(Date.now() / 1000) - 1 }],
    ['a token that never runs out', { expires: null }],
    ['a token that is not good yet', { notBefore: '1h' }],
    ['nobody', { subject: null }],
    ['an empty subject', { subject: '' }],
    ['no role', { claims: { role: undefined } }],
    ['a role that is none', { claims: { role: 'ADMIN' } }],
    ['a role of the language', { claims: { role: 'constructor' } }],
    ['roles in a list', { claims: { role: ['SEND_OFFICER'] } }],
    ['no organisation', { claims: { organisation: '' } }],
  ])('of %s are refused', async (_, wish) => refused(await token(first, wish)));

  it('signed by somebody else under the same name are refused', async () => refused(await token(await pair('first', 'ES256'))));

  it('altered in any part are refused', async () => {
    const good = await token(first);
    const [head = '', body = '', signature = ''] = good.split('.');
    const payload = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
    const raised = Buffer.from(JSON.stringify({ ...payload, role: 'SERVICE_MANAGER' })).toString('base64url');
    for (const text of [
      `${head}.${raised}.${signature}`,
      `${head}.${body}.${signature.slice(0, -4)}AAAA`,
      `${head}.${body}.`,
      `${head}.${body}`,
      'a.b.c',
      '..',
      '',
    ])
      await refused(text);
  });

  it('unsigned (alg none) are refused, however it is written', async () => {
    const body = Buffer.from(
      JSON.stringify({ sub: 'u', role: 'SERVICE_MANAGER', organisation: '384', iss: directory.issuer, aud: AUDIENCE, exp: 4_000_000_000 }),
    ).toString('base64url');
    for (const alg of ['none', 'None', 'NONE', 'nOnE', '', null, undefined]) {
      const head = Buffer.from(JSON.stringify({ alg, kid: 'first', typ: 'JWT' })).toString('base64url');
      for (const signature of ['', 'AAAA']) await refused(`${head}.${body}.${signature}`);
    }
  });

  it('signed with the public key as if it were a secret (HS256) are refused', async () => {
    const rsa = await generateKeyPair('RS256', { extractable: true });
    await directory.publish({ kid: 'rsa', alg: 'RS256', ...rsa });
    const pem = await exportSPKI(rsa.publicKey);
    for (const secret of [pem, pem.trim(), JSON.stringify(await exportJWK(rsa.publicKey))])
      for (const alg of ['HS256', 'HS384', 'HS512']) {
        const forged = await new SignJWT({ role: 'SERVICE_MANAGER', organisation: '384' })
          .setProtectedHeader({ alg, kid: 'rsa' })
          .setSubject('u')
          .setIssuer(directory.issuer)
          .setAudience(AUDIENCE)
          .setExpirationTime('1h')
          .sign(Buffer.from(secret));
        await refused(forged);
      }
  });

  it('that bring their own key (jwk, jku, x5u) are judged by the published ones', async () => {
    const own = await generateKeyPair('ES256', { extractable: true });
    const header = {
      alg: 'ES256',
      kid: 'first',
      jwk: await exportJWK(own.publicKey),
      jku: `${directory.issuer}/evil`,
      x5u: `${directory.issuer}/evil`,
    };
    await refused(
      await new SignJWT({ role: 'SERVICE_MANAGER', organisation: '384' })
        .setProtectedHeader(header)
        .setSubject('u')
        .setIssuer(directory.issuer)
        .setAudience(AUDIENCE)
        .setExpirationTime('1h')
        .sign(own.privateKey),
    );
  });

  it('by a key that is not known are to be sent again while the directory does not answer: it may have published it; known keys go on', async () => {
    const known = await token(first);
    await verify(known);
    directory.up = false;
    expect((await verify(await token(first, { claims: { n: 2 } }))).subject).toBe('u-17');
    await expect(verify(await token(await pair('unknown', 'ES256')))).rejects.toMatchObject({
      code: 'RETRY_LATER',
      field: 'Authorization',
      cause: { message: 'Expected 200 OK from the JSON Web Key Set HTTP response' },
    });
    // What is wrong with it whatever the directory would say is told as ever.
    await refused(await token(first, { audience: 'payroll' }));
  });

  it('a token that was accepted is not accepted for longer than it lasts', async () => {
    let now = Date.now();
    const clocked = verifyAny([issuerTokens({ issuer: directory.issuer, audience: AUDIENCE, jwksUrl: `${directory.issuer}/jwks` })], () => now);
    const short = await token(first, { expires: Math.floor(now / 1000) + 2 });
    await clocked(short);
    await clocked(short);
    now += 2_100;
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    await expect(clocked(short)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('a development token is none of theirs, and theirs is no development token', async () => {
    const key = new Uint8Array(32).fill(7);
    await refused(await makeDevelopmentToken(key, { role: 'SEND_OFFICER', organisation: '384' }));
    await expect(verifyAny([developmentTokens(key)], () => Date.now())(await token(first))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(
      verifyAny([developmentTokens(new Uint8Array(32).fill(8))], () => Date.now())(
        await makeDevelopmentToken(key, { role: 'SEND_OFFICER', organisation: '384' }),
      ),
    ).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('the Authorization header', () => {
  it.each([
    'Basic dTpw',
    'Bearer',
    'Bearer a',
    'Bearer a.b',
    'Bearer a.b.c d',
    'Bearer a.b.c,Bearer d.e.f',
    'bearer  a.b.c',
    'Bearer a.b.c.d',
    'Bearer ü.b.c',
  ])('%s is no bearer token', (header) => {
    expect(() => bearer(header)).toThrow('not a bearer token');
  });
  it('may be left out', () => {
    expect([bearer(undefined), bearer(''), bearer('bearer a-_.b.c')]).toEqual([null, null, 'a-_.b.c']);
  });
});

describe('development tokens', () => {
  const settingsWith = (environment: Record<string, string>): { devTokens: boolean } => {
    const before = { ...process.env };
    for (const name of ['NODE_ENV', 'DEV_TOKENS', 'DATABASE_URL']) delete process.env[name];
    Object.assign(process.env, environment);
    let found = { devTokens: true };
    jest.isolateModules(() => {
      found = jest.requireActual<{ settings: { devTokens: boolean } }>('../../src/settings').settings;
    });
    process.env = before;
    return found;
  };

  it('are accepted on the embedded database alone unless asked for, and never in production', () => {
    expect(settingsWith({}).devTokens).toBe(true);
    expect(settingsWith({ DEV_TOKENS: '0' }).devTokens).toBe(false);
    expect(settingsWith({ DATABASE_URL: 'mysql://u:p@db/hub' }).devTokens).toBe(false);
    expect(settingsWith({ DATABASE_URL: 'mysql://u:p@db/hub', DEV_TOKENS: '1' }).devTokens).toBe(true);
    const wishes: readonly Record<string, string>[] = [{}, { DEV_TOKENS: '1' }, { DEV_TOKENS: 'true', DATABASE_URL: 'sqlite:x' }];
    for (const environment of wishes) expect(settingsWith({ ...environment, NODE_ENV: 'production' }).devTokens).toBe(false);
  });
});
