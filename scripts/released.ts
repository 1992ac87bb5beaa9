import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  findBreakingChanges,
  findDangerousChanges,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { buildHubSchema } from '../src/server/schema';
import { CHANGES_FILE } from './contract';
import { sdlOf } from './schema';

// npm run released: where the built schema would surprise a client of the schema as last released, and what of it nobody explains.
// npm run released -- --record: the built schema is the one that is released, under the newest version of schema/CHANGES.md.

/** The schema as last released, from the project's folder. */
export const RELEASED_FILE = join('schema', 'released.graphql');

/** Days for which something deprecated stays, from the day of the version that deprecates it. */
const DAYS_KEPT = 180;
const DAY_MS = 86_400_000;

/** A version of the schema as schema/CHANGES.md tells of it, newest first: `### 0.2.0 (2026-11-28)`. */
export interface Version {
  readonly number: string;
  readonly on: string;
  /** Changes that it explains, in the words in which they are found: "- `Plan.ref was removed.` Why, and what to ask instead." */
  readonly explained: ReadonlySet<string>;
}

export function versionsIn(changes: string): readonly Version[] {
  const sections = changes.split(/^### /m).slice(1);
  return sections.flatMap((section) => {
    const [, number, on] = /^(\d+\.\d+\.\d+) \((\d{4}-\d{2}-\d{2})\)\n/.exec(section) ?? [];
    if (number === undefined || on === undefined) return [];
    const [own = ''] = section.split(/^## /m);
    return [{ number, on, explained: new Set([...own.matchAll(/^- `([^`]+)` \S/gm)].map(([, sentence]) => sentence ?? '')) }];
  });
}

/** Which version the kept schema is of: its first line says it. */
export const releasedVersion = (text: string): string => /^# The schema of version (\d+\.\d+\.\d+),/.exec(text)?.[1] ?? 'unknown';

/** Every part of a schema that a client may name, and why it is deprecated where it is. */
function partsOf(schema: GraphQLSchema): ReadonlyMap<string, string | null> {
  const parts = new Map<string, string | null>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    const put = (name: string, { deprecationReason }: { deprecationReason?: string | null | undefined }) =>
      parts.set(`${type.name}.${name}`, deprecationReason ?? null);
    if (isEnumType(type)) for (const value of type.getValues()) put(value.name, value);
    if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) put(field.name, field);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      put(field.name, field);
      for (const argument of field.args) put(`${field.name}(${argument.name}:)`, argument);
    }
  }
  return parts;
}

const REASON = /^\S.*\. Since (\d+\.\d+\.\d+), and stays until (\d{4}-\d{2}-\d{2}) at least\.$/;
const staysUntil = (reason: string): string => REASON.exec(reason)?.[2] ?? '';
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

function deprecationFaults(built: GraphQLSchema, versions: readonly Version[]): string[] {
  return [...partsOf(built)].flatMap(([place, reason]) => {
    if (reason === null) return [];
    const [, since, until] = REASON.exec(reason) ?? [];
    if (since === undefined || until === undefined)
      return [
        `${place} is deprecated without saying what to use, since when and until when: "Use X. Since 0.3.0, and stays until 2027-06-30 at least."`,
      ];
    const version = versions.find(({ number }) => number === since);
    if (!version) return [`${place} is deprecated since ${since}, and ${CHANGES_FILE} has no such version.`];
    const kept = daysBetween(version.on, until);
    return kept >= DAYS_KEPT ? [] : [`${place} stays for ${kept} days after ${since} of ${version.on}: at least ${DAYS_KEPT} are promised.`];
  });
}

/** A part that is gone before the day until which the released schema promised to keep it. */
function goneTooEarly(released: GraphQLSchema, built: GraphQLSchema, newest: Version): string[] {
  const present = partsOf(built);
  return [...partsOf(released)].flatMap(([place, reason]) =>
    reason !== null && !present.has(place) && newest.on < staysUntil(reason)
      ? [`${place} was promised until ${staysUntil(reason)}, and ${newest.number} of ${newest.on} lacks it.`]
      : [],
  );
}

const numbersOf = (version: string): readonly number[] => version.split('.').map(Number);
/** Does a version allow for a breaking change after another? The first number rises; before 1.0.0 the second does. */
function isBreakingStep(from: string, to: string): boolean {
  const [[major = 0, minor = 0], [nextMajor = 0, nextMinor = 0]] = [numbersOf(from), numbersOf(to)];
  return nextMajor > major || (major === 0 && nextMajor === 0 && nextMinor > minor);
}

export interface Comparison {
  /** What a client of the released schema may meet, and whether it is explained. */
  readonly changes: readonly { readonly sentence: string; readonly breaking: boolean; readonly isExplained: boolean }[];
  readonly faults: readonly string[];
}

/** How the built schema stands to the one that was released, by graphql-js's own finders, and what of it is at fault. */
export function compareWithReleased(releasedText: string, built: GraphQLSchema, changesPage: string): Comparison {
  const versions = versionsIn(changesPage);
  const [newest] = versions;
  if (!newest) return { changes: [], faults: [`${CHANGES_FILE} tells of no version: write "### 0.2.0 (2026-11-28)".`] };
  const [released, from] = [buildSchema(releasedText), releasedVersion(releasedText)];
  const told = ({ description }: { readonly description: string }, breaking: boolean) => ({
    sentence: description,
    breaking,
    isExplained: newest.explained.has(description),
  });
  const changes = [
    ...findBreakingChanges(released, built).map((change) => told(change, true)),
    ...findDangerousChanges(released, built).map((change) => told(change, false)),
  ];
  const found = new Set(changes.map(({ sentence }) => sentence));
  return {
    changes,
    faults: [
      ...changes
        .filter(({ isExplained }) => !isExplained)
        .map(({ sentence }) => `Not explained under ${newest.number} in ${CHANGES_FILE}: ${sentence}`),
      ...[...newest.explained]
        .filter((sentence) => !found.has(sentence) && from !== newest.number)
        .map((sentence) => `Explained, and not so: ${sentence}`),
      ...(changes.some(({ breaking }) => breaking) && !isBreakingStep(from, newest.number)
        ? [`A client of ${from} breaks, and ${newest.number} does not say so: raise the first number, before 1.0.0 the second.`]
        : []),
      ...(changes.length > 0 && from === newest.number ? [`${from} is released: what changes after it is a version of its own.`] : []),
      ...deprecationFaults(built, versions),
      ...goneTooEarly(released, built, newest),
    ],
  };
}

function main(words: readonly string[], print: (line: string) => void): number {
  const [built, page] = [buildHubSchema(), readFileSync(CHANGES_FILE, 'utf8')];
  if (words.includes('--record')) {
    const [newest] = versionsIn(page);
    if (!newest) throw new Error(`${CHANGES_FILE} tells of no version.`);
    writeFileSync(RELEASED_FILE, sdlOf(built).replace(/^#.*/, `# The schema of version ${newest.number}, as it was released.`));
    print(`Wrote ${RELEASED_FILE}: ${newest.number} is released.`);
    return 0;
  }
  const text = readFileSync(RELEASED_FILE, 'utf8');
  const { changes, faults } = compareWithReleased(text, built, page);
  for (const { sentence, breaking, isExplained } of changes)
    print(`${breaking ? 'Breaks a client' : 'May surprise a client'}: ${sentence}${isExplained ? ' (schema/CHANGES.md says why)' : ''}`);
  for (const fault of faults) print(fault);
  print(faults.length === 0 ? `A client of ${releasedVersion(text)} is told of all that concerns it.` : `${faults.length} faults.`);
  return faults.length === 0 ? 0 : 1;
}

if (require.main === module) process.exitCode = main(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
