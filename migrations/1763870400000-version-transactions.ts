import { type MigrationInterface, type QueryRunner, Table, TableColumn, TableIndex } from 'typeorm';

/*
 * A payment may be put right: by the card programme's next file, by its load being undone, by somebody who says which line it was for. So it
 * is versioned as other facts are, and what was known before stays. The merchant's category says what kind of shop it was.
 */

const TABLE = 'budget_transaction';
const KEPT = [
  'id',
  'person_id',
  'authority_id',
  'recorded_at',
  'load_id',
  'budget_id',
  'reference',
  'spent_on',
  'amount_pence',
  'description',
  'item_id',
].join(', ');
const FOR_EVER = Number.MAX_SAFE_INTEGER;

interface Wish {
  readonly primary?: boolean;
  readonly nullable?: boolean;
  readonly length?: string;
}
const column = (name: string, type: 'bigint' | 'date' | 'varchar' | 'text', { primary, nullable, length }: Wish = {}): TableColumn =>
  new TableColumn({ name, type, isPrimary: primary ?? false, isNullable: nullable ?? false, ...(length === undefined ? {} : { length }) });
const index = (name: string, columnNames: string[], isUnique = false): TableIndex => new TableIndex({ name, columnNames, isUnique });

const common = (): TableColumn[] => [
  column('id', 'bigint', { primary: true }),
  column('person_id', 'bigint'),
  column('authority_id', 'bigint'),
  column('recorded_at', 'bigint'),
  column('load_id', 'bigint', { nullable: true }),
  column('budget_id', 'bigint'),
  column('reference', 'varchar', { length: '255' }),
  column('spent_on', 'date'),
  column('amount_pence', 'bigint'),
  column('description', 'text', { nullable: true }),
  column('item_id', 'bigint', { nullable: true }),
];

/** A table in the other's place, with its rows: a key cannot be widened in place alike in every database. */
async function rebuild(runner: QueryRunner, columns: TableColumn[], copy: string, indices: readonly TableIndex[]): Promise<void> {
  await runner.createTable(new Table({ name: `${TABLE}_next`, columns }));
  await runner.query(copy);
  await runner.dropTable(TABLE);
  await runner.renameTable(`${TABLE}_next`, TABLE);
  for (const each of indices) await runner.createIndex(TABLE, each);
}

export class VersionTransactions1763870400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const versioned = [
      // Each database has its own name for a whole number.
      new TableColumn({ name: 'version', type: runner.connection.driver.normalizeType({ type: 'int' }), isPrimary: true }),
      column('superseded_at', 'bigint'),
      column('merchant_category', 'varchar', { length: '40', nullable: true }),
    ];
    await rebuild(
      runner,
      [...common(), ...versioned],
      `INSERT INTO ${TABLE}_next (${KEPT}, version, superseded_at, merchant_category) SELECT ${KEPT}, 1, ${FOR_EVER}, NULL FROM ${TABLE}`,
      [
        index('transaction_by_person', ['person_id']),
        // One at a time under a reference; those that were taken back or put right are closed.
        index('transaction_by_reference', ['budget_id', 'reference', 'superseded_at'], true),
      ],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await rebuild(runner, common(), `INSERT INTO ${TABLE}_next (${KEPT}) SELECT ${KEPT} FROM ${TABLE} WHERE superseded_at = ${FOR_EVER}`, [
      index('transaction_by_person', ['person_id']),
      index('transaction_by_reference', ['budget_id', 'reference'], true),
    ]);
  }
}
