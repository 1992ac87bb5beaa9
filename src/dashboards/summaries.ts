import type { Actor } from '../access/actor';
import type { Reading } from '../database/store';
import { AGE_BANDS } from '../people/ages.rules';
import { checkCode, type OrganisationDirectory } from '../people/organisations';
import type { OrganisationKind } from '../people/person.types';
import type { Policies } from '../policy/policy.types';
import type { PageFilter } from '../pool/pool.page';
import { ARRANGEMENT_KINDS, BUDGET_STATUSES } from '../streams/stream.types';
import type { Day } from '../vocabulary/day';
import { badInput } from '../vocabulary/refusal';
import { STREAMS } from '../vocabulary/stream';
import { areaOf, NONE } from './area.loader';
import { answer, type AnswerRow, type Question } from './answer.rules';
import { Cube, type Value } from './cube';
import type { PoolDimension, PoolSummaryRowView, PoolSummaryView } from './summary.graph';
import { Withholding } from './withholding.rules';

/** Each day is an area of its own, read and decided on as a whole. */
const MOST_DAYS = 3;
const NOBODY = -1;
const WORDS: readonly string[] = [...STREAMS, ...BUDGET_STATUSES, ...ARRANGEMENT_KINDS, ...AGE_BANDS];

const viewOf = ({ people, money, suppressed }: AnswerRow): Omit<PoolSummaryRowView, 'keys'> => ({ people, ...money, suppressed });

/** A word in the order in which its enum has it, a code by itself, NONE last. */
const sortKey = (value: string): string => {
  const place = WORDS.indexOf(value);
  return value === NONE ? '~' : place < 0 ? value : String(place).padStart(3, '0');
};
function byKeys(a: PoolSummaryRowView, b: PoolSummaryRowView): number {
  const first = a.keys.findIndex(({ value }, index) => value !== b.keys[index]?.value);
  return first < 0 ? 0 : sortKey(a.keys[first]?.value ?? '') < sortKey(b.keys[first]?.value ?? '') ? -1 : 1;
}

/** The summaries that one request asks for. What is withheld of a day is decided once, whatever is asked of it. */
export class Summaries {
  private readonly days = new Map<Day, Promise<Withholding>>();

  constructor(
    private readonly reading: Reading,
    private readonly directory: OrganisationDirectory,
    private readonly policies: Policies,
    private readonly today: Day,
  ) {}

  async summary(actor: Actor, filter: PageFilter, groupBy: readonly PoolDimension[]): Promise<PoolSummaryView> {
    const twice = groupBy.find((dimension, index) => groupBy.indexOf(dimension) !== index);
    if (twice) throw badInput('groupBy', `Name each dimension once: ${twice} is there twice.`);
    const where = this.valuesOf(filter);
    const found = answer(await this.on(actor, filter.asOf), { where, pooledOnly: filter.pooledOnly ?? false, by: groupBy });
    const total = { keys: [], ...viewOf(found.total) };
    const rows = await Promise.all(
      found.rows.map(async (row) => {
        const names = await Promise.all(row.values.map((value) => this.nameOf(value)));
        return { keys: groupBy.map((dimension, index) => ({ dimension, value: names[index] ?? NONE })), ...viewOf(row) };
      }),
    );
    rows.sort(byKeys);
    return { asOf: filter.asOf, rows, total, suppressedCells: [total, ...rows].filter(({ suppressed }) => suppressed).length };
  }

  /** The area as it is on a day, and what is withheld of it. */
  private on(actor: Actor, asOf: Day): Promise<Withholding> {
    const known = this.days.get(asOf);
    if (known) return known;
    if (this.days.size >= MOST_DAYS) throw badInput('filter.asOf', `Ask about at most ${MOST_DAYS} days in one request.`);
    const found = this.read(actor, asOf);
    this.days.set(asOf, found);
    return found;
  }

  private async read(actor: Actor, asOf: Day): Promise<Withholding> {
    const { people, authorities } = await areaOf(this.reading, actor, asOf);
    // It is told today, so today's practice decides; of several councils the strictest.
    const codes = await Promise.all([...authorities].map((id) => this.nameOf(id)));
    const threshold = Math.max(1, ...codes.map((code) => this.policies.forAuthority(code).on(this.today).suppressionThreshold));
    return new Withholding(new Cube(people), threshold);
  }

  private valuesOf(filter: PageFilter): Question['where'] {
    const { stream, status, arrangement, ageBand, authority, healthCommissioner, setting } = filter;
    const organisation = (kind: OrganisationKind, code: string | null | undefined, field: string): Value | null =>
      code ? (this.directory.find(kind, checkCode(kind, code, field))?.id ?? NOBODY) : null;
    const asked: Record<PoolDimension, Value | null | undefined> = {
      AUTHORITY: organisation('LOCAL_AUTHORITY', authority, 'filter.authority'),
      HEALTH_COMMISSIONER: organisation('HEALTH_COMMISSIONER', healthCommissioner, 'filter.healthCommissioner'),
      STREAM: stream,
      STATUS: status,
      ARRANGEMENT: arrangement,
      AGE_BAND: ageBand,
      SETTING: organisation('EDUCATION_SETTING', setting, 'filter.setting'),
    };
    return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== null && value !== undefined));
  }

  private async nameOf(value: Value): Promise<string> {
    if (typeof value === 'string') return value;
    return (this.directory.get(value) ?? (await this.directory.refresh(value)))?.code ?? String(value);
  }
}
