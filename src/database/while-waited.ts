import { HubError } from '../vocabulary/refusal';
import type { Reading } from './reading';

/** Nobody waits for the answer any more: it has run out of time, its caller has gone, or the hub is stopping. Nobody reads it. */
export const notWaitedFor = (): HubError => new HubError('RETRY_LATER', 'Nobody waits for this answer any more, and the work for it has stopped.');

/** Throws where nobody waits for the answer any more. */
export function mustBeWaitedFor(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw notWaitedFor();
}

/** The same reads for as long as somebody waits for their answer: then no further statement is sent. */
export const whileWaited = (reading: Reading, signal: AbortSignal | undefined): Reading =>
  signal === undefined
    ? reading
    : {
        async rows<Row extends object>(...asked: Parameters<Reading['rows']>): Promise<Row[]> {
          mustBeWaitedFor(signal);
          return reading.rows<Row>(...asked);
        },
        async wave(...asked) {
          mustBeWaitedFor(signal);
          return reading.wave(...asked);
        },
      };
