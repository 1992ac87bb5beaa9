import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { whole } from './bounds';
import { Within } from './bounds.graph';
import { type Amount, amount, FREQUENCIES, type Frequency, perWeek, perYear } from './amount';
import type { Pence } from './money';
import { MoneyScalar } from './scalars.graph';
import { STREAMS } from './stream';

/** Makes the object that registerEnumType wants from a list of names, which are their own values. */
export const enumOf = <Name extends string>(names: readonly Name[]): { readonly [Key in Name]: Key } =>
  Object.fromEntries(names.map((name) => [name, name])) as { readonly [Key in Name]: Key };

export const FrequencyEnum = enumOf(FREQUENCIES);
registerEnumType(FrequencyEnum, { name: 'Frequency', description: 'How often an amount is paid.' });
export const StreamEnum = enumOf(STREAMS);
registerEnumType(StreamEnum, { name: 'Stream', description: 'The public budget an amount comes from.' });

@ObjectType('Amount', {
  simpleResolvers: true,
  description:
    'An amount at a frequency, with its equivalents. A week of a monthly amount is 12/52 of it, of a quarterly 4/52, of a yearly 1/52. ' +
    '`perWeek` is the rate in a week in which it runs; `perYear` is that times `weeksPerYear`, taken from the exact fraction. ' +
    'Every line is rounded half up to whole pence, and totals add the rounded lines. A one-off has no weekly equivalent and counts once.',
})
export class AmountView {
  constructor(private readonly amount: Amount) {}

  /** Wraps what may be absent. */
  static of(value: Amount | null | undefined): AmountView | null {
    return value ? new AmountView(value) : null;
  }

  @Field(() => MoneyScalar, { description: 'One payment, in pounds and pence.' })
  get value(): Pence {
    return this.amount.pence;
  }
  @Field(() => FrequencyEnum, { description: 'How often it is paid.' })
  get every(): Frequency {
    return this.amount.every;
  }
  @Field(() => Int, { description: 'Weeks of the year in which it runs: 52, or fewer where provision stops.' })
  get weeksPerYear(): number {
    return this.amount.weeksPerYear;
  }
  @Field(() => MoneyScalar, { nullable: true, description: 'The rate in a week in which it runs; none for a one-off.' })
  get perWeek(): Pence | null {
    return perWeek(this.amount);
  }
  @Field(() => MoneyScalar, { description: 'What it comes to in a year; a one-off counts once.' })
  get perYear(): Pence {
    return perYear(this.amount);
  }
}

/** A year is counted as 52 weeks. */
export const WEEKS = whole(1, 52, 'weeks');

@InputType({ description: 'An amount, how often it is paid, and in how many weeks of the year it runs.' })
export class AmountInput {
  @Field(() => MoneyScalar, { description: 'One payment, in pounds and pence.' })
  value!: Pence;
  @Field(() => FrequencyEnum, { defaultValue: 'WEEK', description: 'How often it is paid.' })
  every!: Frequency;
  @Within(WEEKS)
  @Field(() => Int, { defaultValue: 52, description: 'Weeks of the year in which it runs.' })
  weeksPerYear!: number;
}

export const amountFrom = (input: AmountInput): Amount => amount(input.value, input.every, input.weeksPerYear);
