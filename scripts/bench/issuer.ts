import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Role } from '../../src/access/actor';

const AUDIENCE = 'pooled-budget-hub-bench';

export interface Issuer {
  /** The settings of a hub that accepts its tokens. */
  readonly environment: Readonly<Record<'TOKEN_ISSUER' | 'TOKEN_AUDIENCE' | 'TOKEN_JWKS_URL', string>>;
  /** A signed token for a worker, good for an hour. */
  token(role: Role, organisation: string, name: string): Promise<string>;
  stop(): void;
}

/** A local issuer of signed tokens, as a council's directory would be: a key made for this run, its public half served. */
export async function startIssuer(): Promise<Issuer> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'ES256', use: 'sig' }] });
  const server = createServer((_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(jwks));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    environment: { TOKEN_ISSUER: issuer, TOKEN_AUDIENCE: AUDIENCE, TOKEN_JWKS_URL: `${issuer}/jwks` },
    token: (role, organisation, name) =>
      new SignJWT({ name, role, organisation })
        .setProtectedHeader({ alg: 'ES256', kid: 'bench' })
        .setSubject(`${organisation}:${name}`)
        .setIssuer(issuer)
        .setAudience(AUDIENCE)
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey),
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
