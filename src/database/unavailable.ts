import { HubError } from '../vocabulary/refusal';

/**
 * The database refuses, is lost, is full or does not answer: whoever asked may ask again. `reason` is a few words for whoever runs the hub, and
 * goes into the health answer; the cause is for the log alone.
 */
export class Unavailable extends HubError {
  constructor(
    readonly reason: string,
    cause: unknown,
    message = 'The hub cannot reach its records just now. Send the request again in a moment; a change is safe to send again under the same idempotency key.',
  ) {
    super('RETRY_LATER', message, undefined, cause);
    this.name = 'Unavailable';
  }
}

/** The connection went while committing: whether it was written is known only from its idempotency key. */
export class CommitUnknown extends Unavailable {
  constructor(cause: unknown) {
    super(
      'was lost while a change was being committed',
      cause,
      'The connection was lost while the change was being written, so it may or may not have been made. Send it again under the same idempotency key; without one, read the record first.',
    );
    this.name = 'CommitUnknown';
  }
}
