import { meaningFaults } from './pack.checks';
import { compilePack } from './pack.compile';
import { type FormFault, schemaFaults } from './pack.faults';
import type { RawPack } from './pack.raw.types';
import { type PackFault, PackText } from './pack.text';
import type { Pack, Service } from './pack.types';

/** A pack, or everything that is wrong with it. `raw` is the text as it was written, for comparing versions. */
export type ReadPack =
  | { readonly pack: Pack; readonly raw: RawPack; readonly faults: readonly [] }
  | { readonly pack: null; readonly raw: null; readonly faults: readonly PackFault[] };

const inOrder = (faults: readonly PackFault[]): readonly PackFault[] => [...faults].sort((a, b) => a.line - b.line || a.column - b.column);
const refused = (faults: readonly PackFault[]): ReadPack => ({ pack: null, raw: null, faults: inOrder(faults) });

/** What is left to check once the parts that cannot be read are set aside, so that one slip does not hide the others. */
function readable(value: unknown, form: readonly FormFault[]): Partial<RawPack> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const unreadable = new Set(form.map(({ section }) => section));
  // Rates name services: without the catalogue every code of the authority's own would seem unknown.
  if (unreadable.has('catalogue')) unreadable.add('rates');
  return Object.fromEntries(Object.entries(value).filter(([key]) => !unreadable.has(key)));
}

/**
 * Reads one pack from its text, which is YAML or JSON. Can it be read, does it keep to the format, does it make sense: every fault
 * of the last two is found in one go. `nationalServices` are the codes that every catalogue knows.
 */
export function readPack(source: string, nationalServices: readonly Service[]): ReadPack {
  const text = new PackText(source);
  if (text.faults.length > 0) return refused(text.faults);
  const { value } = text;
  const form = schemaFaults(value, text);
  const faults = [...form.map(({ fault }) => fault), ...meaningFaults(readable(value, form), nationalServices, text)];
  if (faults.length > 0) return refused(faults);
  const raw = value as RawPack;
  return { pack: compilePack(raw), raw, faults: [] };
}

/** A fault as a line of text: where, what, and what to do. */
export const packFaultInWords = (file: string, { line, column, message, fix }: PackFault): string => `${file}:${line}:${column}  ${message} ${fix}`;
