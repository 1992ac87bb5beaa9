import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { badInput } from '../../vocabulary/refusal';
import type { FormatId } from '../statements/format-id';
import type { Cells, Format, Opened, ReadingOptions, StatedRow } from './format.types';

/** The path as a file; throws BAD_INPUT where it is not there or is a folder. */
export async function mustBeFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (!found) throw badInput('file', `There is no file ${path}.`);
  if (!found.isFile()) throw badInput('file', `${basename(path)} is a folder; this format is one file.`);
}

/** A format that is one CSV file. */
export function oneFile(
  id: FormatId,
  title: string,
  {
    required,
    read,
    namesAuthority = false,
    conceal,
  }: {
    required: readonly string[];
    read: (cells: Cells, options: ReadingOptions) => StatedRow | null;
    namesAuthority?: boolean;
    conceal?: (cell: string) => string;
  },
): Format {
  return {
    id,
    title,
    namesAuthority,
    async open(path: string, options: ReadingOptions): Promise<Opened> {
      await mustBeFile(path);
      return {
        files: [{ path, part: { name: '', required, ...(conceal ? { conceal } : {}), read: (cells) => read(cells, options) } }],
        authority: null,
      };
    },
  };
}
