import type { Caller } from '../builders/hub';

export interface QueueItem {
  readonly id: string;
  readonly kind: string;
  readonly subjectId: string | null;
  readonly dueOn: string | null;
  readonly daysLate: number;
  readonly stream: string | null;
  readonly person: { readonly id: string };
  readonly streamBudget: { readonly id: string; readonly stream: string; readonly visibility: string } | null;
  readonly blocker: { readonly rule: { readonly id: string }; readonly effect: string; readonly message: string; readonly fix: string | null } | null;
}

const QUEUE = `query($kind: QueueKind!, $filter: PoolFilter, $first: Int!) { workQueue(kind: $kind, filter: $filter, first: $first) {
  id kind subjectId dueOn daysLate stream person { id } streamBudget { id stream visibility } blocker { rule { id } effect message fix } } }`;

/** A reader's queue of a kind. */
export async function queueOf(reader: Caller, kind: string, filter: object | null = null, first = 100): Promise<readonly QueueItem[]> {
  const { workQueue } = await reader.ask<{ workQueue: readonly QueueItem[] }>(QUEUE, { kind, filter, first });
  return workQueue;
}

/** What it holds about one person, on a day. */
export const waitingFor = async (reader: Caller, kind: string, personId: string, asOf: string | null = null): Promise<readonly QueueItem[]> =>
  (await queueOf(reader, kind, asOf === null ? null : { asOf })).filter(({ person }) => person.id === personId);

/** The same in short: the rule that speaks, the day, and how late it is. */
export const inShort = (items: readonly QueueItem[]): readonly (readonly [string | null, string | null, number])[] =>
  items.map(({ blocker, dueOn, daysLate }) => [blocker?.rule.id ?? null, dueOn, daysLate]);
