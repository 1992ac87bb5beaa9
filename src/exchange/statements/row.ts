import { createHash } from 'node:crypto';
import { tokensOf } from './identifier-token';
import type { StagedRow } from './load.entity';
import type { Ids, Remark, Row, RowStatus, Said } from './row.types';

/** A digest of 160 bits, in a form that every database tells apart alike. */
export const digest = (...parts: readonly string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);

export const readSaidBy = (text: string): readonly number[] =>
  text
    .split(' ')
    .filter((part) => part !== '')
    .map(Number);
export const writeSaidBy = (numbers: readonly number[]): string => ` ${numbers.join(' ')} `;
export const saidLast = ({ saidBy }: Pick<Row, 'saidBy'>): number => saidBy.at(-1) ?? 0;

/** Of rows that speak of one thing, the one said last: by the later load, and by the later line of it. */
export const latest = <R extends Pick<Row, 'saidBy' | 'line' | 'id'>>(rows: readonly R[]): R | undefined =>
  rows.reduce<R | undefined>(
    (best, row) => (best === undefined || saidLast(row) > saidLast(best) || (saidLast(row) === saidLast(best) && row.line > best.line) ? row : best),
    undefined,
  );

export function toRow(row: StagedRow): Row {
  const said = JSON.parse(row.said) as Said;
  const authorityId = Number(row.authority_id);
  return {
    id: Number(row.id),
    authorityId,
    format: row.format,
    part: row.part,
    keyHash: row.key_hash,
    loadId: Number(row.load_id),
    saidBy: readSaidBy(row.said_by),
    line: row.line,
    status: row.status as RowStatus,
    personId: row.person_id === null ? null : Number(row.person_id),
    said,
    text: row.said,
    spoken: row.spoken,
    tokens: tokensOf(said.ids, authorityId),
  };
}

export const readSpoken = (text: string | null): readonly Remark[] => (text === null ? [] : (JSON.parse(text) as Remark[]));
export const writeSpoken = (remarks: readonly Remark[]): string | null => (remarks.length === 0 ? null : JSON.stringify(remarks));

/** Who a key is about, before the council is known: the strongest number the row carries. */
export const keyOfIds = ({ nhs, upn, local, uln, row, route, account }: Ids): string => nhs ?? upn ?? local ?? uln ?? row ?? route ?? account ?? '';
