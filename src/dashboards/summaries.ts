import type { Actor } from '../access/actor';
import { seesWhoIsSummed } from '../access/relation';
import type { Reading } from '../database/reading';
import type { Turns } from '../database/turns';
import { checkCode, type OrganisationDirectory } from '../people/organisations';
import { AGE_BANDS } from '../person/ages.rules';
import type { OrganisationKind } from '../person/person.types';
import type { Policies } from '../policy/policy.types';
import type { PageFilter } from '../pool/person.finder';
import { ARRANGEMENT_KINDS, BUDGET_STATUSES } from '../streams/stream.types';
import type { Day, Instant } from '../vocabulary/day';
import { badInput } from '../vocabulary/refusal';
import { STREAMS } from '../vocabulary/stream';
import { answer, type AnswerRow, type Question } from './answer.rules';
import { Withholding } from './disclosure-control/suppression.rules';
import type { Point, Publications } from './publications';
import { type AxisValue, Cube } from './summary-cells';
import type { PoolDimension, PoolSummaryRowView, PoolSummaryView } from './summary.graph';
import { areaOf, NONE } from './summary.loader';
import { thresholdOf } from './threshold';

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

/** A filter, its day left out where it is for the hub to choose. */
type Asked = Omit<PageFilter, 'asOf'> & { readonly asOf?: Day | null };

/** A question as it is put on record. */
const inWords = (filter: Asked, groupBy: readonly PoolDimension[], asOf: Day): string[] => [
  `asOf ${asOf}`,
  `groupBy ${groupBy.join(' ')}`.trim(),
  ...Object.entries(filter).flatMap(([name, value]) =>
    name === 'asOf' || value === null || value === undefined ? [] : [`${name} ${String(value)}`],
  ),
];

/** The summaries that one request asks for. What is withheld of a day is decided once, whatever is asked of it. */
export class Summaries {
  /** What was asked and answered: put on record before the answer leaves. */
  readonly asked: (readonly string[])[] = [];
  private readonly days = new Map<Day, Promise<Withholding>>();

  constructor(
    private readonly reading: Reading,
    private readonly directory: OrganisationDirectory,
    private readonly policies: Policies,
    private readonly publications: Publications,
    private readonly today: Day,
    private readonly now: Instant,
    private readonly turns: Turns,
  ) {}

  async summary(actor: Actor, filter: Asked, groupBy: readonly PoolDimension[]): Promise<PoolSummaryView> {
    const twice = groupBy.find((dimension, index) => groupBy.indexOf(dimension) !== index);
    if (twice) throw badInput('groupBy', `Name each dimension once: ${twice} is there twice.`);
    const where = this.valuesOf(filter);
    const { asOf, withholding } = await this.on(actor, filter.asOf ?? null);
    const found = answer(withholding, { where, pooledOnly: filter.pooledOnly ?? false, by: groupBy });
    this.asked.push(inWords(filter, groupBy, asOf));
    const total = { keys: [], ...viewOf(found.total) };
    const rows = await Promise.all(
      found.rows.map(async (row) => {
        const names = await Promise.all(row.values.map((value) => this.nameOf(value)));
        return { keys: groupBy.map((dimension, index) => ({ dimension, value: names[index] ?? NONE })), ...viewOf(row) };
      }),
    );
    rows.sort(byKeys);
    return { asOf, rows, total, suppressedCells: [total, ...rows].filter(({ suppressed }) => suppressed).length };
  }

  /** The area, and what is withheld of it: of any day to those who are shown its people, of published points in time to others. */
  private async on(actor: Actor, day: Day | null): Promise<Point> {
    if (!seesWhoIsSummed(actor)) return this.publications.point(actor, day, { today: this.today, now: this.now });
    const asOf = day ?? this.today;
    const known = this.days.get(asOf);
    if (!known && this.days.size >= MOST_DAYS) throw badInput('filter.asOf', `Ask about at most ${MOST_DAYS} days in one request.`);
    const found = known ?? this.read(actor, asOf);
    this.days.set(asOf, found);
    return { asOf, withholding: await found };
  }

  private async read(actor: Actor, asOf: Day): Promise<Withholding> {
    const { people, authorities } = await areaOf(this.reading, actor, asOf, this.turns);
    const threshold = await thresholdOf(authorities, this.directory, this.policies, this.today);
    await this.turns.between();
    return this.turns.through(Withholding.inSteps(new Cube(people), threshold));
  }

  private valuesOf(filter: Asked): Question['where'] {
    const { stream, status, arrangement, ageBand, authority, healthCommissioner, setting } = filter;
    const organisation = (kind: OrganisationKind, code: string | null | undefined, field: string): AxisValue | null =>
      code ? (this.directory.find(kind, checkCode(kind, code, field))?.id ?? NOBODY) : null;
    const asked: Record<PoolDimension, AxisValue | null | undefined> = {
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

  private async nameOf(value: AxisValue): Promise<string> {
    return typeof value === 'string' ? value : this.directory.codeOf(value);
  }
}
