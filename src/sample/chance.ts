import { createHash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { addDays, type Day, inclusiveDays } from '../vocabulary/day';

/**
 * Chance that is the same every time: a generator of its own for each person and purpose, so that one person's facts do not
 * move when another's are drawn differently, and may be drawn again in any order. Whole numbers only: no float, no locale.
 */
export class Chance {
  private constructor(private readonly generator: ReturnType<typeof xoroshiro128plusFromState>) {}

  static of(seed: number, purpose: string, index = 0): Chance {
    // The digest spreads neighbouring seeds and indices over the whole of the generator's state.
    const digest = createHash('sha256').update(`${seed}/${purpose}/${index}`).digest();
    return new Chance(xoroshiro128plusFromState([0, 4, 8, 12].map((at) => digest.readInt32LE(at))));
  }

  /** A whole number, both ends possible. */
  whole(from: number, to: number): number {
    return uniformInt(this.generator, from, to);
  }

  /** A multiple of `step`, from the first to the last that lie within. */
  stepped(from: number, to: number, step: number): number {
    return step * this.whole(Math.ceil(from / step), Math.floor(to / step));
  }

  /** True in `part` of `all` draws. */
  share(part: number, all = 100): boolean {
    return this.whole(1, all) <= part;
  }

  pick<Item>(list: readonly Item[]): Item {
    const item = list[this.whole(0, list.length - 1)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  weighted<Item>(list: readonly (readonly [item: Item, weight: number])[]): Item {
    let left = this.whole(
      1,
      list.reduce((sum, [, weight]) => sum + weight, 0),
    );
    for (const [item, weight] of list) {
      left -= weight;
      if (left <= 0) return item;
    }
    throw new RangeError('weights add up to more than nothing');
  }

  /** A day of a span, both ends possible; `from` where the span is empty. */
  day(from: Day, to: Day): Day {
    return addDays(from, this.whole(0, Math.max(0, inclusiveDays(from, to) - 1)));
  }

  /** Puts the items in an order of chance, in place (Fisher and Yates). */
  shuffle(items: Uint8Array): void {
    for (let last = items.length - 1; last > 0; last--) {
      const other = this.whole(0, last);
      const kept = items[last] ?? 0;
      items[last] = items[other] ?? 0;
      items[other] = kept;
    }
  }
}
