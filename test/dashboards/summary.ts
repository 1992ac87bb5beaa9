import { aChild, type ChildBuilder } from '../builders/child';
import { type AdultBuilder, anAdult } from '../builders/adult';
import type { Case } from '../builders/case';
import type { Caller, TestHub } from '../builders/hub';

/* What the tests of summaries ask, and the areas they ask about. */

export interface Row {
  readonly keys: readonly { readonly dimension: string; readonly value: string }[];
  readonly people: number | null;
  readonly indicative: string | null;
  readonly agreed: string | null;
  readonly contribution: string | null;
  readonly net: string | null;
  readonly suppressed: boolean;
}
export interface Summary {
  readonly asOf: string;
  readonly rows: readonly Row[];
  readonly total: Row;
  readonly suppressedCells: number;
}

const ROW = '{ keys { dimension value } people indicative agreed contribution net suppressed }';
export const SUMMARY = `query($filter: PoolFilter, $groupBy: [PoolDimension!]!) {
  poolSummary(filter: $filter, groupBy: $groupBy) { asOf rows ${ROW} total ${ROW} suppressedCells } }`;

export async function summaryOf(caller: Caller, groupBy: readonly string[] = [], filter: object = {}): Promise<Summary> {
  return (await caller.ask<{ poolSummary: Summary }>(SUMMARY, { filter, groupBy })).poolSummary;
}

/** Rows by their keys: how many people, or that it is withheld. */
export const peopleIn = ({ rows }: Pick<Summary, 'rows'>): Record<string, number | null> =>
  Object.fromEntries(rows.map(({ keys, people }) => [keys.map(({ value }) => value).join(' '), people]));

export const everyone = async (count: number, one: () => { made(): Promise<Case> }): Promise<Case[]> => {
  const made: Case[] = [];
  for (let index = 0; index < count; index++) made.push(await one().made());
  return made;
};
export const aChildOf =
  (hub: TestHub, council: string, board: string | null = 'QWO') =>
  (): ChildBuilder =>
    aChild(hub).of(council, board);
export const anAdultOf =
  (hub: TestHub, council: string, board: string | null = 'QWO') =>
  (): AdultBuilder =>
    anAdult(hub).of(council, board);

/** Everything that anybody could ask about a day in one dimension or two, as it was answered. */
export async function everythingAsked(caller: Caller, dimensions: readonly string[]): Promise<string> {
  const pairs = dimensions.flatMap((one, index) => [[one], ...dimensions.slice(index + 1).map((other) => [one, other])]);
  const answers: Summary[] = [];
  for (const groupBy of [[], ...pairs])
    for (const filter of [{}, { pooledOnly: true }, { stream: 'HEALTH' }]) answers.push(await summaryOf(caller, groupBy, filter));
  return JSON.stringify(answers);
}
