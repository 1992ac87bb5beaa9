import { amount, type Amount, type Frequency } from '../vocabulary/amount';
import type { AmountColumns } from './row';

/** The three columns under a prefix as an Amount; null where there is none. */
export function readAmount<Prefix extends string>(row: object, prefix: Prefix): Amount | null {
  const columns = row as Record<string, unknown>;
  const pence = columns[`${prefix}_pence`];
  if (pence === null || pence === undefined) return null;
  return amount(Number(pence), columns[`${prefix}_every`] as Frequency, Number(columns[`${prefix}_weeks`]));
}

export function amountColumns<Prefix extends string>(prefix: Prefix, value: Amount | null): AmountColumns<Prefix> {
  return {
    [`${prefix}_pence`]: value?.pence ?? null,
    [`${prefix}_every`]: value?.every ?? null,
    [`${prefix}_weeks`]: value?.weeksPerYear ?? null,
  } as AmountColumns<Prefix>;
}

/** The same for columns that are never empty. */
export const amountColumnsOf = <Prefix extends string>(prefix: Prefix, value: Amount) =>
  amountColumns(prefix, value) as { [Key in `${Prefix}_pence`]: number } & { [Key in `${Prefix}_every`]: Frequency } & {
    [Key in `${Prefix}_weeks`]: number;
  };
