import { setTimeout as pause } from 'node:timers/promises';
import { createLocalJWKSet, createRemoteJWKSet, errors, type FlattenedJWSInput, type JWSHeaderParameters } from 'jose';
import { HubError } from '../vocabulary/refusal';

/** Where people sign in: whether their tokens can be told from others. */
export interface SignIn {
  /** Told within a second. `fault`: what is wrong, in a few words; tokens may be told all the same, by keys that are known. */
  health(): Promise<{ readonly ready: boolean; readonly fault: string | null }>;
}

/** Milliseconds after which the issuer may be asked again for a key that it had not: a flood of unknown keys does not reach it. */
const ASK_AGAIN_MS = 10_000;
/** One that did not answer is asked again after so long at the earliest. */
const AFTER_FAULT_MS = 1_000;
const ANSWER_MS = 3_000;
/** Keys are good for so long without being asked for anew, and for so much longer while the issuer cannot be reached: longer than a token lasts. */
const FRESH_MS = 10 * 60_000;
const KEPT_MS = 60 * 60_000;
/** Who asks whether all is well is told how it was so long ago at most. */
const LOOK_MS = 10_000;
const LOOK_WAIT_MS = 700;

type Keys = ReturnType<typeof createLocalJWKSet>;

/** The published keys of an issuer, kept while it cannot be reached. */
export class IssuerKeys implements SignIn {
  private readonly remote: ReturnType<typeof createRemoteJWKSet>;
  private keys: Keys | null = null;
  private hadAt = -Infinity;
  private askedAt = -Infinity;
  private fault: unknown = null;

  constructor(
    url: string,
    private readonly askAgainMs = ASK_AGAIN_MS,
  ) {
    this.remote = createRemoteJWKSet(new URL(url), { timeoutDuration: ANSWER_MS });
  }

  async keyFor(header: JWSHeaderParameters, token: FlattenedJWSInput): ReturnType<Keys> {
    if (since(this.hadAt) >= FRESH_MS) await this.ask();
    const keys = this.known();
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      if (since(this.hadAt) >= this.askAgainMs) await this.ask();
      // It may be a key that is published by now, and cannot be read.
      if (this.fault !== null) throw this.unreachable();
      return await this.known()(header, token);
    }
  }

  async health(): Promise<{ ready: boolean; fault: string | null }> {
    if (since(this.askedAt) >= LOOK_MS || (this.fault !== null && since(this.askedAt) >= AFTER_FAULT_MS))
      await Promise.race([this.ask(), pause(LOOK_WAIT_MS, undefined, { ref: false })]);
    const ready = since(this.hadAt) < KEPT_MS;
    if (ready && this.fault === null) return { ready, fault: null };
    return { ready, fault: ready ? 'cannot be reached; the keys that it gave before are used' : 'cannot be reached, and none of its keys are known' };
  }

  /** Never rejects: what went wrong is kept. */
  private async ask(): Promise<void> {
    if (this.fault !== null && since(this.askedAt) < AFTER_FAULT_MS) return;
    try {
      await this.remote.reload();
      const found = this.remote.jwks();
      if (!found) return;
      this.keys = createLocalJWKSet(found);
      this.hadAt = performance.now();
      this.fault = null;
    } catch (error) {
      this.fault = error;
    }
    this.askedAt = performance.now();
  }

  private known(): Keys {
    if (!this.keys || since(this.hadAt) >= KEPT_MS) throw this.unreachable();
    return this.keys;
  }

  private unreachable(): HubError {
    return new HubError(
      'RETRY_LATER',
      'The directory where people sign in cannot be reached just now, so that the token cannot be checked. Send the request again in a moment.',
      'Authorization',
      this.fault,
    );
  }
}

const since = (instant: number): number => performance.now() - instant;
