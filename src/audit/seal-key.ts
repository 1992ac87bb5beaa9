import { readFileSync } from 'node:fs';
import { badInput } from '../vocabulary/refusal';

/** Fewest signs of a key that is not to be guessed: 32 bytes, as hexadecimal. */
const LEAST = 64;

/** What seals are signed with: the text of a file. It is never made by the hub: whoever verifies keeps it too. */
export function sealKey(file: string | null): Uint8Array | null {
  if (file === null) return null;
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw badInput(
      'AUDIT_SEAL_KEY',
      `AUDIT_SEAL_KEY=${file} cannot be read (${(error as { code?: string }).code}). Name the file with the key of the seals; openssl rand -hex 32 makes one.`,
    );
  }
  if (text.length < LEAST)
    throw badInput('AUDIT_SEAL_KEY', `AUDIT_SEAL_KEY=${file} holds fewer than ${LEAST} signs: too short for a key. openssl rand -hex 32 makes one.`);
  return Buffer.from(text, 'utf8');
}
