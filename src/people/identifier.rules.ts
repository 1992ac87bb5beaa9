import type { IDENTIFIER_SYSTEMS } from '../person/person.types';
import { LONGEST_CODE } from '../vocabulary/bounds';

/**
 * Before the system of a number that somebody whom the one who registered it may not see has as well: it is held until the two are told apart
 * (`npm run matches`). To those who see the person it is their number.
 */
export const HELD = 'HELD_';

export type IdentifierSystem = (typeof IDENTIFIER_SYSTEMS)[number];

/** `valid` means format and check digit, not that it was ever issued. */
export interface CheckedIdentifier {
  readonly valid: boolean;
  /** As it is stored: no spaces or hyphens, capitals. null where it is not valid. */
  readonly normalised: string | null;
  /** Why not, in a sentence; null where it is valid. */
  readonly reason: string | null;
}

/** Check letters of a UPN, in order: no I, O or S, which look like 1, 0 and 5. */
export const UPN_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';

const good = (normalised: string): CheckedIdentifier => ({ valid: true, normalised, reason: null });
const bad = (reason: string): CheckedIdentifier => ({ valid: false, normalised: null, reason });

const weighted = (digits: string, firstWeight: number, step: 1 | -1): number =>
  [...digits].reduce((sum, digit, index) => sum + Number(digit) * (firstWeight + step * index), 0);

/**
 * The check digit of the first nine digits of an NHS number: weights 10 down to 2, 11 less the remainder by 11; 11 is
 * written 0, and where it is 10 no number with that body was ever made (null).
 */
export function nhsCheckDigit(body: string): number | null {
  const check = 11 - (weighted(body, 10, -1) % 11);
  if (check === 10) return null;
  return check === 11 ? 0 : check;
}

function checkNhsNumber(text: string): CheckedIdentifier {
  if (!/^\d{10}$/.test(text)) return bad('An NHS number has ten digits, such as 943 476 5919.');
  const check = nhsCheckDigit(text.slice(0, 9));
  if (check === null) return bad('No NHS number begins with these nine digits: their check digit would be 10.');
  if (check !== Number(text[9])) return bad(`The last digit does not check: after ${text.slice(0, 9)} it is ${check}.`);
  return good(text);
}

/**
 * The check letter of a UPN from its other twelve characters: each digit times 2 to 13, by 23. The last character of a
 * temporary UPN is a letter, and counts as its place in the alphabet of check letters.
 */
export function upnCheckLetter(rest: string): string {
  const sum = [...rest].reduce((total, character, index) => {
    const place = UPN_LETTERS.indexOf(character);
    return total + (place >= 0 ? place : Number(character)) * (index + 2);
  }, 0);
  return UPN_LETTERS.charAt(sum % UPN_LETTERS.length);
}

function checkUpn(text: string): CheckedIdentifier {
  if (!new RegExp(`^[${UPN_LETTERS}]\\d{11}[\\d${UPN_LETTERS}]$`).test(text))
    return bad('A UPN is a letter and twelve digits, such as B801200005001; a temporary one ends in a letter. I, O and S are not used.');
  const letter = upnCheckLetter(text.slice(1));
  if (letter !== text[0]) return bad(`The first letter does not check: before ${text.slice(1)} it is ${letter}.`);
  return good(text);
}

function checkUln(text: string): CheckedIdentifier {
  if (!/^[1-9]\d{9}$/.test(text)) return bad('A ULN has ten digits and does not begin with 0, such as 9276308686.');
  if (weighted(text, 10, -1) % 11 !== 10) return bad('The last digit of this ULN does not check.');
  return good(text);
}

function checkLocal(text: string): CheckedIdentifier {
  if (text === '') return bad('A local id is not empty.');
  if (text.length > LONGEST_CODE) return bad(`A local id has at most ${LONGEST_CODE} characters.`);
  if (!/^[\x20-\x7e]+$/.test(text)) return bad('A local id has printable characters only.');
  return good(text);
}

/** Reads an identifier as people write it (spaces, hyphens, small letters) and checks its format and check digit. */
export function checkIdentifier(system: IdentifierSystem, text: string): CheckedIdentifier {
  // A local id is the council's own text: its spaces and letters mean something.
  if (system === 'LOCAL') return checkLocal(text.trim());
  const bare = text.replace(/[\s-]/g, '').toUpperCase();
  if (system === 'NHS_NUMBER') return checkNhsNumber(bare);
  return system === 'UPN' ? checkUpn(bare) : checkUln(bare);
}

/** The last character of a UPN is a letter where it is temporary: given until the pupil's permanent one is known. */
export const isTemporaryUpn = (upn: string): boolean => /[A-Z]$/.test(upn);
