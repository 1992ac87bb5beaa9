import { Field, InputType, Int, registerEnumType } from 'type-graphql';
import { type Bounds, LONGEST_NAME, MOST_CAPITAL, dayOfBirth, items, line, money, oneOf, whole } from '../vocabulary/bounds';
import { Within } from '../vocabulary/bounds.graph';
import { amount, type Frequency } from '../vocabulary/amount';
import { AmountInput, amountFrom, enumOf, FrequencyEnum } from '../vocabulary/amount.graph';
import type { Day } from '../vocabulary/day';
import type { Pence } from '../vocabulary/money';
import { badInput } from '../vocabulary/refusal';
import { DateScalar, MoneyScalar } from '../vocabulary/scalars.graph';
import {
  CARE_SETTINGS,
  type CareSetting,
  type FinancialFacts,
  type Household,
  HOUSEHOLDS,
  type MoneyLine,
  type Premium,
  PREMIUMS,
} from './financial-facts.types';

export const CareSettingEnum = enumOf(CARE_SETTINGS);
registerEnumType(CareSettingEnum, { name: 'CareSetting', description: 'Where the care is given: it decides what is left to the person.' });
export const HouseholdEnum = enumOf(HOUSEHOLDS);
registerEnumType(HouseholdEnum, { name: 'Household', description: 'With whom the person lives, as the minimum income guarantee asks.' });

const MOST_LINES = 100;
/** All of it is kept in one column. */
export const FACTS_IN_ALL: Bounds = { characters: 8_000 };

@InputType({ description: 'A line of income or of costs.' })
export class MoneyLineInput {
  @Within(line(LONGEST_NAME))
  @Field(() => String, { description: 'What this income or cost is called.' })
  label!: string;
  @Field(() => MoneyScalar, { description: 'One payment, in pounds and pence.' })
  amount!: Pence;
  @Field(() => FrequencyEnum, { defaultValue: 'WEEK', description: 'How often it comes; not a one-off.' })
  every!: Frequency;
  @Field(() => Boolean, { defaultValue: false, description: 'Income that the law or the council does not count.' })
  disregarded!: boolean;
}

@InputType({ description: "An adult's finances, as far as the assessment asks." })
export class FinancialFactsInput {
  @Within(dayOfBirth)
  @Field(() => DateScalar, { description: 'It decides the age step of the minimum income guarantee.' })
  dateOfBirth!: Day;
  @Field(() => HouseholdEnum, { defaultValue: 'SINGLE', description: 'With whom the person lives.' })
  household!: Household;
  @Field(() => CareSettingEnum, {
    defaultValue: 'COMMUNITY',
    description: 'CARE_HOME leaves the personal expenses allowance, not the minimum income guarantee; SHORT_STAY is assessed as care at home.',
  })
  setting!: CareSetting;
  @Within(whole(0, 30))
  @Field(() => Int, { defaultValue: 0, description: 'Dependent children in the household.' })
  dependentChildren!: number;
  @Within(items(PREMIUMS.length, oneOf(PREMIUMS)))
  @Field(() => [String], { defaultValue: [], description: 'The premiums that the person gets, which raise what is left to them.' })
  premiums!: string[];
  @Field(() => AmountInput, { description: 'What the care costs.' })
  careCost!: AmountInput;
  @Field(() => Boolean, {
    defaultValue: true,
    description: 'false where the person keeps their finances to themselves: they are charged the full cost.',
  })
  disclosed!: boolean;
  @Within(money(MOST_CAPITAL))
  @Field(() => MoneyScalar, { nullable: true, description: 'Not stated: refused by name, unless finances are not disclosed.' })
  capital?: Pence | null;
  @Within(items(MOST_LINES))
  @Field(() => [MoneyLineInput], { defaultValue: [], description: 'Every income, those that are not counted included.' })
  income!: MoneyLineInput[];
  @Within(items(MOST_LINES))
  @Field(() => [MoneyLineInput], { defaultValue: [], description: 'Rent, council tax and the like, after benefits for them.' })
  housingCosts!: MoneyLineInput[];
  @Within(items(MOST_LINES))
  @Field(() => [MoneyLineInput], { defaultValue: [], description: 'What the disability makes the person spend.' })
  disabilityRelatedExpenditure!: MoneyLineInput[];
  @Field(() => MoneyScalar, { nullable: true, description: "A week; where the caller states it, it replaces the pack's." })
  minimumIncomeGuarantee?: Pence | null;
}

const moneyLine = ({ label, amount: paid, every, disregarded }: MoneyLineInput): MoneyLine => ({ label, amount: amount(paid, every), disregarded });

const isPremium = (text: string): text is Premium => PREMIUMS.some((premium) => premium === text);
function premiumsFrom(texts: readonly string[]): readonly Premium[] {
  return texts.map((text) => {
    if (!isPremium(text)) throw badInput('facts.premiums', `"${text}" is not a premium. Write ${PREMIUMS.join(', ')}.`);
    return text;
  });
}

/** Throws BAD_INPUT for a premium that is none. */
export const financialFacts = (input: FinancialFactsInput): FinancialFacts => ({
  dateOfBirth: input.dateOfBirth,
  household: input.household,
  setting: input.setting,
  dependentChildren: input.dependentChildren,
  premiums: premiumsFrom(input.premiums),
  careCost: amountFrom(input.careCost),
  disclosed: input.disclosed,
  capital: input.capital ?? null,
  income: input.income.map(moneyLine),
  housingCosts: input.housingCosts.map(moneyLine),
  disabilityRelatedExpenditure: input.disabilityRelatedExpenditure.map(moneyLine),
  minimumIncomeGuarantee: input.minimumIncomeGuarantee ?? null,
});
