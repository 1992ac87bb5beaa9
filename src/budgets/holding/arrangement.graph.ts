import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { HolderKindEnum } from '../../people/person.graph';
import type { HolderKind } from '../../person/person.types';
import { ArrangementKindEnum } from '../../streams/arrangement.graph';
import {
  type Arrangement,
  type ArrangementKind,
  BUDGET_STATUSES,
  type BudgetState,
  type BudgetStatus,
  CONTRIBUTION_MODES,
  type ContributionMode,
} from '../../streams/stream.types';
import { AmountView, enumOf } from '../../vocabulary/amount.graph';
import type { Day, Instant } from '../../vocabulary/day';
import type { Pence } from '../../vocabulary/money';
import { DateScalar, DateTimeScalar, MoneyScalar } from '../../vocabulary/scalars.graph';

export const BudgetStatusEnum = enumOf(BUDGET_STATUSES);
registerEnumType(BudgetStatusEnum, { name: 'BudgetStatus', description: 'Where a budget is in its life.' });
export const ContributionModeEnum = enumOf(CONTRIBUTION_MODES);
registerEnumType(ContributionModeEnum, { name: 'ContributionMode', description: 'Taken off each payment, or paid gross and invoiced.' });

@ObjectType('Arrangement', {
  simpleResolvers: true,
  description: 'How part of the budget is held. The parts add up to the agreed budget to the penny; several kinds at once is a combination.',
})
export class ArrangementView {
  constructor(
    private readonly arrangement: Arrangement,
    private readonly signedOn: Day | null,
  ) {}
  @Field(() => ID, { description: "The hub's own id." })
  get id(): string {
    return String(this.arrangement.id);
  }
  @Field(() => ArrangementKindEnum, { description: 'The way it is held.' })
  get kind(): ArrangementKind {
    return this.arrangement.kind;
  }
  @Field(() => HolderKindEnum, { description: 'What kind of holder has the money.' })
  get holder(): HolderKind {
    return this.arrangement.holder;
  }
  @Field(() => String, { description: 'The name of the person or organisation that holds it.' })
  get holderName(): string {
    return this.arrangement.holderName;
  }
  @Field(() => ID, { nullable: true, description: "The holder's record, where the hub has it." })
  get holderId(): string | null {
    return this.arrangement.holderId === null ? null : String(this.arrangement.holderId);
  }
  @Field(() => AmountView, { description: 'How much of the budget.' })
  get amount(): AmountView {
    return new AmountView(this.arrangement.amount);
  }
  @Field(() => MoneyScalar, { nullable: true, description: 'What may be kept back for the unexpected.' })
  get contingency(): Pence | null {
    return this.arrangement.contingency;
  }
  @Field(() => DateScalar, { description: 'The first day on which this part is held so.' })
  get from(): Day {
    return this.arrangement.from;
  }
  @Field(() => DateScalar, { nullable: true, description: 'Its last day, where it has one.' })
  get to(): Day | null {
    return this.arrangement.to;
  }
  @Field(() => String, { nullable: true, description: 'Card token or account reference; never a card number.' })
  get route(): string | null {
    return this.arrangement.route;
  }
  @Field(() => ContributionModeEnum, { nullable: true, description: "How the person's contribution is taken." })
  get contributionTaken(): ContributionMode | null {
    return this.arrangement.contributionTaken;
  }
  @Field(() => DateScalar, { nullable: true, description: 'The day its terms were signed.' })
  get agreementSignedOn(): Day | null {
    return this.signedOn;
  }
}

@ObjectType('Revision', { simpleResolvers: true, description: "One step of a budget's life." })
export class RevisionView {
  constructor(private readonly state: BudgetState) {}
  @Field(() => Int, { description: 'The version of the budget that it made, by which envelope.corrects and voidRecord name it.' })
  get version(): number {
    return this.state.version;
  }
  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  get at(): Instant {
    return this.state.recordedAt;
  }
  @Field(() => String, { description: 'Who made it, by the name they had then.' })
  get by(): string {
    return this.state.actorName;
  }
  @Field(() => String, { description: 'What was done: the name of a mutation, or that it came from a file.' })
  get action(): string {
    return this.state.action;
  }
  @Field(() => String, { nullable: true, description: 'Why it was made, as they stated it; null where they stated nothing.' })
  get reason(): string | null {
    return this.state.reason;
  }
  @Field(() => AmountView, { nullable: true, description: 'The amount after it: agreed, or indicative while nothing is.' })
  get amount(): AmountView | null {
    return AmountView.of(this.state.agreed ?? this.state.indicative);
  }
  @Field(() => BudgetStatusEnum, { description: 'The status after it.' })
  get status(): BudgetStatus {
    return this.state.status;
  }
  @Field(() => DateScalar, { description: 'The day it takes effect.' })
  get effectiveOn(): Day {
    return this.state.effectiveOn;
  }
}
