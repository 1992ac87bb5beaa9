/**
 * A whole number from 0 and under `below`, the same every time for the same person and question: the benchmark's people are
 * the same on every machine and in every run.
 */
export function chance(person: number, question: number, below: number): number {
  let mixed = Math.imul(person ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(question + 1, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return ((mixed ^ (mixed >>> 15)) >>> 0) % below;
}

export const among = <Choice>(person: number, question: number, choices: readonly Choice[]): Choice =>
  choices[chance(person, question, choices.length)] as Choice;
