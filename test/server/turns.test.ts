import { setImmediate as nextTurn } from 'node:timers/promises';
import { Turns } from '../../src/database/turns';
import { atOnce } from '../../src/vocabulary/steps';

/** A clock that goes on by what is worked alone, so that a machine that is busy with other things changes nothing. */
let now = 0;
const busy = (milliseconds: number): number => (now += milliseconds);
const turnsOf = (signal?: AbortSignal): Turns => new Turns(signal, () => now);

/** Counts how often the loop goes round while something is done. */
async function turnsDuring<Result>(work: () => Promise<Result>): Promise<{ result: Result; turns: number }> {
  let [turns, running] = [0, true];
  const ticker = (): void => {
    turns++;
    if (running) setImmediate(ticker);
  };
  setImmediate(ticker);
  const result = await work().finally(() => (running = false));
  return { result, turns };
}

const STEPS = 12;

describe('work in turns', () => {
  it('a loop lets others have theirs while it goes on', async () => {
    const turns = turnsOf();
    const { turns: had } = await turnsDuring(async () => {
      for (let step = 0; step < STEPS; step++) {
        await turns.between();
        busy(13);
      }
    });
    expect(had).toBeGreaterThanOrEqual(STEPS - 2);
  });

  it('what is short is done at once: it asks for no turn', async () => {
    const turns = turnsOf();
    await nextTurn();
    const order: string[] = [];
    setImmediate(() => order.push('another'));
    for (let step = 0; step < 100; step++) await turns.between();
    order.push('done');
    await nextTurn();
    expect(order).toEqual(['done', 'another']);
    expect(turns.isFree).toBe(true);
  });

  it('what is gathered for one statement is sent once, after everything of its level, however many turns that takes', async () => {
    const turns = turnsOf();
    const gathered: number[] = [];
    const sent: number[][] = [];
    const ask = (step: number): void => {
      if (gathered.push(step) === 1) turns.gathered(() => sent.push(gathered.splice(0)));
    };
    busy(13);
    await Promise.all(
      Array.from({ length: STEPS }, (_, step) =>
        turns.later(() => {
          busy(13);
          ask(step);
        }),
      ),
    );
    while (sent.length === 0) await nextTurn();
    expect(sent).toEqual([Array.from({ length: STEPS }, (_, step) => step)]);
  });

  it('what waits is done in the order in which it was asked for, each with its own answer or fault', async () => {
    const turns = turnsOf();
    const done: number[] = [];
    const { result, turns: had } = await turnsDuring(() =>
      Promise.allSettled(
        Array.from({ length: STEPS }, (_, step) =>
          turns.later(() => {
            done.push(step);
            busy(13);
            if (step === 3) throw new Error('three');
            return step;
          }),
        ),
      ),
    );
    expect(done).toEqual(Array.from({ length: STEPS }, (_, step) => step));
    expect(result.map((each) => (each.status === 'fulfilled' ? each.value : String(each.reason)))).toEqual(
      Array.from({ length: STEPS }, (_, step) => (step === 3 ? 'Error: three' : step)),
    );
    expect(had).toBeGreaterThanOrEqual(STEPS - 2);
  });

  it('a rule in steps comes to the same at once and in turns', async () => {
    function* adding(): Generator<void, number> {
      let sum = 0;
      for (let step = 1; step <= STEPS; step++) {
        sum += step;
        busy(7);
        yield;
      }
      return sum;
    }
    const { result, turns } = await turnsDuring(() => turnsOf().through(adding()));
    expect(result).toBe(atOnce(adding()));
    expect(turns).toBeGreaterThan(2);
  });

  it('what nobody waits for any more stops at the end of its turn, whichever way it was to go on', async () => {
    const waiting = new AbortController();
    const turns = turnsOf(waiting.signal);
    let steps = 0;
    function* endless(): Generator<void, never> {
      for (;;) {
        steps++;
        busy(1);
        yield;
      }
    }
    const rule = turns.through(endless());
    const loop = (async () => {
      for (;;) {
        busy(1);
        await turns.between();
      }
    })();
    let begun = 0;
    const later = Array.from({ length: 5 }, () => turns.later(() => ++begun && busy(13)));
    const stopped = Promise.allSettled([rule, loop, ...later]);
    await nextTurn();
    waiting.abort();
    const reasons = (await stopped).map((each) => (each.status === 'rejected' ? (each.reason as { code: string }).code : 'DONE'));
    expect(reasons.slice(0, 2)).toEqual(['RETRY_LATER', 'RETRY_LATER']);
    expect(reasons.filter((reason) => reason === 'DONE')).toHaveLength(begun);
    expect(begun).toBeLessThan(5);
    const before = steps;
    await nextTurn();
    expect(steps).toBe(before);
    expect(turns.isFree).toBe(false);
  });
});
