import { nhsCheckDigit, upnCheckLetter } from './identifier.rules';

/** NHS numbers from 999 000 0000 to 999 999 9999 are never issued, so no made-up person can be taken for a real one. */
const NEVER_ISSUED = 999;
/** Of ten bodies that differ in their last digit at most one has no check digit, so nine can always be used. */
const USABLE_OF_TEN = 9;
const TENS = 100_000;
export const MADE_UP_NHS_NUMBERS = TENS * USABLE_OF_TEN;
const MADE_UP_ULNS = 90_000_000;

/** The valid NHS number of the never-issued range at an index from 0; every index has its own. Throws beyond 899,999. */
export function nhsNumberFor(index: number): string {
  if (!Number.isInteger(index) || index < 0 || index >= MADE_UP_NHS_NUMBERS)
    throw new RangeError(`there are ${MADE_UP_NHS_NUMBERS} made-up NHS numbers, from index 0`);
  const ten = `${NEVER_ISSUED}${String(Math.trunc(index / USABLE_OF_TEN)).padStart(5, '0')}`;
  let left = index % USABLE_OF_TEN;
  for (let last = 0; last <= 9; last++) {
    const check = nhsCheckDigit(`${ten}${last}`);
    if (check === null) continue;
    if (left === 0) return `${ten}${last}${check}`;
    left--;
  }
  throw new RangeError(`no NHS number at index ${index}`);
}

const padded = (value: number, digits: number, what: string): string => {
  if (!Number.isInteger(value) || value < 0 || value >= 10 ** digits) throw new RangeError(`${what} has at most ${digits} digits`);
  return String(value).padStart(digits, '0');
};

/** A valid UPN: the authority's DfE code, the establishment's number, the year (its last two digits count) and a serial to 999. */
export function upnFor(authority: string, establishment: number, year: number, serial: number): string {
  if (!/^\d{3}$/.test(authority)) throw new RangeError('the authority of a UPN is its three-digit DfE code');
  const rest = authority + padded(establishment, 4, 'an establishment number') + padded(year % 100, 2, 'a year') + padded(serial, 3, 'a serial');
  return upnCheckLetter(rest) + rest;
}

/** A valid ULN at an index from 0; every index has its own. */
export function ulnFor(index: number): string {
  if (!Number.isInteger(index) || index < 0 || index >= MADE_UP_ULNS) throw new RangeError(`there are ${MADE_UP_ULNS} made-up ULNs, from index 0`);
  // Of ten bodies that differ in their last digit at most one leaves remainder 0, which has no check digit.
  const ten = String(10_000_000 + Math.trunc(index / USABLE_OF_TEN));
  let left = index % USABLE_OF_TEN;
  for (let last = 0; last <= 9; last++) {
    const remainder = [...ten, String(last)].reduce((sum, digit, place) => sum + Number(digit) * (10 - place), 0) % 11;
    if (remainder === 0) continue;
    if (left === 0) return `${ten}${last}${10 - remainder}`;
    left--;
  }
  throw new RangeError(`no ULN at index ${index}`);
}
