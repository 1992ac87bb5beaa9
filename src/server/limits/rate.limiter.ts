import { HubError } from '../../vocabulary/refusal';

/** Requests a second that one caller may go on sending, and how many at once. */
export interface RateLimit {
  readonly perSecond: number;
  readonly burst: number;
}

/** Callers that are remembered at a time, and to how many they are brought down. A bucket that is full again says nothing, and is forgotten first. */
const CALLERS = 50_000;
const CALLERS_KEPT = 25_000;

interface Bucket {
  left: number;
  at: number;
}

/** A bucket of requests for each caller: it starts full, each request takes one, and it fills up at a steady rate. */
export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly limit: RateLimit,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** How many callers are remembered now. */
  get remembered(): number {
    return this.buckets.size;
  }

  /** Throws RATE_LIMITED where the caller's bucket is empty. */
  take(caller: string): void {
    const now = this.now();
    const bucket = this.buckets.get(caller) ?? this.add(caller, now);
    bucket.left = this.leftAt(bucket, now);
    bucket.at = now;
    if (bucket.left < 1)
      throw new HubError('RATE_LIMITED', `That is more than ${this.limit.perSecond} requests a second. Wait a second and send it again.`);
    bucket.left -= 1;
  }

  private leftAt({ left, at }: Bucket, now: number): number {
    return Math.min(this.limit.burst, left + ((now - at) / 1000) * this.limit.perSecond);
  }

  private add(caller: string, now: number): Bucket {
    if (this.buckets.size >= CALLERS) this.forget(now);
    const bucket = { left: this.limit.burst, at: now };
    this.buckets.set(caller, bucket);
    return bucket;
  }

  private forget(now: number): void {
    for (const [caller, bucket] of this.buckets) if (this.leftAt(bucket, now) >= this.limit.burst) this.buckets.delete(caller);
    // All of them busy: those known longest go, so that memory stays bounded.
    for (const caller of this.buckets.keys()) {
      if (this.buckets.size <= CALLERS_KEPT) return;
      this.buckets.delete(caller);
    }
  }
}
