import { Field, InputType, Int, registerEnumType } from 'type-graphql';
import { type Bounds, LONGEST_NAME, MOST_CAPITAL, dayOfBirth, dayOfTable, items, line, money, oneOf, whole } from '../vocabulary/bounds';
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
  DISABILITY_BENEFITS,
  type DisabilityBenefit,
  type FinancialFacts,
  HOME_OCCUPANTS,
  type HomeOccupant,
  type Household,
  HOUSEHOLDS,
  INCOME_KINDS,
  type IncomeKind,
  type MoneyLine,
  type Premium,
  PREMIUMS,
} from './financial-facts.types';

export const CareSettingEnum = enumOf(CARE_SETTINGS);
registerEnumType(CareSettingEnum, { name: 'CareSetting', description: 'Where the care is given: it decides what is left to the person.' });
export const HouseholdEnum = enumOf(HOUSEHOLDS);
registerEnumType(HouseholdEnum, { name: 'Household', description: 'With whom the person lives, as the minimum income guarantee asks.' });

export const IncomeKindEnum = enumOf(INCOME_KINDS);
registerEnumType(IncomeKindEnum, { name: 'IncomeKind', description: 'An income of which the law says how much is not counted.' });
export const DisabilityBenefitEnum = enumOf(DISABILITY_BENEFITS);
registerEnumType(DisabilityBenefitEnum, {
  name: 'DisabilityBenefit',
  description: 'A benefit for a disability at its rate, as a council asks for its standard amount.',
});
export const HomeOccupantEnum = enumOf(HOME_OCCUPANTS);
registerEnumType(HomeOccupantEnum, {
  name: 'HomeOccupant',
  description: 'Who lives in the home since before the person moved, so that it is not counted.',
});

const MOST_LINES = 100;
const MOST_PROPERTIES = 20;
const MOST_CHILDREN = 30;
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
  @Field(() => MoneyScalar, {
    nullable: true,
    description:
      'Of an income: the part of one payment that is not counted, as an award letter prints it beside the whole; null where there is none.',
  })
  disregardedPart?: Pence | null;
  @Field(() => IncomeKindEnum, {
    nullable: true,
    description: 'Of an income of which the law says how much is not counted: the hub takes that off. Null where the caller says it.',
  })
  kind?: IncomeKind | null;
}

@InputType({ description: 'A house, a flat or land that the person owns or has a share of.' })
export class PropertyInput {
  @Within(line(LONGEST_NAME))
  @Field(() => String, { description: 'What the property is called here.' })
  label!: string;
  @Within(money(MOST_CAPITAL))
  @Field(() => MoneyScalar, { description: 'The whole of what it would fetch today, before the cost of selling it.' })
  value!: Pence;
  @Within(money(MOST_CAPITAL))
  @Field(() => MoneyScalar, { defaultValue: 0, description: 'What is owed and secured on it, such as a mortgage.' })
  secured!: Pence;
  @Within(whole(1, MOST_CHILDREN))
  @Field(() => Int, { defaultValue: 1, description: 'How many own it in equal shares, the person among them.' })
  owners!: number;
  @Field(() => Boolean, { defaultValue: false, description: "true where it is the person's main or only home." })
  mainHome!: boolean;
  @Within(items(HOME_OCCUPANTS.length))
  @Field(() => [HomeOccupantEnum], { defaultValue: [], description: 'Who lives there as their home since before the person moved into a care home.' })
  livedInBy!: HomeOccupant[];
}

@InputType({ description: 'Capital that the person gave away to pay less for care, as the council decided.' })
export class NotionalCapitalInput {
  @Within(line(LONGEST_NAME))
  @Field(() => String, { description: 'What was given away, to whom.' })
  label!: string;
  @Within(money(MOST_CAPITAL))
  @Field(() => MoneyScalar, { description: 'What is left of it after the weekly reductions so far.' })
  amount!: Pence;
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
    description:
      'CARE_HOME and TEMPORARY_STAY leave the personal expenses allowance, not the minimum income guarantee; SHORT_STAY is assessed as care at home.',
  })
  setting!: CareSetting;
  @Within(dayOfBirth)
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Of a couple: the other member. One of the two of pension credit age is enough for the higher guarantee; null where it is not known.',
  })
  partnerDateOfBirth?: Day | null;
  @Within(whole(0, MOST_CHILDREN))
  @Field(() => Int, { defaultValue: 0, description: 'Dependent children in the household.' })
  dependentChildren!: number;
  @Within(whole(0, MOST_CHILDREN))
  @Field(() => Int, {
    defaultValue: 0,
    description: "Of the dependent children, those with a disabled child addition at the lower rate: a council's own addition.",
  })
  disabledChildrenLowerRate!: number;
  @Within(whole(0, MOST_CHILDREN))
  @Field(() => Int, {
    defaultValue: 0,
    description: "Of the dependent children, those with a disabled child addition at the higher rate: a council's own addition.",
  })
  disabledChildrenHigherRate!: number;
  @Within(items(PREMIUMS.length, oneOf(PREMIUMS)))
  @Field(() => [String], { defaultValue: [], description: 'The premiums that the person gets, which raise what is left to them.' })
  premiums!: string[];
  @Within(items(DISABILITY_BENEFITS.length))
  @Field(() => [DisabilityBenefitEnum], {
    nullable: true,
    description:
      "The person's benefits for their disability, by rate, empty where there is none: some councils' standard disability-related expenditure depends on them. Null where it is not known.",
  })
  disabilityBenefits?: DisabilityBenefit[] | null;
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
  @Within(items(MOST_PROPERTIES))
  @Field(() => [PropertyInput], {
    defaultValue: [],
    description: 'Property, which is not in `capital`: what of it counts follows from where the care is given.',
  })
  property!: PropertyInput[];
  @Within(items(MOST_PROPERTIES))
  @Field(() => [NotionalCapitalInput], {
    defaultValue: [],
    description: 'Capital given away to pay less for care: counted as if it were still there.',
  })
  notionalCapital!: NotionalCapitalInput[];
  @Within(dayOfTable)
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day on which the person first moved into a care home to stay: the home is not counted for 12 weeks. Null elsewhere.',
  })
  careHomeSince?: Day | null;
  @Field(() => Boolean, { defaultValue: false, description: 'true where what the home is to pay for is deferred by agreement until it is sold.' })
  deferredPayment!: boolean;
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'A doctor has diagnosed variant Creutzfeldt-Jakob disease: the person is never charged (SI 2014/2672 reg 4).',
  })
  variantCjd!: boolean;
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

const moneyLine = ({ label, amount: paid, every, disregarded, disregardedPart, kind }: MoneyLineInput): MoneyLine => ({
  label,
  amount: amount(paid, every),
  disregarded,
  ...(disregardedPart === undefined || disregardedPart === null ? {} : { disregardedPart }),
  ...(kind === undefined || kind === null ? {} : { kind }),
});

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
  partnerDateOfBirth: input.partnerDateOfBirth ?? null,
  setting: input.setting,
  dependentChildren: input.dependentChildren,
  disabledChildrenLowerRate: input.disabledChildrenLowerRate,
  disabledChildrenHigherRate: input.disabledChildrenHigherRate,
  premiums: premiumsFrom(input.premiums),
  disabilityBenefits: input.disabilityBenefits ?? null,
  careCost: amountFrom(input.careCost),
  disclosed: input.disclosed,
  capital: input.capital ?? null,
  property: input.property.map(({ label, value, secured, owners, mainHome, livedInBy }) => ({ label, value, secured, owners, mainHome, livedInBy })),
  notionalCapital: input.notionalCapital.map(({ label, amount: left }) => ({ label, amount: left })),
  careHomeSince: input.careHomeSince ?? null,
  deferredPayment: input.deferredPayment,
  variantCjd: input.variantCjd,
  income: input.income.map(moneyLine),
  housingCosts: input.housingCosts.map(moneyLine),
  disabilityRelatedExpenditure: input.disabilityRelatedExpenditure.map(moneyLine),
  minimumIncomeGuarantee: input.minimumIncomeGuarantee ?? null,
});
