import { notFound } from './refusal';

/** The hub's ids are whole numbers, written as text in the graph. Throws NOT_FOUND naming `field` for what can be none. */
export function parseId(text: string, field: string): number {
  const id = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(id)) throw notFound(field, `There is nothing here under ${field} "${text}".`);
  return id;
}
export const parseMaybeId = (text: string | null | undefined, field: string): number | null =>
  text === null || text === undefined ? null : parseId(text, field);
