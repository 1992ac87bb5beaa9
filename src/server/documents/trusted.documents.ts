import { readFileSync } from 'node:fs';
import { badInput } from '../../vocabulary/refusal';
import { RefusedRequest } from '../http/refused.request';
import { idOf, plainId, readManifest } from './manifest';

export interface DocumentSettings {
  /** The file of the manifest; null where there is none. */
  readonly file: string | null;
  /** Is anything else refused? */
  readonly only: boolean;
}

/** How a request names or carries its document. */
export interface Asked {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}

const notTrusted = (): RefusedRequest =>
  new RefusedRequest(
    403,
    'DOCUMENT_NOT_TRUSTED',
    'This hub answers documents of its manifest alone, and that is none of them. Have it added, or send the id of one that is (documentId, or extensions.persistedQuery.sha256Hash).',
  );
/** 200, as Apollo answers it: its clients take this code as the sign to send the text as well. */
const notFound = (): RefusedRequest =>
  new RefusedRequest(200, 'PERSISTED_QUERY_NOT_FOUND', 'No document of that id is in the manifest of this hub. Send its text (query).');

const hashIn = (extensions: unknown): unknown => {
  const { persistedQuery } = (typeof extensions === 'object' && extensions !== null ? extensions : {}) as {
    persistedQuery?: { sha256Hash?: unknown } | null;
  };
  return persistedQuery?.sha256Hash;
};

/**
 * The documents that clients may name by their SHA-256 instead of sending them; where it is so set, no other is answered. They come from
 * a file that is read at the start: no request adds to them. What is named is put into the request as if it had been sent, so
 * that every limit holds for it as for any other.
 */
export class TrustedDocuments {
  constructor(
    private readonly documents: ReadonlyMap<string, string>,
    private readonly only: boolean,
  ) {}

  /** Throws BAD_INPUT where the file cannot be read or is no manifest, or where only trusted documents are to be answered and there are none. */
  static open({ file, only }: DocumentSettings): TrustedDocuments {
    if (file === null) {
      if (only)
        throw badInput('TRUSTED_DOCUMENTS', 'TRUSTED_DOCUMENTS_ONLY needs the manifest of those documents. Set TRUSTED_DOCUMENTS to its file.');
      return NO_DOCUMENTS;
    }
    let json: string;
    try {
      json = readFileSync(file, 'utf8');
    } catch (error) {
      throw badInput(
        'TRUSTED_DOCUMENTS',
        `TRUSTED_DOCUMENTS=${file}: the manifest cannot be read (${(error as { code?: string }).code}). Name one that npm run documents makes.`,
      );
    }
    try {
      return new TrustedDocuments(readManifest(json), only);
    } catch (error) {
      throw badInput('TRUSTED_DOCUMENTS', `TRUSTED_DOCUMENTS=${file}: ${(error as Error).message}`);
    }
  }

  /** The text of the document that is asked for; undefined where the request is the graph's own to explain. */
  textOf({ query, documentId, extensions }: Asked): string | undefined {
    const named = documentId ?? hashIn(extensions);
    if (named === undefined || named === null) return this.allowed(query);
    if (typeof named !== 'string') throw new RefusedRequest(400, 'BAD_REQUEST', 'The id of a document is text: the SHA-256 of the document.');
    const id = plainId(named);
    if (typeof query === 'string' && idOf(query) !== id)
      throw new RefusedRequest(400, 'BAD_REQUEST', 'The id that was sent is not the SHA-256 of the document that was sent with it.');
    const text = this.documents.get(id);
    if (text !== undefined) return text;
    if (this.only) throw notTrusted();
    if (typeof query === 'string') return query;
    if (this.documents.size > 0) throw notFound();
    // A hub without a manifest keeps no documents: the graph says so, and clients stop asking.
    return undefined;
  }

  private allowed(query: unknown): string | undefined {
    const text = typeof query === 'string' ? query : undefined;
    if (this.only && (text === undefined || !this.documents.has(idOf(text)))) throw notTrusted();
    return text;
  }
}
export const NO_DOCUMENTS = new TrustedDocuments(new Map(), false);
