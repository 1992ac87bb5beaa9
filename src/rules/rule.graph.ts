import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { Day } from '../vocabulary/day';
import type { Pence } from '../vocabulary/money';
import type { Stream } from '../vocabulary/stream';
import { enumOf, StreamEnum } from '../vocabulary/amount.graph';
import { DateScalar, MoneyScalar } from '../vocabulary/scalars.graph';
import { lawOn, RULE_BASES, type RuleBasis, type RuleDefinition, type RuleEffect, type RuleResult, ruleById, type Step } from './rule';

const RuleEffectEnum = enumOf(['REFUSE', 'NEEDS_AGREEMENT', 'WARN', 'INFORM'] as const);
registerEnumType(RuleEffectEnum, { name: 'RuleEffect', description: 'What a rule does when it speaks.' });
const RuleBasisEnum = enumOf(RULE_BASES);
registerEnumType(RuleBasisEnum, { name: 'RuleBasis', description: 'What a rule rests on: who would have to change it.' });

@ObjectType('Rule', {
  simpleResolvers: true,
  description: "A rule in force. National rules are code; an authority's own rates, bands, tables and lists are a dated policy pack.",
})
export class RuleView {
  constructor(
    private readonly rule: RuleDefinition,
    private readonly council: string | null = null,
    private readonly on: Day | null = null,
  ) {}
  @Field(() => ID, { description: 'As in the rule book, e.g. EDU-SETTING-AGREES.' })
  get id(): string {
    return this.rule.id;
  }
  @Field(() => StreamEnum, { nullable: true, description: 'The stream whose rule it is; null for a rule of every stream.' })
  get stream(): Stream | null {
    return this.rule.stream;
  }
  @Field(() => String, { description: 'The rule in a sentence.' })
  get title(): string {
    return this.rule.title;
  }
  @Field(() => RuleEffectEnum, { description: 'What it does when it speaks.' })
  get effect(): RuleEffect {
    return this.rule.effect;
  }
  @Field(() => String, {
    nullable: true,
    description: 'null: national, or (see basis) a local rule that spoke; in a list of rules, the authorities whose policy it is.',
  })
  get authority(): string | null {
    return this.council;
  }
  @Field(() => RuleBasisEnum, {
    description: 'Law, guidance, a policy of a council, or good practice of the hub: national rules and local ones told apart.',
  })
  get basis(): RuleBasis {
    return this.rule.basis;
  }
  @Field(() => String, {
    nullable: true,
    description: 'Whose policy it is where no law makes it, or the council on whose page a local rule was found; null for law and guidance.',
  })
  get policyOf(): string | null {
    return this.rule.policyOf;
  }
  @Field(() => String, { nullable: true, description: 'The law or guidance it rests on, as it was on the day that is asked about.' })
  get law(): string | null {
    return this.on === null ? this.rule.law : (lawOn(this.rule, this.on) ?? this.rule.law);
  }
  @Field(() => String, { description: 'The document and section it was taken from.' })
  get source(): string {
    return this.rule.source;
  }
  @Field(() => DateScalar, { nullable: true, description: 'The first day of its law, or of the policy that holds it; null where it has none.' })
  get since(): Day | null {
    return this.rule.since;
  }
  @Field(() => DateScalar, { nullable: true, description: 'The last day of its law, or of the policy that holds it; null while it holds on.' })
  get until(): Day | null {
    return this.rule.until;
  }
}

@ObjectType('RuleResult', {
  simpleResolvers: true,
  description: 'A rule that spoke: why not, or what is still needed, and what would put it right.',
})
export class RuleResultView {
  constructor(private readonly result: RuleResult) {}
  static all(results: readonly RuleResult[]): RuleResultView[] {
    return results.map((result) => new RuleResultView(result));
  }
  @Field(() => RuleView, { description: 'The rule that spoke.' })
  get rule(): RuleView {
    return new RuleView(ruleById(this.result.rule), null, this.result.on ?? null);
  }
  @Field(() => RuleEffectEnum, { description: "What holds here; it may be milder than the rule's own for something already running." })
  get effect(): RuleEffect {
    return this.result.effect;
  }
  @Field(() => String, { description: 'Why, in words a parent could read.' })
  get message(): string {
    return this.result.message;
  }
  @Field(() => String, { nullable: true, description: 'What would put it right.' })
  get fix(): string | null {
    return this.result.fix;
  }
  @Field(() => String, { nullable: true, description: 'What it is about: an id or a reference.' })
  get subject(): string | null {
    return this.result.subject;
  }
}

@ObjectType('Step', { simpleResolvers: true, description: 'One step of a calculation, in order, in words a family can follow.' })
export class StepView {
  constructor(private readonly step: Step) {}
  static all(steps: readonly Step[]): StepView[] {
    return steps.map((step) => new StepView(step));
  }
  @Field(() => String, { description: 'What this step is.' })
  get label(): string {
    return this.step.label;
  }
  @Field(() => String, { nullable: true, description: 'How it was worked out.' })
  get detail(): string {
    return this.step.detail;
  }
  @Field(() => MoneyScalar, { nullable: true, description: 'The figure at this step.' })
  get amount(): Pence | null {
    return this.step.amount ?? null;
  }
  @Field(() => RuleView, { nullable: true, description: 'The rule it follows.' })
  get rule(): RuleView | null {
    return this.step.rule ? new RuleView(ruleById(this.step.rule)) : null;
  }
}
