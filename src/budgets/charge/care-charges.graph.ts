import { Field, ID, ObjectType } from 'type-graphql';
import { RuleResultView } from '../../rules/rule.graph';
import type { Day } from '../../vocabulary/day';
import type { Pence } from '../../vocabulary/money';
import { DateScalar, MoneyScalar } from '../../vocabulary/scalars.graph';
import type { ChargeAccount, Refund } from './charge-history.rules';
import { toBeGivenBack, toBeRecharged } from './healthcare-takeover.rules';

@ObjectType('ContributionRefund', {
  simpleResolvers: true,
  description: 'A contribution that was given back, or the part of it that one budget carried.',
})
export class ContributionRefundView {
  constructor(private readonly refund: Refund) {}
  @Field(() => ID, { description: "The hub's own id." })
  get id(): string {
    return String(this.refund.id);
  }
  @Field(() => DateScalar, { description: 'The day it was given back.' })
  get on(): Day {
    return this.refund.on;
  }
  @Field(() => DateScalar, { description: 'The first of the days it was charged for.' })
  get from(): Day {
    return this.refund.from;
  }
  @Field(() => DateScalar, { description: 'The last of them.' })
  get to(): Day {
    return this.refund.to;
  }
  @Field(() => MoneyScalar, { description: 'What was given back that time, in pounds and pence.' })
  get amount(): Pence {
    return this.refund.amount;
  }
  @Field(() => String, { nullable: true, description: 'Why, as it was said.' })
  get reason(): string | null {
    return this.refund.reason;
  }
}

@ObjectType('CareCharges', {
  simpleResolvers: true,
  description:
    "What a person was charged for their care, over their own adult social care and the replacement care in carers' budgets: each day as it stood on record when it came, while the care was paid for. Exact by days, rounded once.",
})
export class CareChargesView {
  constructor(
    private readonly standing: ChargeAccount,
    private readonly day: Day,
    private readonly knowsOfHealth: boolean,
  ) {}
  @Field(() => DateScalar, { description: 'The day up to which it is reckoned.' })
  get asOf(): Day {
    return this.day;
  }
  @Field(() => MoneyScalar, { description: 'What the person was charged for days up to that one, in pounds and pence.' })
  get charged(): Pence {
    return this.standing.charged;
  }
  @Field(() => MoneyScalar, { description: 'What the person was given back, in pounds and pence.' })
  get refunded(): Pence {
    return this.standing.refunded;
  }
  @Field(() => MoneyScalar, { description: 'What was charged for days for which it turned out not to be due, less what was given back for them.' })
  get toRefund(): Pence {
    return this.standing.toRefund;
  }
  @Field(() => MoneyScalar, {
    nullable: true,
    description:
      'What the council paid for the care, whole, on days of NHS Continuing Healthcare, and the NHS has not been asked for yet; null to a reader who may not know of it.',
  })
  get toRecharge(): Pence | null {
    return this.knowsOfHealth ? this.standing.toRecharge : null;
  }
  @Field(() => MoneyScalar, { nullable: true, description: 'What the NHS was asked for; null to a reader who may not know of it.' })
  get recharged(): Pence | null {
    return this.knowsOfHealth ? this.standing.recharged : null;
  }
  @Field(() => [ContributionRefundView], { description: 'Each time something was given back, first to last.' })
  get refunds(): ContributionRefundView[] {
    return this.standing.refunds.map((refund) => new ContributionRefundView(refund));
  }
  @Field(() => [RuleResultView], { description: 'What is still owed, and to whom.' })
  get results(): RuleResultView[] {
    return RuleResultView.all([...toBeGivenBack(this.standing), ...(this.knowsOfHealth ? toBeRecharged(this.standing) : [])]);
  }
}
