import { Field, ID, ObjectType } from 'type-graphql';
import { type LookedAt, reviewStatus } from '../access/emergency/emergency-hour.rules';
import type { Day, Instant } from '../vocabulary/day';
import { DateScalar, DateTimeScalar } from '../vocabulary/scalars.graph';
import { ReviewStatusEnum } from './reviews-and-disputes.graph';

@ObjectType('EmergencyAccess', {
  simpleResolvers: true,
  description: 'An hour in which a worker was shown more of a record than is theirs to see, and what was found of it afterwards.',
})
export class EmergencyAccessView {
  constructor(
    private readonly own: LookedAt,
    private readonly today: Day,
  ) {}
  @Field(() => ID, { description: "The hub's own id." })
  get id(): string {
    return String(this.own.emergency.id);
  }
  @Field(() => DateTimeScalar, { description: 'When it was opened.' })
  get at(): Instant {
    return this.own.emergency.openedAt;
  }
  @Field(() => DateTimeScalar, { description: 'The first instant at which it is over: an hour later.' })
  get until(): Instant {
    return this.own.emergency.endsAt;
  }
  @Field(() => String, { description: 'Who opened it, by the name they had then.' })
  get who(): string {
    return this.own.emergency.who;
  }
  @Field(() => String, { description: 'The role in which they opened it.' })
  get role(): string {
    return this.own.emergency.role;
  }
  @Field(() => String, { description: 'The organisation that they acted for.' })
  get organisation(): string {
    return this.own.emergency.organisation;
  }
  @Field(() => String, { description: 'What the emergency was, as they stated it.' })
  get reason(): string {
    return this.own.emergency.reason;
  }
  @Field(() => DateScalar, { description: 'The latest day for its review.' })
  get reviewDueOn(): Day {
    return this.own.emergency.reviewDueOn;
  }
  @Field(() => ReviewStatusEnum, { description: 'Whether it was reviewed, or is late, today.' })
  get reviewStatus(): keyof typeof ReviewStatusEnum {
    return reviewStatus(this.own, this.today);
  }
  @Field(() => DateScalar, { nullable: true, description: 'The day of its review.' })
  get reviewedOn(): Day | null {
    return this.own.review?.on ?? null;
  }
  @Field(() => String, { nullable: true, description: 'Who reviewed it, by the name they had then; null until it is reviewed.' })
  get reviewedBy(): string | null {
    return this.own.review?.by ?? null;
  }
  @Field(() => Boolean, { nullable: true, description: 'Was it an emergency?' })
  get justified(): boolean | null {
    return this.own.review?.justified ?? null;
  }
  @Field(() => String, { nullable: true, description: 'What the review found; null until it is reviewed.' })
  get finding(): string | null {
    return this.own.review?.finding ?? null;
  }
}
