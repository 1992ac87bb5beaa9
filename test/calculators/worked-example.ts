import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
/** A worked example that somebody published: what goes in, and what comes of it. */
export interface Example {
  readonly id: string;
  readonly inputs: Readonly<Record<string, Json>>;
  readonly expected: Readonly<Record<string, Json>>;
}

/** The figures without their text, for a lone clone. */
export const copied = JSON.parse(readFileSync(join(__dirname, 'worked-figures.json'), 'utf8')) as readonly Example[];
const published = join(__dirname, '..', '..', '..', 'shared', 'design', 'worked-examples.json');
/** The published file where it lies beside the project, else the copy. */
export const examples = existsSync(published) ? (JSON.parse(readFileSync(published, 'utf8')) as readonly Example[]) : copied;
