import { Entity, PrimaryColumn } from 'typeorm';
import { type Day, type Instant, InstantColumn, Whole } from '../database/row';

/**
 * A point in time of which an area's figures are published, to those who are shown nobody. What it shows is the area on the day as it was
 * known at the instant, so it is the same for ever. Append-only.
 */
@Entity('summary_publication')
export class SummaryPublicationRow {
  @PrimaryColumn({ type: 'bigint' })
  organisation_id!: number;
  @PrimaryColumn({ type: 'date' })
  as_of!: Day;
  @InstantColumn()
  known_at!: Instant;
  /** Fewer people were withheld then. */
  @Whole()
  threshold!: number;
  @InstantColumn()
  published_at!: Instant;
}
