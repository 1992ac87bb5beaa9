import { serverAudits } from 'graphql-http';

/** How many audits the suite of graphql-http has: a run of fewer has not run them all. */
export const AUDITS = 61;

export interface AuditFinding {
  readonly id: string;
  readonly name: string;
  /** MUST is an error, SHOULD a warning, MAY a notice. */
  readonly status: 'error' | 'warn' | 'notice';
  readonly reason: string;
}

/**
 * Runs the GraphQL over HTTP audits of graphql-http against `url`, with introspection on (two audits ask for a type).
 * `headers` go with every request; `apollo-require-preflight` always does, or forgery protection would refuse plain GETs.
 * @returns how many audits ran, and those that did not pass
 */
export async function auditAll(url: string, headers: Record<string, string> = {}): Promise<{ ran: number; findings: AuditFinding[] }> {
  const withHeaders = (address: string | URL | Request, init: RequestInit = {}): Promise<Response> =>
    fetch(address, {
      ...init,
      headers: { ...headers, 'apollo-require-preflight': '1', ...(init.headers as Record<string, string>) },
    });
  const audits = serverAudits({ url, fetchFn: withHeaders });
  const results = await Promise.all(audits.map(({ fn }) => fn()));
  const findings = results.flatMap((result) =>
    result.status === 'ok' ? [] : [{ id: result.id, name: result.name, status: result.status, reason: result.reason }],
  );
  return { ran: results.length, findings };
}
