import { createHash } from 'node:crypto';
import { type DocumentNode, type GraphQLSchema, type OperationDefinitionNode, Kind, parse, print, separateOperations, validate } from 'graphql';
import { badInput } from '../../vocabulary/refusal';

/*
 * A manifest of trusted documents: what clients may ask, each document under the SHA-256 of its text. Two forms are read, as client
 * tools write them: Apollo's (`apollo-persisted-query-manifest`), and a plain object of id to text.
 */

export const idOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const FORMAT = 'apollo-persisted-query-manifest';
interface Operation {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly body: string;
}
export interface Manifest {
  readonly format: typeof FORMAT;
  readonly version: 1;
  readonly operations: readonly Operation[];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An id as it is sent, brought to one form: `sha256:` before it and capital letters change nothing. */
export const plainId = (id: string): string => id.toLowerCase().replace(/^sha256:/, '');

function entriesOf(read: unknown): readonly (readonly [id: unknown, text: unknown])[] {
  if (!isObject(read)) throw badInput('TRUSTED_DOCUMENTS', 'The manifest is not a JSON object.');
  if (read['format'] === undefined) return Object.entries(read);
  if (read['format'] !== FORMAT || read['version'] !== 1 || !Array.isArray(read['operations']))
    throw badInput('TRUSTED_DOCUMENTS', `The manifest is not of the format ${FORMAT}, version 1.`);
  return read['operations'].map((each: unknown) => (isObject(each) ? [each['id'], each['body']] : [null, null]));
}

/** The documents of a manifest by their ids. Throws BAD_INPUT where it is none, or where an id is not the SHA-256 of its text. */
export function readManifest(json: string): ReadonlyMap<string, string> {
  let read: unknown;
  try {
    read = JSON.parse(json);
  } catch {
    throw badInput('TRUSTED_DOCUMENTS', 'The manifest is not JSON.');
  }
  const documents = new Map<string, string>();
  entriesOf(read).forEach(([id, text], index) => {
    if (typeof id !== 'string' || typeof text !== 'string')
      throw badInput('TRUSTED_DOCUMENTS', `Entry ${index + 1} of the manifest has no id or no text.`);
    if (plainId(id) !== idOf(text))
      throw badInput('TRUSTED_DOCUMENTS', `Entry ${index + 1} of the manifest: ${id} is not the SHA-256 of its text. Make the manifest anew.`);
    documents.set(plainId(id), text);
  });
  return documents;
}

const operationsOf = (document: DocumentNode): OperationDefinitionNode[] =>
  document.definitions.filter((each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION);

/** What is wrong with a document, one line each: it is read by the schema as a request would be. */
export function faultsOf(schema: GraphQLSchema, text: string): readonly string[] {
  try {
    return validate(schema, parse(text)).map(({ message }) => message);
  } catch (error) {
    return [(error as Error).message];
  }
}

export interface Source {
  readonly name: string;
  readonly text: string;
}
export interface Made {
  readonly manifest: Manifest;
  /** One line each, with the file where it is known. */
  readonly faults: readonly string[];
}

/** A manifest of every operation in some files, each with the fragments that it uses, wherever they are written. */
export function makeManifest(schema: GraphQLSchema, sources: readonly Source[]): Made {
  const faults: string[] = [];
  const documents = sources.flatMap(({ name, text }) => {
    try {
      return [parse(text, { noLocation: true })];
    } catch (error) {
      faults.push(`${name}: ${(error as Error).message}`);
      return [];
    }
  });
  const whole: DocumentNode = { kind: Kind.DOCUMENT, definitions: documents.flatMap(({ definitions }) => [...definitions]) };
  const seen = new Set<string>();
  for (const { name } of operationsOf(whole)) {
    if (name === undefined) faults.push('An operation has no name: clients ask for a document by it.');
    else if (seen.has(name.value)) faults.push(`Two operations are called ${name.value}.`);
    else seen.add(name.value);
  }
  if (faults.length > 0) return { manifest: { format: FORMAT, version: 1, operations: [] }, faults };
  const operations = Object.entries(separateOperations(whole)).map(([name, document]): Operation => {
    const body = print(document);
    faults.push(...faultsOf(schema, body).map((fault) => `${name}: ${fault}`));
    return { id: idOf(body), name, type: operationsOf(document)[0]?.operation ?? 'query', body };
  });
  return { manifest: { format: FORMAT, version: 1, operations: operations.toSorted((a, b) => (a.name < b.name ? -1 : 1)) }, faults };
}
