import type { Reading } from '../database/reading';
import { marks } from '../database/sql';
import { type BodyWhose, type Find, OWNED_TABLES, type OwnedTable } from '../mutation/declaration';
import { deathRecordedAt } from '../people/correction.loader';
import { HELD } from '../people/identifier.rules';
import type { OrganisationDirectory } from '../people/organisations';
import type { Stated } from '../person/person.types';
import type { Instant } from '../vocabulary/day';
import { HubError, nothingUnder } from '../vocabulary/refusal';

/** Finds whose record a row belongs to, and keeps from one who may not know of them whose it is. */
export class Finder implements Find {
  private asked: readonly [field: string, id: number] | null = null;
  /** Was anybody looked for who may be joined by others? Whose a row is, and between whom a tie, is so for good. */
  mayGrow = false;

  constructor(
    private readonly database: Reading,
    private readonly directory: OrganisationDirectory,
  ) {}

  /** A person who is not there for the one who asks: what was named is not there, in the words for an id of nothing. */
  hidingWhose(allow: () => void): void {
    try {
      allow();
    } catch (error) {
      if (this.asked && error instanceof HubError && error.code === 'NOT_FOUND') throw nothingUnder(...this.asked);
      throw error;
    }
  }

  async personOf(table: OwnedTable, id: number, field: string): Promise<number> {
    this.asked ??= [field, id];
    if (!OWNED_TABLES.includes(table)) throw new TypeError(`no table ${table}`);
    const [column, owner] = table === 'person' ? ['id', 'id'] : table === 'budget_revision' ? ['budget_id', 'person_id'] : ['id', 'person_id'];
    const [row] = await this.database.rows<{ owner: number }>(`SELECT ${owner} AS owner FROM ${table} WHERE ${column} = ? LIMIT 1`, [id]);
    if (!row) throw nothingUnder(field, id);
    return Number(row.owner);
  }

  async changeOf(table: OwnedTable, id: number, version: number | null, field: string): Promise<{ personId: number; at: Instant }> {
    const personId = await this.personOf(table, id, field);
    if (table === 'person') {
      const at = await deathRecordedAt(this.database, personId);
      if (at === null) throw nothingUnder(field, personId);
      return { personId, at };
    }
    const column = table === 'budget_revision' ? 'budget_id' : 'id';
    const [row] = await this.database.rows<{ recorded_at: number }>(`SELECT recorded_at FROM ${table} WHERE ${column} = ? AND version = ?`, [
      id,
      version ?? 1,
    ]);
    if (!row) throw nothingUnder(field, id);
    return { personId, at: Number(row.recorded_at) };
  }

  async fits(personId: number, { dateOfBirth, nhsNumber }: Stated): Promise<boolean> {
    const [born, number] = [dateOfBirth ?? '', nhsNumber ?? ''];
    const found = await this.database.rows(
      `SELECT p.id FROM person p WHERE p.id = ? AND (? = '' OR p.date_of_birth = ?)
        AND (? = '' OR EXISTS (SELECT 1 FROM identifier i WHERE i.person_id = p.id AND i.id_system IN ('NHS_NUMBER', '${HELD}NHS_NUMBER') AND i.value = ?))`,
      [personId, born, dateOfBirth, number, number],
    );
    return found.length > 0;
  }

  async bothOf(relationId: number, field: string): Promise<readonly [number, number]> {
    this.asked ??= [field, relationId];
    const [row] = await this.database.rows<{ person_id: number; other_id: number }>('SELECT person_id, other_id FROM relation WHERE id = ? LIMIT 1', [
      relationId,
    ]);
    if (!row) throw nothingUnder(field, relationId);
    return [Number(row.person_id), Number(row.other_id)];
  }

  async speakersFor(personId: number): Promise<readonly number[]> {
    this.mayGrow = true;
    const found = await this.database.rows<{ person_id: number }>(
      "SELECT DISTINCT person_id FROM relation WHERE other_id = ? AND kind IN ('PARENT_OF', 'REPRESENTATIVE_OF')",
      [personId],
    );
    return found.map((row) => Number(row.person_id));
  }

  async carersOf(personId: number): Promise<readonly number[]> {
    this.mayGrow = true;
    const found = await this.database.rows<{ person_id: number }>('SELECT DISTINCT person_id FROM budget_revision WHERE cared_for_id = ?', [
      personId,
    ]);
    return found.map((row) => Number(row.person_id));
  }

  async chargedWith(personId: number): Promise<readonly number[]> {
    this.mayGrow = true;
    const caredFor = await this.database.rows<{ id: number }>(
      'SELECT DISTINCT cared_for_id AS id FROM budget_revision WHERE person_id = ? AND cared_for_id IS NOT NULL',
      [personId],
    );
    const charged = [personId, ...caredFor.map(({ id }) => Number(id))];
    const carers = await this.database.rows<{ id: number }>(
      `SELECT DISTINCT person_id AS id FROM budget_revision WHERE cared_for_id IN (${marks(charged)})`,
      charged,
    );
    return [...new Set([...charged, ...carers.map(({ id }) => Number(id))])].filter((id) => id !== personId);
  }

  async ofBody({ kind, code, councils, personIds }: BodyWhose, most: number): Promise<readonly number[]> {
    this.mayGrow = true;
    const body = this.directory.find(kind, code.trim().toUpperCase());
    if (!body) return [];
    const within = (column: string, ids: readonly number[] | null): string =>
      ids === null ? '' : ids.length === 0 ? ' AND 1 = 0' : ` AND ${column} IN (${marks(ids)})`;
    const areas = councils?.flatMap((each) => this.directory.find('LOCAL_AUTHORITY', each.trim().toUpperCase())?.id ?? []) ?? null;
    const column = kind === 'LOCAL_AUTHORITY' ? 'authority_id' : 'health_commissioner_id';
    const found = await this.database.rows<{ id: number }>(
      `SELECT p.id AS id FROM person p WHERE (p.${column} = ? OR p.id IN (
         SELECT r.person_id FROM budget_revision r WHERE r.funder_id = ? AND NOT EXISTS (
           SELECT 1 FROM budget_revision next WHERE next.budget_id = r.budget_id AND next.version > r.version)))
        ${within('p.authority_id', areas)}${within('p.id', personIds)} ORDER BY p.id LIMIT ${most}`,
      [body.id, body.id, ...(areas ?? []), ...(personIds ?? [])],
    );
    return found.map(({ id }) => Number(id));
  }

  async holdersOf(system: string, value: string, authority: string): Promise<readonly number[]> {
    this.mayGrow = true;
    const council = system === 'LOCAL' ? (this.directory.find('LOCAL_AUTHORITY', authority.trim().toUpperCase())?.id ?? -1) : 0;
    const found = await this.database.rows<{ person_id: number }>(
      'SELECT person_id FROM identifier WHERE value = ? AND ((id_system = ? AND scope = ?) OR (id_system = ? AND (? = 0 OR authority_id = ?)))',
      [value, system, council, HELD + system, council, council],
    );
    return found.map((row) => Number(row.person_id));
  }
}
