import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { RECORD_KINDS, type RecordKind } from '../person/correction.types';
import { RuleResultView } from '../rules/rule.graph';
import { enumOf } from '../vocabulary/amount.graph';
import { LONGEST_REASON, text } from '../vocabulary/bounds';
import { Within } from '../vocabulary/bounds.graph';
import { parseId } from '../vocabulary/id';
import { type Envelope, type MutationOutcome, PLAIN_ENVELOPE } from './declaration';

@ObjectType('Decision', {
  simpleResolvers: true,
  description:
    'What every mutation answers: was it applied, which rules spoke, what the pool looks like now. A refusal is an answer, not an exception.',
})
export class DecisionView {
  constructor(readonly outcome: MutationOutcome<unknown>) {}
  @Field(() => Boolean, { description: 'Was it done? (A dry run: would it have been?)' })
  get applied(): boolean {
    return this.outcome.applied;
  }
  @Field(() => [RuleResultView], { description: 'The rules that spoke.' })
  get results(): RuleResultView[] {
    return RuleResultView.all(this.outcome.results);
  }
  @Field(() => ID, { nullable: true, description: 'Of what was made or changed.' })
  get id(): string | null {
    return this.outcome.id === null ? null : String(this.outcome.id);
  }
}

export const RecordKindEnum = enumOf(RECORD_KINDS);
registerEnumType(RecordKindEnum, { name: 'RecordKind', description: 'What kind of record a mistake is in.' });

@InputType('Mistaken', {
  description: 'A record that holds a mistake, by its kind and id; a later change of it by the version that the change made.',
})
export class MistakenInput {
  @Field(() => RecordKindEnum, { description: 'What kind of record it is.' })
  kind!: RecordKind;
  @Field(() => ID, { description: 'Its id in the hub. NOT_FOUND where it is not of a person whom you may see.' })
  id!: string;
  @Field(() => Int, {
    nullable: true,
    description: 'The version that the mistaken change made (of a budget: Revision.version); left out where recording it at all was the mistake.',
  })
  version?: number | null;
}

@InputType('Envelope', {
  description:
    'expectedVersion is that of the stream budget a mutation changes, else of the person. A repeated key replays the first answer. A stale version is refused (VERSION-STALE). A dry run decides everything and writes nothing.',
})
export class EnvelopeInput {
  @Field(() => String, {
    nullable: true,
    description: 'A key of your own for this change, 1 to 255 characters: sent again, it changes nothing again.',
  })
  idempotencyKey?: string | null;
  @Field(() => Int, { nullable: true, description: 'The version that was read.' })
  expectedVersion?: number | null;
  @Field(() => Boolean, { defaultValue: false, description: 'Decide, and write nothing.' })
  dryRun!: boolean;
  @Within(text(LONGEST_REASON, 0))
  @Field(() => String, { nullable: true, description: 'Why the change is made; kept with it.' })
  reason?: string | null;
  @Field(() => String, { nullable: true, description: 'Why the record is used; wins over the header Purpose-Of-Use.' })
  purpose?: string | null;
  @Field(() => MistakenInput, {
    nullable: true,
    description:
      'The mistake that this change puts right: it is void in the same change, which is decided without it and keeps its id. Asks for a reason (MISTAKE-REASON).',
  })
  corrects?: MistakenInput | null;
}

export const envelopeFrom = (input: EnvelopeInput | null | undefined, headerPurpose: string | null): Envelope => ({
  ...PLAIN_ENVELOPE,
  idempotencyKey: input?.idempotencyKey ?? null,
  expectedVersion: input?.expectedVersion ?? null,
  dryRun: input?.dryRun ?? false,
  reason: input?.reason ?? null,
  purpose: input?.purpose ?? headerPurpose,
  corrects: input?.corrects
    ? { kind: input.corrects.kind, id: parseId(input.corrects.id, 'envelope.corrects.id'), version: input.corrects.version ?? null }
    : null,
});

/** How every mutation takes its envelope. */
export const envelopeArg = { nullable: true, description: 'How the change is to be made, and why.' } as const;
