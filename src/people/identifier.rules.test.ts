import fc from 'fast-check';
import { checkIdentifier, isTemporaryUpn, UPN_LETTERS, upnCheckLetter } from './identifier.rules';
import { MADE_UP_NHS_NUMBERS, nhsNumberFor, ulnFor, upnFor } from './made-up-identifier';

describe('an NHS number', () => {
  test.each(['9434765919', '943 476 5919', '943-476-5919', ' 9434765919 '])('%s is valid', (text) =>
    expect(checkIdentifier('NHS_NUMBER', text)).toEqual({ valid: true, normalised: '9434765919', reason: null }),
  );
  test.each([
    ['9434765918', 'after 943476591 it is 9'],
    ['0000000001', 'it is 0'],
    ['1234567882', 'it is'],
    ['9991234560', 'would be 10'],
    ['943476591', 'ten digits'],
    ['94347659190', 'ten digits'],
    ['94347659I9', 'ten digits'],
    ['', 'ten digits'],
  ])('%s is not, and says why', (text, why) => {
    const checked = checkIdentifier('NHS_NUMBER', text);
    expect(checked).toMatchObject({ valid: false, normalised: null });
    expect(checked.reason).toContain(why);
  });
});

describe('a UPN', () => {
  test('valid, in small letters too', () => {
    expect(checkIdentifier('UPN', 'B801200005001')).toEqual({ valid: true, normalised: 'B801200005001', reason: null });
    expect(checkIdentifier('UPN', 'b801 2000 05001').normalised).toBe('B801200005001');
  });
  test.each([
    ['A801200005001', 'it is B'],
    // Widely printed as needing Q; its sum is 266, remainder 13, the letter P.
    ['B207000016049', 'it is P'],
    ['I801200005001', 'not used'],
    ['B80120000500', 'twelve digits'],
    ['B80120000500S', 'not used'],
  ])('%s is not, and says why', (text, why) => {
    expect(checkIdentifier('UPN', text).valid).toBe(false);
    expect(checkIdentifier('UPN', text).reason).toContain(why);
  });
  test('a temporary one ends in a letter that counts as its place among the check letters', () => {
    // 16 + 4 + 10 + 50, and C is 2 x 13: 106, remainder 14, the letter Q.
    const temporary = `${upnCheckLetter('80120000500C')}80120000500C`;
    expect(temporary).toBe('Q80120000500C');
    expect(checkIdentifier('UPN', temporary).valid).toBe(true);
    expect(isTemporaryUpn(temporary)).toBe(true);
    expect(isTemporaryUpn('B801200005001')).toBe(false);
    expect(checkIdentifier('UPN', 'B80120000500C').valid).toBe(false);
  });
  test('one wrong letter in front never checks', () => {
    for (const letter of UPN_LETTERS) expect(checkIdentifier('UPN', `${letter}801200005001`).valid).toBe(letter === 'B');
  });
});

describe('a ULN', () => {
  test('valid', () => expect(checkIdentifier('ULN', '9276308686').valid).toBe(true));
  test.each(['9276308687', '0276308686', '927630868'])('%s is not', (text) => expect(checkIdentifier('ULN', text).valid).toBe(false));
});

test('a local id is the council’s own text, trimmed', () => {
  expect(checkIdentifier('LOCAL', ' Mosaic 12-a ')).toEqual({ valid: true, normalised: 'Mosaic 12-a', reason: null });
  expect(checkIdentifier('LOCAL', '  ').valid).toBe(false);
  expect(checkIdentifier('LOCAL', 'x'.repeat(61)).valid).toBe(false);
  expect(checkIdentifier('LOCAL', 'a\u0000b').valid).toBe(false);
});

describe('made-up identifiers', () => {
  test('NHS numbers are valid, never issued and all different', () => {
    const first = Array.from({ length: 2_000 }, (_, index) => nhsNumberFor(index));
    expect(new Set(first).size).toBe(2_000);
    fc.assert(
      fc.property(fc.nat(MADE_UP_NHS_NUMBERS - 1), fc.nat(MADE_UP_NHS_NUMBERS - 1), (a, b) => {
        expect(nhsNumberFor(a)).toMatch(/^999/);
        expect(checkIdentifier('NHS_NUMBER', nhsNumberFor(a)).valid).toBe(true);
        expect(nhsNumberFor(a) === nhsNumberFor(b)).toBe(a === b);
      }),
    );
    expect(() => nhsNumberFor(MADE_UP_NHS_NUMBERS)).toThrow(RangeError);
  });
  test('UPNs and ULNs check', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 999 }),
        fc.nat(9999),
        fc.integer({ min: 2000, max: 2030 }),
        fc.nat(999),
        (authority, school, year, serial) => {
          expect(checkIdentifier('UPN', upnFor(String(authority), school, year, serial)).valid).toBe(true);
        },
      ),
    );
    fc.assert(fc.property(fc.nat(80_000_000), (index) => expect(checkIdentifier('ULN', ulnFor(index)).valid).toBe(true)));
    expect(new Set(Array.from({ length: 1_000 }, (_, index) => ulnFor(index))).size).toBe(1_000);
    expect(upnFor('384', 4001, 2015, 7)).toMatch(/^[A-Z]384400115007$/);
  });
  test('no valid ULN is a valid NHS number', () => {
    fc.assert(fc.property(fc.nat(1_000_000), (index) => expect(checkIdentifier('NHS_NUMBER', ulnFor(index)).valid).toBe(false)));
  });
});
