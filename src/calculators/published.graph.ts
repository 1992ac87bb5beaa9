import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { type AVAILABILITIES, type Rate, SERVICE_TRAITS, type Service } from '../policy/pack.types';
import { PolicyVersionView } from '../policy/policy.graph';
import type { FoundFigure, PolicyView } from '../policy/policy.types';
import { NeedTierEnum } from '../streams/allocation-source.graph';
import { enumOf, StreamEnum } from '../vocabulary/amount.graph';
import type { Day } from '../vocabulary/day';
import type { Pence, Thousandths } from '../vocabulary/money';
import { DateScalar, DecimalScalar, MoneyScalar } from '../vocabulary/scalars.graph';
import type { Stream } from '../vocabulary/stream';
import { PUBLISHED_KINDS, type PublishedEntry, type PublishedFigure, type PublishedTable, READ_BY } from './published.rules';

export const PublishedKindEnum = enumOf(PUBLISHED_KINDS);
registerEnumType(PublishedKindEnum, { name: 'PolicyTableKind', description: 'Of what a published table is.' });
const ReadByEnum = enumOf(READ_BY);
registerEnumType(ReadByEnum, { name: 'PolicyTableKey', description: 'What a published table is read by.' });

@ObjectType('PolicyTableEntry', {
  simpleResolvers: true,
  description: 'One line of a published table. What the table does not have of a line is null.',
})
export class PublishedEntryView {
  constructor(private readonly entry: PublishedEntry) {}
  @Field(() => String, { nullable: true, description: 'The band, school, level or answer of the line; null where points alone name it.' })
  get name(): string | null {
    return this.entry.name;
  }
  @Field(() => [String], { description: 'Other names by which the line is found.' })
  get alsoCalled(): readonly string[] {
    return this.entry.alsoCalled;
  }
  @Field(() => String, { nullable: true, description: 'The URN of the school, where the source prints it.' })
  get urn(): string | null {
    return this.entry.urn;
  }
  @Field(() => String, { nullable: true, description: 'The strand of need, by its code.' })
  get strand(): string | null {
    return this.entry.strand;
  }
  @Field(() => Int, { nullable: true, description: 'The level within its strand.' })
  get level(): number | null {
    return this.entry.level;
  }
  @Field(() => NeedTierEnum, { nullable: true, description: 'Which of the three amounts of a level it is.' })
  get tier(): PublishedEntry['tier'] {
    return this.entry.tier;
  }
  @Field(() => Int, { nullable: true, description: 'The fewest points of the line, counted.' })
  get fromPoints(): number | null {
    return this.entry.from;
  }
  @Field(() => Int, { nullable: true, description: 'The most points of the line, counted; null with fromPoints: and above.' })
  get toPoints(): number | null {
    return this.entry.to;
  }
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Hours of the place for which a top-up is; of hours at a rate, the most that are priced.',
  })
  get hours(): Thousandths | null {
    return this.entry.hours;
  }
  @Field(() => MoneyScalar, {
    nullable: true,
    description: 'The amount as printed, in pounds, for what `per` of the table says; null where it prints none, which is not zero.',
  })
  get amount(): Pence | null {
    return this.entry.amount;
  }
  @Field(() => Boolean, { description: 'true where the amount is printed as "up to".' })
  get upTo(): boolean {
    return this.entry.upTo;
  }
  @Field(() => MoneyScalar, { nullable: true, description: 'Priced for the individual child, above this many pounds.' })
  get above(): Pence | null {
    return this.entry.above;
  }
  @Field(() => Boolean, { description: 'true where the setting meets it from Element 2, so that the top-up is nothing.' })
  get metFromElementTwo(): boolean {
    return this.entry.metFromElementTwo;
  }
}

@ObjectType('PolicyTableAnswer', { simpleResolvers: true, description: 'An answer to a question of a published questionnaire.' })
export class PublishedAnswerView {
  constructor(private readonly given: { readonly answer: string; readonly points: number | null }) {}
  @Field(() => String, { description: 'The answer, as it is to be given.' })
  get answer(): string {
    return this.given.answer;
  }
  @Field(() => Int, { nullable: true, description: 'The points that it scores; null where it names a line of the table.' })
  get points(): number | null {
    return this.given.points;
  }
}

@ObjectType('PolicyTableQuestion', { simpleResolvers: true, description: 'A question of a published questionnaire, with its answers.' })
export class PublishedQuestionView {
  constructor(private readonly asked: PublishedTable['questions'][number]) {}
  @Field(() => String, { description: 'The question, as it is to be named.' })
  get question(): string {
    return this.asked.question;
  }
  @Field(() => [PublishedAnswerView], { description: 'Its answers and what each scores.' })
  get answers(): PublishedAnswerView[] {
    return this.asked.answers.map((each) => new PublishedAnswerView(each));
  }
}

@ObjectType('PolicyTableArea', { simpleResolvers: true, description: 'An area of need whose scores come to points.' })
export class PublishedAreaView {
  constructor(private readonly scored: PublishedTable['areas'][number]) {}
  @Field(() => String, { description: 'The name of the area.' })
  get area(): string {
    return this.scored.area;
  }
  @Field(() => Int, { description: 'How many times its score counts.' })
  get weight(): number {
    return this.scored.weight;
  }
  @Field(() => Int, { nullable: true, description: 'No more points of the area count; null: all of them.' })
  get mostPoints(): number | null {
    return this.scored.mostPoints;
  }
  @Field(() => [String], { description: 'Its parts, each scored by itself; none where it is scored whole.' })
  get domains(): readonly string[] {
    return this.scored.domains;
  }
}

@ObjectType('PolicyTable', { simpleResolvers: true, description: 'A table as an authority publishes it: what the calculators and the awards read.' })
export class PublishedTableView {
  constructor(private readonly table: PublishedTable) {}
  @Field(() => PublishedKindEnum, { description: 'Of what the table is.' })
  get kind(): PublishedTable['kind'] {
    return this.table.kind;
  }
  @Field(() => ReadByEnum, { description: 'What it is read by.' })
  get readBy(): PublishedTable['readBy'] {
    return this.table.readBy;
  }
  @Field(() => String, { description: 'What the authority calls it.' })
  get title(): string {
    return this.table.title;
  }
  @Field(() => String, { nullable: true, description: 'The questionnaire whose answers it prices, where there are several.' })
  get questionnaire(): string | null {
    return this.table.questionnaire;
  }
  @Field(() => String, { description: 'For what the amounts are: WEEK, MONTH, YEAR and the like, TERM, HOUR or POINT.' })
  get per(): string {
    return this.table.per;
  }
  @Field(() => DateScalar, { description: 'The first day on which it holds.' })
  get from(): Day {
    return this.table.dates.from;
  }
  @Field(() => DateScalar, { nullable: true, description: 'The last day on which it holds; null until another is known.' })
  get to(): Day | null {
    return this.table.dates.to;
  }
  @Field(() => String, { description: 'The document it was published in.' })
  get source(): string {
    return this.table.dates.source;
  }
  @Field(() => PolicyVersionView, { description: 'The version of the policy pack that says it.' })
  get policy(): PolicyVersionView {
    return new PolicyVersionView(this.table.policy);
  }
  @Field(() => [PublishedEntryView], { description: 'Its lines, in the order of the source.' })
  get entries(): PublishedEntryView[] {
    return this.table.entries.map((each) => new PublishedEntryView(each));
  }
  @Field(() => [PublishedQuestionView], { description: 'The questions that are answered for it, if any.' })
  get questions(): PublishedQuestionView[] {
    return this.table.questions.map((each) => new PublishedQuestionView(each));
  }
  @Field(() => [PublishedAreaView], { description: 'The areas whose scores come to points, if any.' })
  get areas(): PublishedAreaView[] {
    return this.table.areas.map((each) => new PublishedAreaView(each));
  }
}

@ObjectType('PolicyFigure', {
  simpleResolvers: true,
  description: "A figure of the financial assessment that holds on the day: the authority's own, else the nation's.",
})
export class PublishedFigureView {
  constructor(private readonly held: PublishedFigure) {}
  @Field(() => String, { description: 'Its name in the policy packs, such as minimumIncomeGuarantee.couple.' })
  get figure(): string {
    return this.held.figure;
  }
  @Field(() => String, { description: 'What the figure is, in words.' })
  get title(): string {
    return this.held.title;
  }
  @Field(() => MoneyScalar, { nullable: true, description: 'In pounds by the week, capital in pounds; null for a percentage.' })
  get amount(): Pence | null {
    return this.percent === null ? this.held.value : null;
  }
  @Field(() => Int, { nullable: true, description: 'A share in per cent; null for an amount.' })
  get percent(): number | null {
    return this.held.figure === 'shareOfDisposableIncome' ? this.held.value : null;
  }
  @Field(() => String, { description: 'The document it was published in.' })
  get source(): string {
    return this.held.source;
  }
  @Field(() => PolicyVersionView, { description: 'The version of the policy pack that says it.' })
  get policy(): PolicyVersionView {
    return new PolicyVersionView(this.held.policy);
  }
}

export const AvailabilityEnum = enumOf(['INDIVIDUAL', 'UNIVERSAL', 'TARGETED', 'BLOCK', 'GROUP_HARM'] as const);
type AvailabilityWord = keyof typeof AvailabilityEnum;
registerEnumType(AvailabilityEnum, { name: 'Availability', description: 'How a service is supplied.' });
const wordOf = (is: (typeof AVAILABILITIES)[number]): AvailabilityWord => is.toUpperCase().replace('-', '_') as AvailabilityWord;

@ObjectType('ServiceSupply', { simpleResolvers: true, description: 'How a service is supplied in one stream.' })
export class ServiceSupplyView {
  constructor(
    readonly ofStream: Stream,
    readonly supplied: AvailabilityWord,
  ) {}
  @Field(() => StreamEnum, { description: 'The stream that pays for it.' })
  get stream(): Stream {
    return this.ofStream;
  }
  @Field(() => AvailabilityEnum, { description: 'How it is supplied there.' })
  get is(): AvailabilityWord {
    return this.supplied;
  }
}

@ObjectType('ServiceRate', { simpleResolvers: true, description: 'What the authority itself pays for a unit of a service.' })
export class ServiceRateView {
  constructor(private readonly rate: FoundFigure<Rate>) {}
  @Field(() => String, { description: 'The unit: hour, session, day, night, week, mile or item.' })
  get unit(): string {
    return this.rate.value.unit;
  }
  @Field(() => MoneyScalar, { description: 'The price of a unit, in pounds.' })
  get price(): Pence {
    return this.rate.value.price;
  }
  @Field(() => MoneyScalar, { nullable: true, description: 'The most it would pay for a unit, in pounds; null: the price.' })
  get ceiling(): Pence | null {
    return this.rate.value.ceiling;
  }
  @Field(() => String, { description: 'The document it was published in.' })
  get source(): string {
    return this.rate.source;
  }
  @Field(() => PolicyVersionView, { description: 'The version of the policy pack that says it.' })
  get policy(): PolicyVersionView {
    return new PolicyVersionView(this.rate.policy);
  }
}

@ObjectType('CatalogueService', { simpleResolvers: true, description: 'A service that a line of a plan may name.' })
export class CatalogueServiceView {
  constructor(
    private readonly service: Service,
    private readonly view: PolicyView,
  ) {}
  @Field(() => String, { description: 'The code by which lines name it.' })
  get code(): string {
    return this.service.code;
  }
  @Field(() => String, { description: 'The service, in words.' })
  get name(): string {
    return this.service.name;
  }
  @Field(() => [StreamEnum], { description: 'The streams that may pay for it.' })
  get streams(): readonly Stream[] {
    return this.service.streams;
  }
  @Field(() => [ServiceSupplyView], { description: 'How it is supplied, stream by stream.' })
  get supply(): ServiceSupplyView[] {
    return this.service.streams.map((stream) => new ServiceSupplyView(stream, wordOf(this.view.availability(this.service.code, stream))));
  }
  @Field(() => [String], { description: `What the rules ask of it: ${SERVICE_TRAITS.join(', ')}.` })
  get traits(): readonly string[] {
    return this.service.traits;
  }
  @Field(() => ServiceRateView, { nullable: true, description: 'What the authority itself pays; null where it publishes no rate for the day.' })
  get rate(): ServiceRateView | null {
    const rate = this.view.published.rates.find(({ value }) => value.service === this.service.code);
    return rate ? new ServiceRateView(rate) : null;
  }
}
