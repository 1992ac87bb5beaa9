import type { Chance } from '../../src/sample/chance';

/** What a variable may hold. */
export type Wire = null | boolean | number | string | readonly Wire[] | { readonly [key: string]: Wire };
export type WireObject = { readonly [key: string]: Wire };

export const isWireObject = (value: unknown): value is WireObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as a text: what is one already stands as it is. */
export const textOf = (value: Wire | undefined): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

const MONEY = [
  '0.00',
  '0.01',
  '-0.00',
  '-0.01',
  '-100.00',
  '999999999.99',
  '1000000000.00',
  '999999999999.99',
  '90071992547409.91',
  '90071992547409.93',
  '1.005',
  '1,000.00',
  '1e9',
  '٣.00',
  ' 1.00',
];
const DECIMALS = ['0', '-0', '-1', '0.001', '0.0001', '999999.999', '1000000', '9007199254740.993', '1e308', 'NaN', 'Infinity', '.', '1.2.3'];
const DAYS = [
  '0001-01-01',
  '0000-00-00',
  '1582-10-14',
  '1899-12-31',
  '1900-01-01',
  '2009-12-31',
  '2010-01-01',
  '2024-02-29',
  '2025-02-29',
  '2025-02-30',
  '2075-12-31',
  '2100-12-31',
  '2400-12-31',
  '9999-12-31',
  '+275760-09-13',
  '2025-1-1',
  '2025-10-01T00:00:00Z',
];
const INSTANTS = [
  '0001-01-01T00:00:00Z',
  '1969-12-31T23:59:59Z',
  '2025-03-30T01:30:00Z',
  '2025-10-26T01:30:00+01:00',
  '2025-10-01T25:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '+275760-09-13T00:00:00Z',
  '2025-10-01',
];
const WHOLE = [0, 1, -1, 2, 7, 52, 53, 54, 99, 100, 101, 400, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 2 ** 53, 1.5, 1e308];
const TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfffy',
  '\u202eevil\u2066',
  '\ufeff',
  '🏊'.repeat(64),
  '𠜎'.repeat(255),
  'a\u0301'.repeat(200),
  'A'.repeat(255),
  'A'.repeat(256),
  'A'.repeat(301),
  'A'.repeat(2_000),
  'A'.repeat(2_001),
  'A'.repeat(65_536),
  '0',
  'null',
  'undefined',
  '__proto__',
  'constructor',
  'toString',
  "' OR 1=1 --",
  '1; DROP TABLE person',
  '%',
  '_',
  '\\',
  '"',
  '\r\nx: y',
  '${7*7}',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '999 000 0018',
  '9990000018',
];
const IDS = [
  '0',
  '-1',
  '1',
  '999999999',
  '2147483648',
  '9007199254740991',
  '9007199254740992',
  '18446744073709551616',
  '99999999999999999999999',
  '1.5',
  '1e3',
  '0x10',
  'x',
  '',
  ' 1',
  '١',
  '\u0000',
];
const BY_SCALAR: Readonly<Record<string, readonly Wire[]>> = {
  Money: MONEY,
  Decimal: DECIMALS,
  Date: DAYS,
  DateTime: INSTANTS,
  Int: WHOLE,
  String: TEXTS,
  ID: IDS,
  Boolean: [true, false],
};
const OF_ANOTHER_KIND: readonly Wire[] = [null, true, 0, -1, 1.5, '', 'x', [], {}, [[[]]], { __proto__: null, constructor: 'x' }];

/** A value at, beyond or beside what a scalar holds; one in ten is of another kind altogether. */
export function edgeOf(scalar: string, chance: Chance): Wire {
  return chance.share(10) ? chance.pick(OF_ANOTHER_KIND) : chance.pick(BY_SCALAR[scalar] ?? TEXTS);
}

/** Texts that hostile requests put anywhere at all. */
export const HOSTILE: readonly string[] = [...TEXTS.filter((text) => text.length < 10_000), ...IDS, ...DAYS, ...MONEY];
