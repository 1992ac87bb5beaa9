import mysql, { type PoolOptions } from 'mysql2/promise';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Actor } from '../../src/access/actor';
import { READS_AREA } from '../../src/access/table';
import { bearer, issuerTokens, verifyAny } from '../../src/access/tokens';
import type { OrganisationKind } from '../../src/person/person.types';
import { SAFE_HEADERS } from '../../src/server/http/answer';
import { settings } from '../../src/settings';
import { onePool, type Organisations, poolPage } from './bare.answers';
import { BareRecorder } from './bare.recorder';

/*
 * What the hub is measured against: the two operations of the benchmark by hand, over node:http and mysql2, with the same
 * sign-in, access decision and read record, and the same bytes in the answer. It knows nothing else.
 */

interface Request {
  readonly operationName: string;
  readonly variables: { readonly id?: string; readonly after?: string; readonly asOf: string };
}
interface OrganisationRow {
  readonly id: number;
  readonly kind: OrganisationKind;
  readonly code: string;
  readonly name: string;
}

function bodyOf(request: IncomingMessage): Promise<Request> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Request));
    request.on('error', reject);
  });
}

async function main(): Promise<void> {
  if (!settings.issuer) throw new Error('TOKEN_ISSUER and the rest say whose tokens are accepted');
  const pool = mysql.createPool({
    uri: settings.databaseUrl,
    connectionLimit: 10,
    multipleStatements: true,
    dateStrings: true,
    supportBigNumbers: true,
    trace: false,
  } as PoolOptions);
  const [rows] = await pool.query('SELECT id, kind, code, name FROM organisation');
  const all = rows as unknown as OrganisationRow[];
  const organisations: Organisations = new Map(all.map(({ id, code, name }) => [id, { code, name }]));
  const councils = new Map(all.filter(({ kind }) => kind === 'LOCAL_AUTHORITY').map((each) => [each.code, each]));
  const verify = verifyAny([issuerTokens(settings.issuer)], () => Date.now());
  const recorder = new BareRecorder(pool);

  const answer = async (request: IncomingMessage): Promise<string> => {
    const [{ operationName, variables }, claims] = await Promise.all([bodyOf(request), verify(bearer(request.headers.authorization) ?? '')]);
    const organisation = councils.get(claims.organisation);
    const purpose = request.headers['purpose-of-use'];
    if (!organisation || typeof purpose !== 'string' || !READS_AREA.includes(claims.role)) throw new Error('not for this reader');
    const actor: Actor = { ...claims, organisation };
    const { data, looked } =
      operationName === 'OnePool'
        ? await onePool(pool, actor, Number(variables.id), variables.asOf, organisations)
        : await poolPage(pool, actor, variables.after ?? '', variables.asOf);
    await recorder.record(looked, actor, purpose, Date.now());
    return `${JSON.stringify({ data })}\n`;
  };

  const server = createServer({ keepAlive: true, keepAliveTimeout: 65_000 }, (request, response) => {
    answer(request).then(
      (body) => {
        response.writeHead(200, { ...SAFE_HEADERS, 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) });
        response.end(body);
      },
      (error: unknown) => {
        response.writeHead(500).end(String(error));
      },
    );
  });
  server.listen(0, '127.0.0.1', () => process.stdout.write(`ready at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`));
  process.on('SIGTERM', () => {
    server.close();
    server.closeAllConnections();
    pool.end().catch(() => process.exit(1));
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
