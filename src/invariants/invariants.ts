/*
 * What must hold of the record whatever was done to it. Each has a name, under which the script reports what breaks it.
 */

export const INVARIANTS = {
  'POOL-IS-SUM': "a pool is the sum of its streams' budgets, each of one person and counted once",
  'ARRANGEMENTS-AGREED': 'the parts in which a budget is held add up to what was agreed when they were chosen, to the penny',
  'ITEMS-WITHIN': 'the lines that draw on a budget cost no more than is agreed',
  'CHARGED-STREAMS': 'only adult social care and replacement care carry a contribution, never more than the care costs',
  'CHARGED-ONCE': 'a person is charged once, over everything no more than was assessed',
  'LEDGER-ADDS-UP': 'what was spent is the sum of payments and bills, and each bill is its units at its price',
  'STATE-SOUND': 'every state is one that the law of its stream knows, with the figures and days that it needs',
  'AMOUNTS-WHOLE': 'money is whole pence, with its frequency and its weeks',
  'REVISIONS-WHOLE': "a budget's revisions are numbered without gaps, in the order in which they were recorded",
  'HISTORY-REBUILDS': 'replayed one after another, the revisions lead to the state of every day',
  'VERSIONS-WHOLE': 'a fact has one open version at most, and each version begins when the one before it was closed',
  'PERSON-REBUILDS': "a person's row shows the last of their moves and counts every change",
  'CHANGE-ON-RECORD': 'every change has its event in the audit trail',
  'RECORD-HAS-CHANGE': 'every change in the audit trail, and every action, has the rows that it wrote',
  'KEYS-ON-RECORD': 'every idempotency key stands for a change that was made',
  'REFERENCES-LEAD': 'every reference leads to a row, and to one of the same person',
  'IDS-ONCE': 'an id is of one thing, and was given out by the counter',
} as const;
export type InvariantId = keyof typeof INVARIANTS;

/** What breaks an invariant: whose record and which budget, with both figures. It names nobody. */
export interface InvariantFault {
  readonly invariant: InvariantId;
  readonly personId: number | null;
  readonly budgetId: number | null;
  readonly message: string;
}

export const fault = (invariant: InvariantId, personId: number | null, budgetId: number | null, message: string): InvariantFault => ({
  invariant,
  personId,
  budgetId,
  message,
});

export const faultInWords = ({ invariant, personId, budgetId, message }: InvariantFault): string =>
  [invariant, ...(personId === null ? [] : [`person ${personId}`]), ...(budgetId === null ? [] : [`budget ${budgetId}`])].join(' ') + `: ${message}`;
