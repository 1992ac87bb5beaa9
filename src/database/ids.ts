import type { Reading, Value } from './reading';

type Block = { next: number; end: number };

/** Ids promised to one change, in either series; a load asks for more. */
const IDS_OF_A_CHANGE = 500;

/** Takes ids from the database a block at a time. */
export type TakeBlock = (size: number) => Promise<{ readonly from: number; readonly size: number }>;

/**
 * Ids for new rows: whole numbers, unique over all tables, known before anything is written. A dry run peeks, so that it
 * uses none up.
 */
export class IdAllocator {
  private blocks: Block[] = [];
  private filling: Promise<void> | null = null;
  private promised = 0;

  constructor(
    private readonly takeBlock: TakeBlock,
    private readonly blockSize = 20_000,
  ) {}

  private get left(): number {
    return this.blocks.reduce((sum, block) => sum + block.end - block.next, 0);
  }

  /** Sees to it that `count` ids are at hand beyond those promised to others. */
  async ensure(count: number): Promise<void> {
    (await this.reserve(count))();
  }

  /** Promises `count` ids to one transaction until it is over: those that wait with it cannot use them up. */
  async reserve(count: number): Promise<() => void> {
    // Looked at and promised in one step, with no wait between.
    while (this.left - this.promised < count) {
      this.filling ??= this.takeBlock(Math.max(this.blockSize, count))
        .then(({ from, size }) => {
          this.blocks.push({ next: from, end: from + size });
        })
        .finally(() => {
          this.filling = null;
        });
      await this.filling;
    }
    this.promised += count;
    return () => {
      this.promised -= count;
    };
  }

  take = (): number => {
    const block = this.blocks.find(({ next, end }) => next < end);
    if (!block) throw new Error('ids ran out inside a transaction: ask for more with ensure()');
    const id = block.next++;
    if (block.next === block.end) this.blocks = this.blocks.filter((other) => other !== block);
    return id;
  };

  /** The ids that would come next, without taking them. */
  peeking(): () => number {
    const blocks = this.blocks.map((block) => ({ ...block }));
    return () => {
      const block = blocks.find(({ next, end }) => next < end);
      if (!block) throw new Error('ids ran out inside a dry run: ask for more with ensure()');
      return block.next++;
    };
  }
}

/** The counters: one for every row of the record, one for the audit trail, so that looking at a record moves no other id, and one for its chains. */
export type IdSeries = 'hub' | 'audit' | 'audit_series';

/** Moves the shared counter on by `size`, guarded: two hubs never take the same block. */
export async function takeBlockFrom(
  database: Pick<Reading, 'rows'> & { execute(sql: string, values: readonly Value[]): Promise<number> },
  series: IdSeries,
  size: number,
): Promise<{ from: number; size: number }> {
  for (;;) {
    const [row] = await database.rows<{ next_id: number }>('SELECT next_id FROM id_block WHERE name = ?', [series]);
    if (!row) throw new Error('the id_block table has no row for it: migrations have not run');
    const from = Number(row.next_id);
    const changed = await database.execute('UPDATE id_block SET next_id = ? WHERE name = ? AND next_id = ?', [from + size, series, from]);
    if (changed === 1) return { from, size };
  }
}

/** Promises one change its ids of both series. */
export async function reserveForChange(ids: IdAllocator, auditIds: IdAllocator): Promise<() => void> {
  const [own, audit] = await Promise.all([ids.reserve(IDS_OF_A_CHANGE), auditIds.reserve(IDS_OF_A_CHANGE)]);
  return () => {
    own();
    audit();
  };
}
