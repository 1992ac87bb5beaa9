import { setImmediate as nextTurn } from 'node:timers/promises';

/** A call that did not answer in time. The connection it ran on is destroyed: its state is not known. */
export class DeadlineError extends Error {
  constructor(what: string, milliseconds: number) {
    super(`${what} did not answer within ${milliseconds} ms`);
    this.name = 'DeadlineError';
  }
}

/** Two turns in which an answer that waits in a socket is read: a process that was busy itself takes nobody else for late. */
export async function afterWhatHasArrived(): Promise<void> {
  await nextTurn();
  await nextTurn();
}

/** Waits for `work` at most so long. `late` is called with a result that came after all. */
export async function withDeadline<T>(what: string, milliseconds: number, work: Promise<T>, late?: (result: T) => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let over = false;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const end = (): void => {
        over = true;
        reject(new DeadlineError(what, milliseconds));
      };
      afterWhatHasArrived().then(end, end);
    }, milliseconds);
  });
  work.then(
    (result) => {
      if (over) late?.(result);
    },
    () => undefined,
  );
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
