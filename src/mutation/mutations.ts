import type { Logger } from 'pino';
import type { Actor } from '../access/actor';
import { signedIn, statedPurpose } from '../access/guard';
import type { Organisation, PersonalFacts } from '../person/person.types';
import type { Day, Instant } from '../vocabulary/day';
import { DecisionView, envelopeFrom, type EnvelopeInput } from './decision.graph';
import type { Declaration, Envelope, MutationOutcome } from './declaration';

/** Who asks for a change, how, and when. */
export interface Asking {
  readonly actor: Actor;
  readonly envelope: Envelope;
  readonly today: Day;
  readonly now: Instant;
  readonly loadId?: number | null;
  /** Aborted once nobody waits for the answer. */
  readonly signal?: AbortSignal | undefined;
}

/** The one pipeline that every mutation runs through. */
export interface Pipeline<Facts extends PersonalFacts> {
  decide<Input>(declaration: Declaration<Input, Facts>, input: Input, asking: Asking): Promise<MutationOutcome<Facts>>;
}

/** What the answer is made with: what the caller is shown of the record after the change. */
export interface AnswerReader<Facts extends PersonalFacts> {
  readonly actor: Actor | null;
  readonly purpose: string | null;
  /** From here on it reads for a change, whose purpose may be another than that of the request. */
  readsForChange(purpose: string | null): void;
  /** The facts as they are after it, so that they are not read again. */
  remember(facts: ReadonlyMap<number, Facts>, organisations: readonly Organisation[]): void;
  /** The caller looks at a person's record, where they see it. */
  look(personId: number): Promise<void>;
}

/** The request that a change comes with. */
export interface ChangeRequest {
  readonly today: Day;
  readonly now: Instant;
  readonly signal: AbortSignal | undefined;
  readonly logger: Pick<Logger, 'warn'>;
  /** Told before a change may be written. */
  readonly onChange: () => void;
}

/** The way of every mutation, made once a request: it has the reader, the pipeline and the answer. */
export class Mutations<Facts extends PersonalFacts> {
  constructor(
    private readonly pipeline: Pipeline<Facts>,
    private readonly reader: AnswerReader<Facts>,
    private readonly request: ChangeRequest,
  ) {}

  async decide<Input>(declaration: Declaration<Input, Facts>, input: Input, given: EnvelopeInput | null | undefined): Promise<DecisionView> {
    const { today, now, signal, logger, onChange } = this.request;
    const actor = signedIn(this.reader.actor);
    const envelope = envelopeFrom(given, this.reader.purpose);
    statedPurpose(envelope.purpose);
    this.reader.readsForChange(envelope.purpose);
    if (!envelope.dryRun) onChange();
    const outcome = await this.pipeline.decide(declaration, input, { actor, envelope, today, now, signal });
    // No personal data: what a metric counts and an alarm is set on.
    if (declaration.rationed)
      logger.warn({ change: declaration.name, applied: outcome.applied, role: actor.role, organisation: actor.organisation.code }, 'rationed change');
    if (outcome.facts) this.reader.remember(outcome.facts, outcome.organisations);
    // A dry run, or a refusal, that shows a record is a look at it, whatever of the answer is asked for.
    for (const id of outcome.shown ?? []) await this.reader.look(id);
    return new DecisionView(outcome);
  }
}

/** What a mutation's resolver asks of the request. */
export interface Mutating<Facts extends PersonalFacts> {
  readonly mutations: Mutations<Facts>;
}
