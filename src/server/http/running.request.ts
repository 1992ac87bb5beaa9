import type { IncomingMessage, ServerResponse } from 'node:http';
import { type HttpAnswer, SAFE_HEADERS } from './answer';

/** One request from its first byte to the last byte of its answer. It is answered once; what comes later is dropped. */
export class RunningRequest {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #changes = false;
  readonly path: string;
  /** From the question mark on, or nothing. It may hold a query about a person: it is never logged. */
  readonly search: string;

  constructor(
    readonly request: IncomingMessage,
    readonly response: ServerResponse,
    limitMs: number,
    onLate: () => void,
  ) {
    const url = request.url ?? '/';
    const mark = url.indexOf('?');
    this.path = mark < 0 ? url : url.slice(0, mark);
    this.search = mark < 0 ? '' : url.slice(mark);
    this.#timer = setTimeout(onLate, limitMs);
    response.once('close', () => {
      clearTimeout(this.#timer);
      if (!response.writableFinished) this.#controller.abort(new Error('The caller went away before the answer.'));
    });
  }

  /** Aborted when nobody waits for the answer any more: out of time, caller gone, or the hub stopping for good. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Something may be written for it from now on. */
  mayChange(): void {
    this.#changes = true;
  }
  /** Whether something may have been written for it. */
  get mayHaveChanged(): boolean {
    return this.#changes;
  }

  /** Whether HTML is what the caller would rather have: a browser's address bar, not a client that also takes JSON. */
  get prefersHtml(): boolean {
    const accept = this.request.headers.accept ?? '';
    return accept.includes('text/html') && !accept.includes('json');
  }

  get isAnswered(): boolean {
    return this.response.headersSent || this.response.destroyed;
  }

  /** Sends the answer. `isLast` tells the caller that this connection takes no more requests. */
  answer({ status, headers, body }: HttpAnswer, isLast: boolean): void {
    if (this.isAnswered) return;
    const length = status === 204 ? {} : { 'content-length': Buffer.byteLength(body) };
    this.response.writeHead(status, { ...SAFE_HEADERS, ...headers, ...length, ...(isLast ? { connection: 'close' } : {}) });
    this.response.end(body);
  }

  /** Ends the request with `answer` and tells its work to stop. */
  cutShort(answer: HttpAnswer, isLast: boolean): void {
    if (this.isAnswered) return;
    this.answer(answer, isLast);
    this.#controller.abort(new Error('The request was cut short.'));
  }
}
