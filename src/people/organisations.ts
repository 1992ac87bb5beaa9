import type { Reading } from '../database/reading';
import type { BodyInTime, Organisation, OrganisationKind } from '../person/person.types';
import type { Day } from '../vocabulary/day';
import { badInput } from '../vocabulary/refusal';
import type { OrganisationRow } from './person.entity';

const CODES: Readonly<Record<OrganisationKind, { pattern: RegExp; what: string }>> = {
  LOCAL_AUTHORITY: { pattern: /^(\d{3}|E\d{8})$/, what: 'a council: its three-digit DfE code (384) or its ONS code (E08000036)' },
  HEALTH_COMMISSIONER: { pattern: /^[A-Z0-9]{3,6}$/, what: 'a health commissioner: its ODS code, such as QWO' },
  EDUCATION_SETTING: { pattern: /^\d{6,8}$/, what: 'a setting: its six-digit URN' },
  PROVIDER: { pattern: /^[A-Z0-9-]{2,40}$/, what: 'a provider: its CQC location or its code' },
};

export const toOrganisation = (row: OrganisationRow): Organisation => ({
  id: Number(row.id),
  kind: row.kind as OrganisationKind,
  code: row.code,
  onsCode: row.ons_code,
  formerCodes: wordsOf(row.former_codes),
  name: row.name,
  from: row.from_on,
  to: row.to_on,
  successors: wordsOf(row.successors),
  listedOn: row.listed_on,
});
const wordsOf = (text: string | null): readonly string[] => (text === null || text === '' ? [] : text.split(' '));

const keyOf = (kind: OrganisationKind, code: string): string => `${kind} ${code}`;

/**
 * Councils, commissioners, settings and providers. Few and seldom new, so all are held in memory; one that another hub added is
 * read when it is first asked for.
 */
export class OrganisationDirectory {
  private readonly byId = new Map<number, Organisation>();
  private readonly byCode = new Map<string, Organisation>();
  /** Ids of those that name it as their successor. */
  private readonly followed = new Map<string, readonly number[]>();
  private readonly listDays = new Map<OrganisationKind, Day>();

  constructor(private readonly reading: Reading) {}

  async load(): Promise<void> {
    for (const row of await this.reading.rows<OrganisationRow>('SELECT * FROM organisation')) this.add(toOrganisation(row));
  }

  add(organisation: Organisation): void {
    this.byId.set(organisation.id, organisation);
    this.byCode.set(keyOf(organisation.kind, organisation.code), organisation);
    for (const code of [organisation.onsCode, ...organisation.formerCodes]) if (code) this.byCode.set(keyOf(organisation.kind, code), organisation);
    const { kind, listedOn } = organisation;
    for (const code of organisation.successors) {
      const key = keyOf(kind, code);
      this.followed.set(key, [...new Set([...(this.followed.get(key) ?? []), organisation.id])]);
    }
    if (listedOn !== null && listedOn > (this.listDays.get(kind) ?? '')) this.listDays.set(kind, listedOn);
  }

  /** The day of the newest published list of a kind; null where there is none. */
  listOf(kind: OrganisationKind): Day | null {
    return this.listDays.get(kind) ?? null;
  }

  /** What is said of a code that no council has. */
  noCouncil(code: string): string {
    return `No council in England has the code "${code}": it is not on the list of ${this.listOf('LOCAL_AUTHORITY') ?? 'councils'}.`;
  }

  /** Those that followed it, as far as the list has them. */
  successorsOf({ kind, successors }: Pick<Organisation, 'kind' | 'successors'>): readonly Organisation[] {
    return successors.flatMap((code) => this.find(kind, code) ?? []);
  }

  /** Those whose people, money and decisions passed to it. */
  predecessorsOf({ kind, code }: Pick<Organisation, 'kind' | 'code'>): readonly Organisation[] {
    return (this.followed.get(keyOf(kind, code)) ?? []).flatMap((id) => this.get(id) ?? []).filter(({ successors }) => successors.includes(code));
  }

  /** Ids of the bodies that it alone followed, and of those that they alone followed, on a day. */
  succeededBy(body: Pick<Organisation, 'kind' | 'code'>, on: Day): readonly number[] {
    const whole = this.predecessorsOf(body).filter(({ to, successors }) => successors.length === 1 && to !== null && to < on);
    return whole.flatMap((each) => [each.id, ...this.succeededBy(each, on)]);
  }

  /** A body with its place in time. One that the hub has not met is on no list. */
  inTime(body: Pick<Organisation, 'id' | 'kind' | 'code' | 'name'>): BodyInTime {
    const known = this.get(body.id) ?? unnamed(body.kind, body.code, body.id);
    return {
      ...known,
      name: body.name,
      followers: this.successorsOf(known),
      followed: this.predecessorsOf(known),
      list: this.listOf(body.kind),
    };
  }

  /** Those of a kind, by their codes. */
  all(kind: OrganisationKind): readonly Organisation[] {
    return [...this.byId.values()].filter((each) => each.kind === kind).sort((a, b) => (a.code < b.code ? -1 : 1));
  }

  find(kind: OrganisationKind, code: string): Organisation | null {
    return this.byCode.get(keyOf(kind, code)) ?? null;
  }

  get(id: number): Organisation | null {
    return this.byId.get(id) ?? null;
  }

  /** The code of one by its id; the id where nobody knows it. */
  async codeOf(id: number): Promise<string> {
    return (this.get(id) ?? (await this.refresh(id)))?.code ?? String(id);
  }

  /** Reads what another hub may have added since. */
  async refresh(id: number): Promise<Organisation | null> {
    const [row] = await this.reading.rows<OrganisationRow>('SELECT * FROM organisation WHERE id = ?', [id]);
    if (row) this.add(toOrganisation(row));
    return this.get(id);
  }

  /** One by its code, as a token names it: one that another hub added is read when it first asks. */
  async lookUp(kind: OrganisationKind | null, code: string): Promise<Organisation | null> {
    const known = kind === null ? this.findByCode(code) : this.find(kind, code);
    if (known) return known;
    const rows = await this.reading.rows<OrganisationRow>('SELECT * FROM organisation WHERE code = ?', [code]);
    for (const row of rows) this.add(toOrganisation(row));
    return kind === null ? this.findByCode(code) : this.find(kind, code);
  }

  /** Any council or commissioner by code, as a token names its organisation. */
  findByCode(code: string): Organisation | null {
    const kinds: OrganisationKind[] = ['LOCAL_AUTHORITY', 'HEALTH_COMMISSIONER', 'EDUCATION_SETTING', 'PROVIDER'];
    for (const kind of kinds) {
      const found = this.find(kind, code);
      if (found) return found;
    }
    return null;
  }
}

/** Throws BAD_INPUT naming `field` where a code is not of its kind's form. */
export function checkCode(kind: OrganisationKind, code: string, field: string): string {
  const text = code.trim().toUpperCase();
  const { pattern, what } = CODES[kind];
  if (!pattern.test(text)) throw badInput(field, `"${code}" does not name ${what}.`);
  return text;
}

/** The id of an organisation that a token names and the hub has not met: it has no people. */
export const UNKNOWN_ORGANISATION = -1;

/** An organisation that the hub has not met: named by its code until a file brings its name. */
export const unnamed = (kind: OrganisationKind, code: string, id: number): Organisation => ({
  id,
  kind,
  code,
  onsCode: null,
  formerCodes: [],
  name:
    { LOCAL_AUTHORITY: 'Council', HEALTH_COMMISSIONER: 'NHS commissioner', EDUCATION_SETTING: 'Setting', PROVIDER: 'Provider' }[kind] + ` ${code}`,
  from: null,
  to: null,
  successors: [],
  listedOn: null,
});

export const organisationRow = (organisation: Organisation): OrganisationRow => ({
  id: organisation.id,
  kind: organisation.kind,
  code: organisation.code,
  ons_code: organisation.onsCode,
  name: organisation.name,
  from_on: organisation.from,
  to_on: organisation.to,
  successors: organisation.successors.join(' ') || null,
  former_codes: organisation.formerCodes.join(' ') || null,
  listed_on: organisation.listedOn,
});
