const now = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

/**
 * How long the event loop was kept from its next turn, in milliseconds of this thread's own processor time: what other programs take on a
 * busy machine counts for nothing. A timer that is due at once has its turn as soon as whoever works lets go.
 */
export class Turns {
  private last = now();
  private longest = 0;
  private readonly timer = setInterval(() => this.turn(), 1);

  private turn(): void {
    const at = now();
    this.longest = Math.max(this.longest, at - this.last);
    this.last = at;
  }
  /** The longest since it was asked last. */
  take(): number {
    this.turn();
    const { longest } = this;
    this.longest = 0;
    return longest;
  }
  stop(): void {
    clearInterval(this.timer);
  }
}
