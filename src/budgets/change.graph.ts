import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { AmountView, enumOf } from '../vocabulary/amount.graph';
import type { Day } from '../vocabulary/day';
import { DateScalar } from '../vocabulary/scalars.graph';
import type { SufficiencyReview } from './record.types';
import { ALONGSIDE_KINDS, CONSULTATION_STATUSES, CUT_KINDS } from './words';

export const CutKindEnum = enumOf(CUT_KINDS);
registerEnumType(CutKindEnum, { name: 'CutKind', description: 'A cut to a budget, or the end of it.' });
export const AlongsideKindEnum = enumOf(ALONGSIDE_KINDS);
registerEnumType(AlongsideKindEnum, { name: 'AlongsideKind', description: 'What is shown beside a budget.' });
const ConsultationStatusEnum = enumOf(CONSULTATION_STATUSES);
registerEnumType(ConsultationStatusEnum, { name: 'ConsultationStatus', description: 'Where a consultation is.' });

@ObjectType('ConsultationParty', { simpleResolvers: true, description: 'Somebody who must be heard before a cut.' })
export class ConsultationPartyView {
  @Field(() => String, { description: 'Their name.' })
  name!: string;
  @Field(() => String, { description: 'As what they are heard.' })
  role!: string;
  @Field(() => DateScalar, { nullable: true, description: 'The day they answered.' })
  answeredOn!: Day | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether they agree.' })
  agrees!: boolean | null;
  @Field(() => String, { nullable: true, description: 'What they said.' })
  view!: string | null;
}

@ObjectType('Consultation', { simpleResolvers: true, description: 'A proposed cut or withdrawal, on which every party is heard.' })
export class ConsultationView {
  @Field(() => ID, { description: "The hub's own id." })
  id!: string;
  @Field(() => CutKindEnum, { description: 'A cut or a withdrawal.' })
  kind!: (typeof CUT_KINDS)[number];
  @Field(() => AmountView, { nullable: true, description: 'What it would be cut to.' })
  to!: AmountView | null;
  @Field(() => String, { description: 'Why.' })
  reasons!: string;
  @Field(() => DateScalar, { description: 'The day notice was given.' })
  noticeGivenOn!: Day;
  @Field(() => DateScalar, { description: 'The day it would take effect.' })
  effectiveOn!: Day;
  @Field(() => DateScalar, { description: 'The last day for an answer.' })
  closesOn!: Day;
  @Field(() => ConsultationStatusEnum, { description: 'Where it is.' })
  status!: string;
  @Field(() => [ConsultationPartyView], { description: 'Who is heard.' })
  parties!: ConsultationPartyView[];
}

@ObjectType('SufficiencyReview', { simpleResolvers: true, description: 'The indicative amount looked at again, because it seemed too low.' })
export class SufficiencyReviewView {
  constructor(private readonly review: SufficiencyReview) {}
  @Field(() => ID, { description: "The hub's own id." })
  get id(): string {
    return String(this.review.id);
  }
  @Field(() => DateScalar, { description: 'The day it was asked for.' })
  get askedOn(): Day {
    return this.review.askedOn;
  }
  @Field(() => String, { description: 'Why it seemed too low.' })
  get account(): string {
    return this.review.account;
  }
  @Field(() => DateScalar, { nullable: true, description: 'The day it was decided.' })
  get decidedOn(): Day | null {
    return this.review.decidedOn;
  }
  @Field(() => String, { nullable: true, description: 'What was decided, and why.' })
  get outcome(): string | null {
    return this.review.outcome;
  }
}
