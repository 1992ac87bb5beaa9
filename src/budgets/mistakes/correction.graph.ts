import { Field, ID, Int, ObjectType } from 'type-graphql';
import { RecordKindEnum } from '../../mutation/decision.graph';
import type { Correction } from '../../person/correction.types';
import type { Instant } from '../../vocabulary/day';
import type { Pence } from '../../vocabulary/money';
import { DateTimeScalar, MoneyScalar } from '../../vocabulary/scalars.graph';

@ObjectType('Correction', {
  simpleResolvers: true,
  description:
    'A mistake that was put right, by both of its ends: the change that recorded it and the one that put it right, as the audit trail has them.',
})
export class CorrectionView {
  constructor(private readonly correction: Correction) {}
  @Field(() => ID, { description: "The hub's own id." })
  get id(): string {
    return String(this.correction.correctionId);
  }
  @Field(() => RecordKindEnum, { description: 'What kind of record held the mistake.' })
  get kind(): Correction['kind'] {
    return this.correction.kind;
  }
  @Field(() => ID, { description: 'The id of that record, in its kind.' })
  get recordId(): string {
    return String(this.correction.id);
  }
  @Field(() => Int, { nullable: true, description: 'The version that the mistaken change made; null where recording it at all was the mistake.' })
  get version(): number | null {
    return this.correction.version;
  }
  @Field(() => DateTimeScalar, { description: 'When the mistake was recorded.' })
  get mistakenAt(): Instant {
    return this.correction.mistakenAt;
  }
  @Field(() => String, { description: 'The mutation that recorded the mistake, or IMPORTED where a file brought it.' })
  get mistakenAction(): string {
    return this.correction.mistakenAction;
  }
  @Field(() => String, { description: 'Who recorded the mistake, by the name they had then.' })
  get mistakenBy(): string {
    return this.correction.mistakenBy;
  }
  @Field(() => DateTimeScalar, { description: 'When it was put right; knownAt before that shows what was believed.' })
  get at(): Instant {
    return this.correction.at;
  }
  @Field(() => String, { description: 'The mutation that put it right: voidRecord, or the one that recorded it rightly.' })
  get action(): string {
    return this.correction.action;
  }
  @Field(() => String, { description: 'Who put it right, by the name they had then.' })
  get by(): string {
    return this.correction.by;
  }
  @Field(() => String, { description: 'What was wrong, as they stated it.' })
  get reason(): string {
    return this.correction.reason;
  }
  @Field(() => ID, { nullable: true, description: 'The id of what is recorded in its place; null where it is void.' })
  get replacedBy(): string | null {
    return this.correction.replacedBy === null ? null : String(this.correction.replacedBy);
  }
  @Field(() => MoneyScalar, { description: 'What had been paid out on it and is owed by nothing any more, in pounds and pence: to be asked for.' })
  get paid(): Pence {
    return this.correction.paid;
  }
  @Field(() => MoneyScalar, { description: 'What the person was charged on it and is not due, in pounds and pence: to be given back.' })
  get charged(): Pence {
    return this.correction.charged;
  }
}
