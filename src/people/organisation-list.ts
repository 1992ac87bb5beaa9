import { parse } from 'csv-parse/sync';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ORGANISATION_KINDS, type OrganisationKind } from '../person/person.types';
import { type Day, dayBefore, isDay } from '../vocabulary/day';

/** One line of a published list. What the list does not say is left out, and stands as it was. */
export interface ListedOrganisation {
  readonly kind: OrganisationKind;
  readonly code: string;
  readonly name?: string;
  readonly ons?: string;
  readonly formerOns?: readonly string[];
  readonly from?: Day;
  readonly to?: Day | null;
  /** Codes of the same kind. */
  readonly successors?: readonly string[];
}
/** A list with the day on which it was published, or read, and what could not be read of it. */
export interface OrganisationList {
  readonly on: Day | null;
  readonly rows: readonly ListedOrganisation[];
  readonly faults: readonly string[];
}

/** The hub's own form has a header; the two of the NHS Organisation Data Service have none, and are told by how many fields they have. */
const HEADER = ['kind', 'code', 'name', 'ons', 'formerOns', 'from', 'to', 'successors'] as const;
const ODS_FIELDS = 27;
const ODS_OPEN = 10;
const ODS_CLOSE = 11;
const SUCCESSION_FIELDS = 5;

const FORMS: Readonly<Record<'LOCAL_AUTHORITY' | 'HEALTH_COMMISSIONER', RegExp>> = {
  LOCAL_AUTHORITY: /^\d{3}$/,
  HEALTH_COMMISSIONER: /^[A-Z0-9]{3,6}$/,
};
const isListedKind = (kind: string): kind is keyof typeof FORMS => kind in FORMS && (ORGANISATION_KINDS as readonly string[]).includes(kind);

/** 20260401, as the Organisation Data Service writes a day; undefined where it writes none. */
function odsDay(text: string | undefined): Day | null | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const day = text.trim().replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  return isDay(day) ? day : null;
}

type Read = ListedOrganisation | string;

/** Organisation code, name, …, open date, close date: field 1, 2, 11 and 12 of 27. */
function fromOds(fields: readonly string[]): Read {
  const [code = '', name = ''] = fields;
  const [from, to] = [odsDay(fields[ODS_OPEN]), odsDay(fields[ODS_CLOSE])];
  if (!FORMS.HEALTH_COMMISSIONER.test(code)) return `"${code}" is not an ODS code of three to six capitals and digits.`;
  if (name.trim() === '') return `${code} has no name.`;
  if (from === null || to === null) return `a day of ${code} is not written as year, month and day, such as 20260401.`;
  return { kind: 'HEALTH_COMMISSIONER', code, name: name.trim(), ...(from === undefined ? {} : { from }), to: to ?? null };
}

/** Code, code of the successor, reason, the day from which, indicator. */
function fromSuccession(fields: readonly string[]): Read {
  const [code = '', successor = '', , on] = fields;
  const first = odsDay(on);
  if (!FORMS.HEALTH_COMMISSIONER.test(code) || !FORMS.HEALTH_COMMISSIONER.test(successor)) return `"${code}" or "${successor}" is not an ODS code.`;
  if (first === null || first === undefined) return `the day on which ${successor} followed ${code} is not written as year, month and day.`;
  return { kind: 'HEALTH_COMMISSIONER', code, to: dayBefore(first), successors: [successor] };
}

function fromOwnForm(header: readonly string[], fields: readonly string[]): Read {
  const cell = (name: (typeof HEADER)[number]): string => fields[header.indexOf(name)]?.trim() ?? '';
  const kind = cell('kind');
  if (!isListedKind(kind)) return `"${kind}" is neither LOCAL_AUTHORITY nor HEALTH_COMMISSIONER.`;
  const code = cell('code');
  if (!FORMS[kind].test(code)) return `"${code}" is not ${kind === 'LOCAL_AUTHORITY' ? 'a DfE number of three digits' : 'an ODS code'}.`;
  const [name, ons] = [cell('name'), cell('ons')];
  const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');
  const wrong = [cell('from'), cell('to')].find((text) => text !== '' && !isDay(text));
  if (name === '') return `${code} has no name.`;
  if (wrong !== undefined) return `"${wrong}" is not a day such as 2026-04-01.`;
  const notCodes = [
    ...words(cell('successors')).filter((each) => !FORMS[kind].test(each)),
    ...[ons, ...words(cell('formerOns'))].filter((each) => each !== '' && !/^E\d{8}$/.test(each)),
  ];
  if (notCodes.length > 0) return `"${notCodes.join(' ')}" is no code.`;
  return {
    kind,
    code,
    name,
    formerOns: words(cell('formerOns')),
    ...(ons === '' ? {} : { ons }),
    ...(cell('from') === '' ? {} : { from: cell('from') }),
    to: cell('to') === '' ? null : cell('to'),
    successors: words(cell('successors')),
  };
}

/** One organisation may stand in several lines: each of its successors has one in the file of successions. */
function joined(rows: readonly ListedOrganisation[]): readonly ListedOrganisation[] {
  const found = new Map<string, ListedOrganisation>();
  for (const row of rows) {
    const key = `${row.kind} ${row.code}`;
    const before = found.get(key);
    const successors = [...new Set([...(before?.successors ?? []), ...(row.successors ?? [])])];
    const said = before?.successors !== undefined || row.successors !== undefined;
    found.set(key, { ...before, ...row, ...(said ? { successors } : {}) });
  }
  return [...found.values()];
}

/** Reads a list in any of the three forms. A line that cannot be read is told and left out; the others stand. */
export function readOrganisationList(text: string, name: string): OrganisationList {
  const on = /^#.*\bas of (\d{4}-\d{2}-\d{2})/m.exec(text)?.[1] ?? null;
  const records = parse(text, {
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    comment: '#',
    comment_no_infix: true,
    info: true,
  }) as unknown as readonly {
    record: readonly string[];
    info: { lines: number };
  }[];
  const [first] = records;
  const header = first?.record.map((cell) => cell.trim()) ?? [];
  const own = header.includes('kind') && header.includes('code');
  if (own) {
    const unknown = header.filter((cell) => !(HEADER as readonly string[]).includes(cell));
    if (unknown.length > 0)
      return { on, rows: [], faults: [`${name}:1  The list has no column "${unknown.join('", "')}". Its columns: ${HEADER.join(', ')}.`] };
  }
  const rows: ListedOrganisation[] = [];
  const faults: string[] = [];
  for (const { record, info } of own ? records.slice(1) : records) {
    const read: Read = own
      ? fromOwnForm(header, record)
      : record.length === ODS_FIELDS
        ? fromOds(record)
        : record.length === SUCCESSION_FIELDS
          ? fromSuccession(record)
          : `the line has ${record.length} fields. A list of organisations has ${ODS_FIELDS}, a list of successions ${SUCCESSION_FIELDS}, and the hub's own a header.`;
    if (typeof read === 'string') faults.push(`${name}:${info.lines}  ${read}`);
    else rows.push(read);
  }
  return { on, rows: joined(rows), faults };
}

/** The folder of the lists that come with the hub: beside this file, or in the sources where only they were compiled. */
function listsFolder(): string {
  const beside = join(__dirname, 'lists');
  for (let folder = __dirname; !existsSync(beside); folder = dirname(folder)) {
    const inSources = join(folder, 'src', 'people', 'lists');
    if (existsSync(inSources)) return inSources;
    if (folder === dirname(folder)) throw new Error('the lists of councils and commissioners are missing');
  }
  return beside;
}

/** The lists that come with the hub: read once. */
let shipped: readonly OrganisationList[] | null = null;
export function shippedLists(): readonly OrganisationList[] {
  if (shipped) return shipped;
  const folder = listsFolder();
  const lists = readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .sort()
    .map((name) => readOrganisationList(readFileSync(join(folder, name), 'utf8'), name));
  const faults = lists.flatMap((list) => list.faults);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return (shipped = lists);
}

/** The name of a council or commissioner on the lists that come with the hub; the code itself where neither has it. */
export const listedName = (kind: OrganisationKind, code: string): string =>
  shippedLists()
    .flatMap(({ rows }) => rows)
    .find((row) => row.kind === kind && row.code === code)?.name ?? code;
