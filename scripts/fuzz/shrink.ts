import { type ASTNode, type DocumentNode, Kind, parse, print, visit } from 'graphql';
import { isWireObject } from './edges';
import type { Sent } from './sending';

const MOST_TRIES = 150;
const LEAVES_OUT: ReadonlySet<string> = new Set([
  Kind.FIELD,
  Kind.ARGUMENT,
  Kind.OBJECT_FIELD,
  Kind.DIRECTIVE,
  Kind.INLINE_FRAGMENT,
  Kind.FRAGMENT_SPREAD,
]);

/** The document without the n-th of its parts that may be left out; null where there are not so many. */
function without(document: ASTNode, n: number): string | null {
  let seen = 0;
  let isFound = false;
  const less: ASTNode = visit(document, {
    enter(node) {
      if (isFound || !LEAVES_OUT.has(node.kind) || seen++ < n) return undefined;
      isFound = true;
      return null;
    },
  });
  return isFound ? print(less) : null;
}

function read(query: string): DocumentNode | null {
  try {
    return parse(query, { noLocation: true });
  } catch {
    return null;
  }
}

/** The smallest request found that is still wrong in the same way: part after part is left out of its document, whole selections first. */
export async function shrunk(sent: Sent, isStillWrong: (smaller: Sent) => Promise<boolean>): Promise<Sent> {
  const body: unknown = typeof sent.body === 'string' && sent.body.startsWith('{') ? JSON.parse(sent.body) : null;
  if (!isWireObject(body) || typeof body['query'] !== 'string') return sent;
  let best = sent;
  let at = 0;
  let document = read(body['query']);
  if (!document || !(await isStillWrong(sent))) return sent;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const smaller = without(document, at);
    if (smaller === null) break;
    const request: Sent = { ...sent, body: JSON.stringify({ ...body, query: smaller }) };
    const less = read(smaller);
    if (less && (await isStillWrong(request))) {
      best = request;
      document = less;
    } else at++;
  }
  return best;
}
