/** A call that did not answer in time. The connection it ran on is destroyed: its state is not known. */
export class DeadlineError extends Error {
  constructor(what: string, milliseconds: number) {
    super(`${what} did not answer within ${milliseconds} ms`);
    this.name = 'DeadlineError';
  }
}

/** Waits for `work` at most so long. `late` is called with a result that came after all. */
export async function withDeadline<T>(what: string, milliseconds: number, work: Promise<T>, late?: (result: T) => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let over = false;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      over = true;
      reject(new DeadlineError(what, milliseconds));
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
