import { Column, PrimaryColumn } from 'typeorm';
import type { Day, Instant } from '../vocabulary/day';
import type { Frequency } from '../vocabulary/amount';
import type { Pence } from '../vocabulary/money';

/*
 * The columns every table is made of. A row class is a table: its properties are the column names, so that what is read by
 * plain SQL, what a change holds in memory and what TypeORM writes are one shape.
 */

type ColumnWish = { nullable?: boolean; length?: number; default?: string | number };
const column =
  (type: 'bigint' | 'int' | 'varchar' | 'text' | 'date' | 'boolean') =>
  ({ nullable = false, length, default: value }: ColumnWish = {}): PropertyDecorator =>
    Column({ type, nullable, ...(length === undefined ? {} : { length }), ...(value === undefined ? {} : { default: value }) });

/** The id of a row, in this table or another. Ids come from one allocator and are never reused. */
export const Reference = column('bigint');
export const WholePence = column('bigint');
export const InstantColumn = column('bigint');
export const Whole = column('int');
export const DayColumn = column('date');
export const YesNo = column('boolean');
/** A word of a closed list, or a code. */
export const Word = (wish: ColumnWish = {}): PropertyDecorator => column('varchar')({ length: 40, ...wish });
/** A line a person wrote: a name, a reference. */
export const Line = (wish: ColumnWish = {}): PropertyDecorator => column('varchar')({ length: 255, ...wish });
/** A paragraph, or a document held as JSON. */
export const LongText = column('text');

/** A fact about one person, written once. */
export abstract class PersonFactRow {
  @PrimaryColumn({ type: 'bigint' })
  id!: number;
  @Reference()
  person_id!: number;
  /** Whose area it belongs to, on every table, so that one area is read without a join. */
  @Reference()
  authority_id!: number;
  @InstantColumn()
  recorded_at!: Instant;
  /** The load that brought it; null where somebody entered it. */
  @Reference({ nullable: true })
  load_id!: number | null;
}

/**
 * A fact that may be corrected or ended. A change writes a new version and closes the old one, so that what was known at
 * any instant is one condition: recorded_at <= instant < superseded_at.
 */
export abstract class VersionedFactRow extends PersonFactRow {
  @PrimaryColumn({ type: 'int' })
  version!: number;
  @InstantColumn()
  superseded_at!: Instant;
}

/** The three columns that hold an Amount, under a prefix. */
export type AmountColumns<Prefix extends string> = {
  [Key in `${Prefix}_pence`]: Pence | null;
} & { [Key in `${Prefix}_every`]: Frequency | null } & { [Key in `${Prefix}_weeks`]: number | null };

export type { Day, Instant, Frequency, Pence };
