import { meaningFaults } from './pack.checks';
import { compilePack } from './pack.compile';
import { schemaFaults } from './pack.faults';
import type { RawPack } from './pack.raw.types';
import { type Fault, PackText } from './pack.text';
import type { Pack, Service } from './pack.types';

/** A pack, or everything that is wrong with it. `raw` is the text as it was written, for comparing versions. */
export type ReadPack =
  | { readonly pack: Pack; readonly raw: RawPack; readonly faults: readonly [] }
  | { readonly pack: null; readonly raw: null; readonly faults: readonly Fault[] };

const inOrder = (faults: readonly Fault[]): readonly Fault[] => [...faults].sort((a, b) => a.line - b.line || a.column - b.column);
const refused = (faults: readonly Fault[]): ReadPack => ({ pack: null, raw: null, faults: inOrder(faults) });

/**
 * Reads one pack from its text, which is YAML or JSON. Three sieves, each only where the one before found nothing: can it
 * be read, does it keep to the format, does it make sense. `nationalServices` are the codes that every catalogue knows.
 */
export function readPack(source: string, nationalServices: readonly Service[]): ReadPack {
  const text = new PackText(source);
  if (text.faults.length > 0) return refused(text.faults);
  const value = text.value();
  const form = schemaFaults(value, text);
  if (form.length > 0) return refused(form);
  const raw = value as RawPack;
  const meaning = meaningFaults(raw, nationalServices, text);
  if (meaning.length > 0) return refused(meaning);
  return { pack: compilePack(raw), raw, faults: [] };
}

/** A fault as a line of text: where, what, and what to do. */
export const faultInWords = (file: string, { line, column, message, fix }: Fault): string => `${file}:${line}:${column}  ${message} ${fix}`;
