import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { AmountView, enumOf } from '../../vocabulary/amount.graph';
import type { Day } from '../../vocabulary/day';
import { DateScalar } from '../../vocabulary/scalars.graph';
import type { Consultation, ConsultationParty, SufficiencyReview } from '../record/budget.types';
import { ALONGSIDE_KINDS, CONSULTATION_STATUSES, type ConsultationStatus, CUT_KINDS, type CutKind } from '../record/budget.words';
import { asShown, statusOn } from './consulted-parties.rules';

export const CutKindEnum = enumOf(CUT_KINDS);
registerEnumType(CutKindEnum, { name: 'CutKind', description: 'A cut to a budget, or the end of it.' });
export const AlongsideKindEnum = enumOf(ALONGSIDE_KINDS);
registerEnumType(AlongsideKindEnum, { name: 'AlongsideKind', description: 'What is shown beside a budget.' });
const ConsultationStatusEnum = enumOf(CONSULTATION_STATUSES);
registerEnumType(ConsultationStatusEnum, { name: 'ConsultationStatus', description: 'Where a consultation is.' });

@ObjectType('ConsultationParty', { simpleResolvers: true, description: 'Somebody who must be heard before a cut.' })
export class ConsultationPartyView {
  constructor(private readonly party: ConsultationParty) {}
  @Field(() => String, { description: 'Their name, or "Another funder" where the reader may not know which.' })
  get name(): string {
    return this.party.name;
  }
  @Field(() => String, { description: 'As what they are heard.' })
  get role(): string {
    return this.party.role;
  }
  @Field(() => DateScalar, { nullable: true, description: 'The day they answered.' })
  get answeredOn(): Day | null {
    return this.party.answeredOn;
  }
  @Field(() => Boolean, { nullable: true, description: 'Whether they agree with the cut; null until they have answered.' })
  get agrees(): boolean | null {
    return this.party.agrees;
  }
  @Field(() => String, {
    nullable: true,
    description: 'What they said to it; null until they have answered, and to a reader who does not see their stream.',
  })
  get view(): string | null {
    return this.party.view;
  }
}

@ObjectType('Consultation', { simpleResolvers: true, description: 'A proposed cut or withdrawal, on which every party is heard.' })
export class ConsultationView {
  constructor(
    private readonly consultation: Consultation,
    private readonly on: Day,
    private readonly seesFunder: (organisationId: number) => boolean,
  ) {}
  @Field(() => ID, { description: "The hub's own id." })
  get id(): string {
    return String(this.consultation.id);
  }
  @Field(() => CutKindEnum, { description: 'A cut or a withdrawal.' })
  get kind(): CutKind {
    return this.consultation.kind;
  }
  @Field(() => AmountView, { nullable: true, description: 'What it would be cut to.' })
  get to(): AmountView | null {
    return AmountView.of(this.consultation.to);
  }
  @Field(() => String, { description: 'Why the cut is proposed, in words that the person can answer.' })
  get reasons(): string {
    return this.consultation.reasons;
  }
  @Field(() => DateScalar, { description: 'The day notice was given.' })
  get noticeGivenOn(): Day {
    return this.consultation.noticeGivenOn;
  }
  @Field(() => DateScalar, { description: 'The day it takes effect, or would: never before the day on which it is applied.' })
  get effectiveOn(): Day {
    return this.consultation.appliedOn ?? this.consultation.effectiveOn;
  }
  @Field(() => DateScalar, { description: 'The last day for an answer.' })
  get closesOn(): Day {
    return this.consultation.closesOn;
  }
  @Field(() => ConsultationStatusEnum, {
    description: 'OPEN, READY once everyone has answered or the time has run, APPLIED, DROPPED, or RECONSIDERING.',
  })
  get status(): ConsultationStatus {
    return statusOn(this.consultation, this.on);
  }
  @Field(() => [ConsultationPartyView], { description: 'Everybody who is to be heard, with their answers.' })
  get parties(): ConsultationPartyView[] {
    return asShown(this.consultation.parties, this.seesFunder).map((party) => new ConsultationPartyView(party));
  }
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
