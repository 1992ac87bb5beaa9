import type { Actor } from '../access/actor';
import { insert } from '../database/changes';
import type { Store } from '../database/store';
import { Turns } from '../database/turns';
import type { OrganisationDirectory } from '../people/organisations';
import type { PublishedSummaries } from '../policy/pack.types';
import type { Policies } from '../policy/policy.types';
import type { Day, Instant } from '../vocabulary/day';
import { badInput } from '../vocabulary/refusal';
import { publish, type PublishedPoint, publishedPoint } from './disclosure-control/over-time.rules';
import { Withholding } from './disclosure-control/suppression.rules';
import { SummaryPublicationRow } from './publication.entity';
import { latestPoint, nearestPoints } from './publication.rules';
import { Cube } from './summary-cells';
import { areaOf } from './summary.loader';
import { thresholdOf } from './threshold';

/** By then, what was begun before is written or undone: longer than a request or a statement may take. */
const SETTLED_MS = 60_000;
/** A load is of the instant at which it began. One that has not ended by then was killed. */
const LOAD_MS = 24 * 60 * 60_000;
/** The national practice, for an organisation that is no council: England's own code. */
const ENGLAND = 'E92000001';

export interface Point {
  readonly asOf: Day;
  readonly withholding: Withholding;
}
/** What is kept of one area: every point that was published, and of the latest what is shown. */
interface Area {
  readonly earlier: PublishedPoint[];
  readonly points: Point[];
}

/**
 * What is published to those who are shown nobody: points in time, each decided on beside all that were published before it, and the same
 * for ever. It is worked out once, from facts that nobody can change any more, and kept. A point is published when it is first asked for.
 */
export class Publications {
  private readonly areas = new Map<number, Promise<Area>>();
  /** Nobody's alone: it goes on though the one who asked first has gone. */
  private readonly turns = new Turns();

  constructor(
    private readonly store: Store,
    private readonly directory: OrganisationDirectory,
    private readonly policies: Policies,
  ) {}

  /** A point that is published; the latest where no day is named. */
  async point(actor: Actor, day: Day | null, { today, now }: { readonly today: Day; readonly now: Instant }): Promise<Point> {
    const policy = this.policyOf(actor, today);
    const due = latestPoint(policy, today);
    // An organisation that the hub has not met has nobody.
    if (actor.organisation.id < 0) return chosen([{ asOf: due, withholding: new Withholding(new Cube([]), 1) }], day);
    const last = this.areas.get(actor.organisation.id) ?? Promise.resolve<Area>({ earlier: [], points: [] });
    // One after another: a point is decided on beside those before it. What fails is tried again from what was there before.
    const next = last.catch((): Area => ({ earlier: [], points: [] })).then((area) => this.upTo(area, actor, due, policy.keep, today, now));
    this.areas.set(actor.organisation.id, next);
    const { points } = await next;
    return chosen(points.slice(-policy.keep), day);
  }

  private policyOf({ organisation }: Actor, today: Day): PublishedSummaries {
    return this.policies.forAuthority(organisation.kind === 'LOCAL_AUTHORITY' ? organisation.code : ENGLAND).on(today).summaries;
  }

  private async upTo(area: Area, actor: Actor, due: Day, keep: number, today: Day, now: Instant): Promise<Area> {
    const known = area.points.at(-1)?.asOf;
    if (known !== undefined && known >= due) return area;
    let rows = await this.published(actor);
    if ((rows.at(-1)?.as_of ?? '') < due) {
      await this.publish(actor, due, today, now);
      rows = await this.published(actor);
    }
    const points = [...area.points];
    const earlier = [...area.earlier];
    for (const row of rows) {
      if (known !== undefined && row.as_of <= known) continue;
      const withholding = await this.decided(actor, row, earlier);
      points.push({ asOf: row.as_of, withholding });
      if (points.length > keep) points.shift();
    }
    return { earlier, points };
  }

  private async published({ organisation }: Actor): Promise<SummaryPublicationRow[]> {
    const rows = await this.store.reading.rows<SummaryPublicationRow>('SELECT * FROM summary_publication WHERE organisation_id = ? ORDER BY as_of', [
      organisation.id,
    ]);
    return rows.map((row) => ({ ...row, known_at: Number(row.known_at), threshold: Number(row.threshold) }));
  }

  /** Puts on record that a point is published, as it is known now; where another hub was first, its word holds. */
  private async publish(actor: Actor, due: Day, today: Day, now: Instant): Promise<void> {
    const [running] = await this.store.reading.rows<{ at: number | null }>(
      'SELECT MIN(started_at) AS at FROM file_load WHERE finished_at IS NULL AND started_at > ?',
      [now - LOAD_MS],
    );
    const knownAt = Math.min(now - SETTLED_MS, Number(running?.at ?? now) - 1);
    const { authorities } = await areaOf(this.store.reading, actor, due, this.turns, knownAt);
    const threshold = await thresholdOf(authorities, this.directory, this.policies, today);
    const row = { organisation_id: actor.organisation.id, as_of: due, known_at: knownAt, threshold, published_at: now };
    try {
      await this.store.write((tx) => tx.apply([insert(SummaryPublicationRow, row)]));
    } catch (error) {
      if (!(await this.published(actor)).some(({ as_of: day }) => day === due)) throw error;
    }
  }

  /** What is shown of a point, beside all before it. */
  private async decided(
    actor: Actor,
    { as_of: asOf, known_at: knownAt, threshold }: SummaryPublicationRow,
    earlier: PublishedPoint[],
  ): Promise<Withholding> {
    const { people } = await areaOf(this.store.reading, actor, asOf, this.turns, knownAt);
    const withholding = await this.turns.through(publish(people, earlier, threshold));
    earlier.push(publishedPoint(people, withholding));
    return withholding;
  }
}

function chosen(points: readonly Point[], day: Day | null): Point {
  const found = day === null ? points.at(-1) : points.find(({ asOf }) => asOf === day);
  if (found) return found;
  const nearest = nearestPoints(
    points.map(({ asOf }) => asOf),
    day ?? '',
  );
  throw badInput(
    'filter.asOf',
    `Figures are published of certain days alone, and ${day} is not one of them. The nearest: ${nearest.join(' and ')}. Leave asOf out for the latest.`,
  );
}
