import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Actor, Role } from '../../access/actor';
import { READS_FAMILY, type Sight } from '../../access/table';
import { OrganisationView } from '../../people/person.graph';
import type { Item } from '../../plans/plan.types';
import type { RuleResult } from '../../rules/rule';
import { RuleResultView, StepView } from '../../rules/rule.graph';
import { AgreementView } from '../../streams/agreement.graph';
import { allocationSource, AllocationSourceUnion, type AllocationSourceView } from '../../streams/allocation-source.graph';
import { isForTheSetting } from '../../streams/line.rules';
import { type Agreement, agreementLiveOn, type Arrangement, type BudgetState, type BudgetStatus } from '../../streams/stream.types';
import { charges } from '../../streams/streams';
import { PHB_CHC_WHOLE } from '../../streams/whole-package.rules';
import { AmountView, enumOf, StreamEnum } from '../../vocabulary/amount.graph';
import { type Day, runsOn } from '../../vocabulary/day';
import { DateScalar } from '../../vocabulary/scalars.graph';
import type { Stream } from '../../vocabulary/stream';
import { OF_A_SETTING } from '../agreement/agreement.decisions';
import { needMetTwice } from '../agreement/need-once.rules';
import type { RequestReader } from '../caller/request-reader';
import { ConsultationView, SufficiencyReviewView } from '../change/consultation.graph';
import { ArrangementView, BudgetStatusEnum, RevisionView } from '../holding/arrangement.graph';
import { itemsOn, unallocatedOn } from '../lines/draw-down.rules';
import { BudgetItemView, itemView, lineResults } from '../lines/line.graph';
import { heldLines, onSiteLines, ownHoldings, ownInvoices, ownLines } from '../lines/own-part.rules';
import type { Budget } from '../record/budget.loader';
import type { Invoice } from '../record/budget.types';
import { netOf } from '../record/net.rules';
import type { PersonFacts } from '../record/person-facts';
import { isOver, versionOf } from '../record/revisions';
import { invoiceLineResults, payableOf } from '../spending/invoice.rules';
import { spendingOn } from '../spending/ledger.rules';
import { lineOfPayment } from '../spending/payable-line.rules';
import { paymentResults } from '../spending/payment.rules';
import { InvoiceView, SpendingStatementView, SpendingView, TransactionView } from '../spending/spending.graph';
import { budgetResults } from './budget-results.rules';
import { reviewsStanding, type ReviewStanding } from './review-standing.rules';

const VisibilityEnum = enumOf(['FULL', 'OWN_PART', 'EXISTS_ONLY'] as const);
registerEnumType(VisibilityEnum, {
  name: 'Visibility',
  description:
    "FULL: all of it. EXISTS_ONLY: that it exists, its stream, funder and dates. OWN_PART: that, and what the reader must agree to (a head or principal: the award, lines of staff on site, the setting's own agreements) bills (a provider: its lines and invoices) or holds (one of the family whose tie does not show it: their parts, and the lines where they hold all of it). A stream the reader may not know of is absent, and the pool says PARTIAL without saying by how much.",
});

@ObjectType('StreamBudget', {
  simpleResolvers: true,
  description: "One stream's budget, as it stands on a day, with the rules that speak of it. Withheld is null, never zero.",
})
export class StreamBudgetView {
  constructor(
    readonly facts: PersonFacts,
    readonly budget: Budget,
    readonly state: BudgetState,
    readonly asOf: Day,
    private readonly sight: Exclude<Sight, 'NONE'>,
    private readonly reader: RequestReader,
  ) {}

  /** What only a reader who sees all of it is given. */
  private shown<T>(give: () => T): T | null {
    return this.sight === 'FULL' ? give() : null;
  }
  /** What one who agrees to a part of it, bills it or holds it is given of it. */
  private part<T>(roles: Role | readonly Role[], give: (actor: Actor) => T): T | null {
    const { actor } = this.reader;
    return this.sight === 'OWN_PART' && actor && [roles].flat().includes(actor.role) ? give(actor) : null;
  }

  @Field(() => ID, { description: "The hub's own id." })
  get id(): string {
    return String(this.budget.id);
  }
  @Field(() => StreamEnum, { description: 'Whose money it is.' })
  get stream(): Stream {
    return this.budget.stream;
  }
  @Field(() => OrganisationView, { description: 'The council or NHS commissioner that pays it.' })
  get funder(): Promise<OrganisationView> {
    return this.organisation(this.state.funderId);
  }
  @Field(() => DateScalar, { description: 'The first day of the budget, counted in.' })
  get from(): Day {
    return this.state.from;
  }
  @Field(() => DateScalar, { nullable: true, description: 'Its last day, where it has one.' })
  get to(): Day | null {
    return this.state.to;
  }
  @Field(() => VisibilityEnum, { description: 'How much of it this reader is shown.' })
  get visibility(): Exclude<Sight, 'NONE'> {
    return this.sight;
  }
  @Field(() => BudgetStatusEnum, { nullable: true, description: 'Where it is in its life.' })
  get status(): BudgetStatus | null {
    return this.shown(() => this.state.status);
  }
  @Field(() => AmountView, { nullable: true, description: 'What the tool said, shared at the start of planning.' })
  get indicative(): AmountView | null {
    return this.shown(() => AmountView.of(this.state.indicative));
  }
  @Field(() => AmountView, { nullable: true, description: 'What plan sign-off settled; may be lower or higher.' })
  get agreed(): AmountView | null {
    return this.shown(() => AmountView.of(this.state.agreed));
  }
  @Field(() => AmountView, { nullable: true, description: "What the person pays (adult social care; replacement care in a carer's budget)." })
  get contribution(): AmountView | null {
    return this.shown(() => AmountView.of(this.state.contribution));
  }
  @Field(() => AmountView, { nullable: true, description: 'Agreed less contribution, never below zero.' })
  get net(): AmountView | null {
    return this.shown(() => AmountView.of(netOf(this.state)));
  }
  @Field(() => AllocationSourceUnion, {
    nullable: true,
    description: 'What it rests on; none where the figure of the assessment is not known (points outside the table, or a return without it).',
  })
  get source(): AllocationSourceView | null {
    return this.shown(() => this.allocationSource()) ?? this.part('SETTING_APPROVER', () => this.allocationSource());
  }
  @Field(() => Int, { nullable: true, description: 'Counts its revisions; sent back as expectedVersion.' })
  get version(): number | null {
    return this.shown(() => versionOf(this.budget));
  }
  @Field(() => [AgreementView], { nullable: true, description: 'What was agreed to about it.' })
  get agreements(): AgreementView[] | null {
    const all = (agreements: readonly Agreement[]) => agreements.map((each) => new AgreementView(each));
    return (
      this.shown(() => all(this.budget.agreements)) ??
      this.part('SETTING_APPROVER', () => all(this.budget.agreements.filter(({ kind }) => OF_A_SETTING.includes(kind))))
    );
  }
  @Field(() => [ConsultationView], { nullable: true, description: 'Cuts that were proposed.' })
  get consultations(): ConsultationView[] | null {
    return this.shown(() => {
      const seesFunder = this.reader.seesFunder(this.facts);
      return this.budget.record.consultations.map((each) => new ConsultationView(each, this.asOf, seesFunder));
    });
  }
  @Field(() => [SufficiencyReviewView], { nullable: true, description: 'Times the amount was looked at again.' })
  get sufficiencyReviews(): SufficiencyReviewView[] | null {
    return this.shown(() => this.budget.record.sufficiencyReviews.map((review) => new SufficiencyReviewView(review)));
  }
  @Field(() => [InvoiceView], {
    nullable: true,
    description: 'Invoices against it; a provider is shown its own, and to others who are not shown all of it this is null.',
  })
  get invoices(): InvoiceView[] | null {
    const all = (invoices: readonly Invoice[]) =>
      invoices.map(
        (invoice) =>
          new InvoiceView(
            invoice,
            (line) => invoiceLineResults(line, this.budget, this.facts),
            () => payableOf(invoice, this.budget, this.facts),
          ),
      );
    return this.shown(() => all(this.budget.record.invoices)) ?? this.part('PROVIDER', (provider) => all(ownInvoices(this.budget, provider)));
  }
  @Field(() => [TransactionView], { nullable: true, description: 'Payments made from it.' })
  get transactions(): TransactionView[] | null {
    return this.shown(() =>
      this.budget.record.transactions.map(
        (payment) =>
          new TransactionView(
            payment,
            () => lineOfPayment(payment, this.budget, this.facts),
            () => paymentResults(payment, this.budget, this.facts, this.policy),
          ),
      ),
    );
  }
  @Field(() => [SpendingStatementView], { nullable: true, description: 'Statements and declarations that the record of its spending is complete.' })
  get spendingStatements(): SpendingStatementView[] | null {
    return this.shown(() => this.budget.record.statements.map((statement) => new SpendingStatementView(statement)));
  }
  @Field(() => SpendingView, { nullable: true, description: 'Where the money is.' })
  get spending(): SpendingView | null {
    return this.shown(
      () =>
        new SpendingView(
          this.reader.worked.spending.of(this.facts, this.question, () => spendingOn(this.budget, this.facts, this.policy, this.asOf)),
        ),
    );
  }
  @Field(() => [BudgetItemView], { nullable: true, description: 'The lines that draw on it on the day.' })
  get items(): BudgetItemView[] | null {
    return (
      this.shown(() => this.lines.map((item) => itemView(item, this.facts, this.asOf, () => this.saidOfLine(item)))) ??
      this.part('SETTING_APPROVER', () =>
        onSiteLines(this.budget, this.facts, this.policy, this.asOf).map((item) =>
          itemView(item, this.facts, this.asOf, () => this.saidOfLine(item).filter(isForTheSetting)),
        ),
      ) ??
      this.part('PROVIDER', (provider) =>
        ownLines(this.budget, this.facts, provider, this.asOf).map((item) => itemView(item, this.facts, this.asOf, () => [])),
      ) ??
      this.part(READS_FAMILY, (holder) =>
        heldLines(this.budget, this.facts, holder, this.asOf).map((item) => itemView(item, this.facts, this.asOf, () => [])),
      )
    );
  }
  @Field(() => AmountView, { nullable: true, description: 'Agreed less the lines that draw on it.' })
  get unallocated(): AmountView | null {
    return this.shown(() => AmountView.of(unallocatedOn(this.budget, this.facts, this.policy, this.asOf)));
  }
  @Field(() => [ArrangementView], { nullable: true, description: 'How it is held on the day.' })
  get arrangements(): ArrangementView[] | null {
    const all = (parts: readonly Arrangement[]) =>
      parts
        .filter((each) => runsOn(each, this.asOf))
        .map((each) => {
          const terms = this.budget.agreements.find(
            (agreement) =>
              agreement.kind === 'DIRECT_PAYMENT_TERMS' &&
              (agreement.arrangementId === null || agreement.arrangementId === each.id) &&
              agreementLiveOn(agreement, this.asOf),
          );
          return new ArrangementView(each, terms?.on ?? null);
        });
    const { arrangements } = this.budget;
    return this.shown(() => all(arrangements)) ?? this.part(READS_FAMILY, (holder) => all(ownHoldings(this.budget, holder)));
  }
  @Field(() => [RevisionView], { nullable: true, description: 'Its life so far, first to last.' })
  get history(): RevisionView[] | null {
    return this.shown(() => {
      const { revisions } = this.budget;
      // A change that reaches past another writes a revision for each; it is one step of the life.
      const steps = revisions.filter(
        (each, index) => index === 0 || revisions[index - 1]?.recordedAt !== each.recordedAt || revisions[index - 1]?.action !== each.action,
      );
      return steps.map((state) => new RevisionView(state));
    });
  }
  @Field(() => [StepView], {
    nullable: true,
    description:
      "From the facts to the figure; of an adult's own social care then to the contribution, where it was assessed. What another pays towards replacement care is worked out on their own budget.",
  })
  get steps(): StepView[] | null {
    return this.shown(() => {
      const assessed =
        charges(this.budget.stream, 'OWN_CARE') && this.state.contribution
          ? this.facts.assessments.findLast(({ from }) => from <= this.asOf)
          : undefined;
      return StepView.all([...this.allocation().steps, ...(assessed?.steps ?? [])]);
    });
  }
  @Field(() => [RuleResultView], { nullable: true, description: 'The rules that speak of it today.' })
  get results(): RuleResultView[] | null {
    return this.shown(() => RuleResultView.all(this.spoken));
  }

  /** For the pool: does this reader see its figures? */
  get inFull(): boolean {
    return this.sight === 'FULL';
  }

  /** What the rules say of it, as far as this reader may know: that continuing healthcare exists is told only to one who may know of it. */
  get spoken(): readonly RuleResult[] {
    const results = this.reader.worked.results.of(this.facts, this.question, () => [
      ...budgetResults(this.budget, this.state, this.facts, this.policy, this.asOf),
      ...(isOver(this.state) ? [] : needMetTwice(this.budget, this.shownInFull)),
    ]);
    return this.reader.mayKnowOfContinuingCare(this.facts) ? results : results.filter(({ rule }) => rule !== PHB_CHC_WHOLE.id);
  }
  /** The budgets of the same person of which this reader may be told. */
  private get shownInFull(): readonly Budget[] {
    return this.facts.budgets.filter((each) => this.reader.sight(this.facts, each) === 'FULL');
  }
  get spokenOfLines(): readonly RuleResult[] {
    return this.reader.worked.ofLines.of(this.facts, this.question, () => this.lines.flatMap((item) => this.saidOfLine(item)));
  }
  private saidOfLine(item: Item): readonly RuleResult[] {
    return lineResults(item, this.facts, this.policy, this.asOf, this.reader);
  }
  /** What is asked of this budget in this state on this day. */
  private get question(): string {
    return `${this.budget.id} ${this.state.version} ${this.asOf}`;
  }

  /** Its reviews, done and to come. */
  get standingReviews(): readonly ReviewStanding[] {
    return reviewsStanding(this.budget, this.state, this.facts, this.policy, this.asOf);
  }

  private get policy() {
    return this.reader.policy(this.facts, this.asOf, this.state);
  }
  private get lines() {
    return itemsOn(this.budget, this.facts, this.asOf);
  }

  private allocation() {
    const allocation = this.budget.allocations.find(({ id }) => id === this.state.allocationId);
    if (!allocation) throw new Error(`budget ${this.budget.id} rests on no allocation`);
    return allocation;
  }

  private allocationSource(): AllocationSourceView | null {
    return allocationSource(this.allocation(), {
      shownInPool: this.state.shownInPool,
      live: (kind) => this.budget.agreements.filter((each) => each.kind === kind && agreementLiveOn(each, this.asOf)).at(-1) ?? null,
      versionNamed: (name) => this.reader.versionNamed(name),
      organisation: (id) => this.organisation(id),
      person: (id) => this.reader.person(id),
    });
  }

  private async organisation(id: number): Promise<OrganisationView> {
    return new OrganisationView(await this.reader.organisation(id), (each) => this.reader.followersOf(each));
  }
}
