import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { MIMEType } from 'node:util';
import { RefusedRequest } from './refused.request';

const PLAIN_JSON = new Set(['application/json', 'application/json; charset=utf-8', 'application/json;charset=utf-8']);

function mediaTypeOf(header: string): MIMEType | null {
  try {
    return new MIMEType(header);
  } catch {
    return null;
  }
}

const unsupported = (message: string): RefusedRequest => new RefusedRequest(415, 'UNSUPPORTED_MEDIA_TYPE', message, { accept: 'application/json' });

/** Refuses what is not JSON in UTF-8 as it stands: other charsets were a way to stop servers (CVE-2026-23897). */
function checkMediaType(request: IncomingMessage): void {
  const header = request.headers['content-type'] ?? '';
  if (!PLAIN_JSON.has(header)) {
    const type = mediaTypeOf(header);
    if (type?.essence !== 'application/json') throw unsupported('Send the request as JSON, with the header content-type: application/json.');
    const charset = type.params.get('charset')?.toLowerCase() ?? 'utf-8';
    if (charset !== 'utf-8' && charset !== 'utf8') throw unsupported('Send the request in UTF-8: no other charset is read.');
  }
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') throw unsupported('Send the request uncompressed: content-encoding is not read.');
}

/**
 * Every byte of the body, up to `limit` of them. A body that is too large is refused as soon as that is known, and the rest
 * of it is let run out unread, so that the caller gets the refusal rather than a broken connection.
 */
function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = (): RefusedRequest =>
    new RefusedRequest(413, 'BODY_TOO_LARGE', `The request is larger than ${limit} bytes. Ask for less at once, or load files with the loader.`);
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    request.resume();
    return Promise.reject(tooLarge());
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else {
        chunks.length = 0;
        reject(tooLarge());
      }
    });
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('close', () => {
      if (!request.complete) reject(new RefusedRequest(400, 'BAD_REQUEST', 'The request ended before all of it had arrived.'));
    });
  });
}

/** The JSON that a request carries. Throws RefusedRequest: 415 not JSON in UTF-8, 413 over `limit` bytes, 400 malformed. */
export async function readJson(request: IncomingMessage, limit: number): Promise<unknown> {
  checkMediaType(request);
  const bytes = await readBytes(request, limit);
  if (!isUtf8(bytes)) throw new RefusedRequest(400, 'BAD_REQUEST', 'The request is not valid UTF-8.');
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    // The parser's own message quotes the input, which may hold personal data.
    const what = bytes.length === 0 ? 'is empty' : 'is not valid JSON';
    throw new RefusedRequest(400, 'BAD_REQUEST', `The request body ${what}. Send an object such as {"query": "{ __typename }"}.`);
  }
}
