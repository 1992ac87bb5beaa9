/**
 * Sends what the editor holds to the hub's own address. Refusals come back as GraphQL errors in JSON whatever the status,
 * so the answer is shown as it came; anything else (a proxy's page, no network) is shown as the error it is.
 */
export async function fetcher(
  request: { query: string; variables?: unknown; operationName?: string | null },
  { headers = {} }: { headers?: Record<string, string> } = {},
): Promise<object> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
    body: JSON.stringify(request),
  });
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  if (!isJson) throw new Error(`The hub answered ${response.status} without JSON: is something between this page and the hub?`);
  return response.json() as Promise<object>;
}
