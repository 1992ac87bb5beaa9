import { type MigrationInterface, type QueryRunner, Table, TableColumn, TableIndex } from 'typeorm';

/*
 * Whatever was recorded may have been a mistake. So facts that were written once are versioned as the others are (one that is void is
 * closed, and what was known before stays), and what was put right is on record with both of its ends.
 */

type Kind = 'bigint' | 'date' | 'varchar' | 'text' | 'boolean' | 'int';
interface Wish {
  readonly primary?: boolean;
  readonly nullable?: boolean;
  readonly length?: string;
}
const column = (runner: QueryRunner, name: string, type: Kind, { primary, nullable, length }: Wish = {}): TableColumn =>
  new TableColumn({
    name,
    // Each database has its own name for a whole number and for yes or no.
    type: type === 'int' || type === 'boolean' ? runner.connection.driver.normalizeType({ type }) : type,
    isPrimary: primary ?? false,
    isNullable: nullable ?? false,
    ...(length === undefined ? {} : { length }),
  });

type Columns = Readonly<Record<string, readonly [Kind, Wish?]>>;
const FACT: Columns = {
  id: ['bigint', { primary: true }],
  person_id: ['bigint'],
  authority_id: ['bigint'],
  recorded_at: ['bigint'],
  load_id: ['bigint', { nullable: true }],
};
const MAYBE: Wish = { nullable: true };
const LINE: Wish = { length: '255' };
const WORD: Wish = { length: '40' };
/** Tables of facts that were written once, with the index by which a person's are found. */
const WRITTEN_ONCE: readonly { readonly name: string; readonly index: string; readonly columns: Columns }[] = [
  {
    name: 'movement',
    index: 'movement_by_person',
    columns: {
      budget_id: ['bigint'],
      arrangement_id: ['bigint', MAYBE],
      kind: ['varchar', WORD],
      moved_on: ['date'],
      amount_pence: ['bigint'],
      note: ['text', MAYBE],
      covers_from: ['date', MAYBE],
      covers_to: ['date', MAYBE],
    },
  },
  {
    name: 'invoice_line',
    index: 'invoice_line_by_person',
    columns: {
      invoice_id: ['bigint'],
      item_id: ['bigint'],
      on_day: ['date'],
      units: ['bigint'],
      rate_pence: ['bigint'],
      amount_pence: ['bigint'],
    },
  },
  {
    name: 'financial_assessment',
    index: 'financial_assessment_by_person',
    columns: {
      assessed_on: ['date'],
      from_on: ['date'],
      weekly_pence: ['bigint'],
      facts: ['text', MAYBE],
      steps: ['text'],
      policy: ['varchar', { ...LINE, nullable: true }],
    },
  },
  {
    name: 'capacity_decision',
    index: 'capacity_by_person',
    columns: { decided_on: ['date'], has_capacity: ['boolean'], basis: ['varchar', { length: '2000' }] },
  },
  { name: 'living_situation', index: 'living_by_person', columns: { situation: ['varchar', WORD], from_on: ['date'] } },
];
const VERSION: Columns = { version: ['int', { primary: true }], superseded_at: ['bigint'] };
const FOR_EVER = Number.MAX_SAFE_INTEGER;

const made = (runner: QueryRunner, columns: Columns): TableColumn[] =>
  Object.entries(columns).map(([name, [type, wish]]) => column(runner, name, type, wish));

/** A table in the other's place, with its rows: a key cannot be widened in place alike in every database. */
async function rebuild(runner: QueryRunner, name: string, columns: Columns, copy: string, index: string): Promise<void> {
  await runner.createTable(new Table({ name: `${name}_next`, columns: made(runner, columns) }));
  await runner.query(copy);
  await runner.dropTable(name);
  await runner.renameTable(`${name}_next`, name);
  await runner.createIndex(name, new TableIndex({ name: index, columnNames: ['person_id'] }));
}

export class PutMistakesRight1795900007000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const { name, index, columns } of WRITTEN_ONCE) {
      const kept = Object.keys({ ...FACT, ...columns }).join(', ');
      const copy = `INSERT INTO ${name}_next (${kept}, version, superseded_at) SELECT ${kept}, 1, ${FOR_EVER} FROM ${name}`;
      await rebuild(runner, name, { ...FACT, ...VERSION, ...columns }, copy, index);
    }
    await runner.createTable(
      new Table({
        name: 'correction',
        columns: made(runner, {
          ...FACT,
          budget_id: ['bigint', MAYBE],
          kind: ['varchar', WORD],
          thing: ['bigint'],
          thing_version: ['int', MAYBE],
          mistaken_at: ['bigint'],
          mistaken_action: ['varchar', WORD],
          mistaken_by: ['varchar', LINE],
          action: ['varchar', WORD],
          corrected_by: ['varchar', LINE],
          reason: ['text'],
          replaced_by: ['bigint', MAYBE],
          paid_pence: ['bigint'],
          charged_pence: ['bigint'],
        }),
        indices: [new TableIndex({ name: 'correction_by_person', columnNames: ['person_id'] })],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('correction');
    for (const { name, index, columns } of WRITTEN_ONCE) {
      const kept = Object.keys({ ...FACT, ...columns }).join(', ');
      const copy = `INSERT INTO ${name}_next (${kept}) SELECT ${kept} FROM ${name} WHERE superseded_at = ${FOR_EVER}`;
      await rebuild(runner, name, { ...FACT, ...columns }, copy, index);
    }
  }
}
