import type { Answer, Sent } from './sending';

interface Told {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly id?: string; readonly field?: string };
  }[];
}
/** The answer of the graph; null where it is none. */
export function toldIn({ text }: Answer): Told | null {
  if (!text.startsWith('{')) return null;
  try {
    return JSON.parse(text) as Told;
  } catch {
    return null;
  }
}

const LEAKS = /node_modules|\bat \w+.*\.(?:ts|js):\d|SQLITE|\bER_[A-Z]|SELECT |INSERT |stacktrace|did you mean/i;
/** Answered so on purpose: a method or body the hub does not do. */
const ON_PURPOSE = new Set([501]);

/** What is wrong with an answer, whatever was asked: null where nothing is. `secret`: a name that nobody who asks may see. */
export function wrongWith(sent: Sent, answer: Answer, secret: string): string | null {
  const { status, text } = answer;
  if (status === -2) return null;
  if (status === -1) return `the connection broke: ${text}`;
  if (secret !== '' && text.includes(secret)) return 'told a stranger a name';
  const echoed = LEAKS.exec(text);
  if (echoed && !JSON.stringify(sent).includes(echoed[0])) return `leaked ${echoed[0]}`;
  if (status >= 500 && !ON_PURPOSE.has(status)) return `answered ${status}`;
  const told = toldIn(answer);
  if (status === 200 && text !== '' && !told && sent.path.startsWith('/graphql') && sent.method === 'POST')
    return 'answered 200 with what is no answer';
  const errors = told?.errors ?? [];
  if (errors.some(({ extensions }) => extensions?.code === undefined)) return 'an error without a code';
  const fault = errors.find(({ extensions }) => extensions?.code === 'INTERNAL_SERVER_ERROR' || extensions?.code === 'REQUEST_TIMED_OUT');
  return fault ? `a fault of the hub (${String(fault.extensions?.code)})` : null;
}

/** How an answer is counted. */
export function kindOf(answer: Answer): string {
  if (answer.status === -2) return 'the caller went';
  if (answer.status < 0) return 'the connection broke';
  const told = toldIn(answer);
  const code = told?.errors?.[0]?.extensions?.code;
  if (code !== undefined) return code;
  for (const value of Object.values(told?.data ?? {})) {
    const decision = value as { applied?: unknown } | null;
    if (typeof decision === 'object' && decision?.applied === true) return 'applied';
    if (typeof decision === 'object' && decision?.applied === false) return 'not applied';
  }
  return told?.data ? 'answered' : `status ${answer.status}`;
}
