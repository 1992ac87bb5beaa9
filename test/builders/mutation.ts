import type { RuleId } from '../../src/rules/rule-ids';
import type { Caller } from './hub';

/** What a mutation answers, as far as rules are concerned: asking for no more leaves no trace of a read. */
export interface Decided {
  readonly applied: boolean;
  readonly id: string | null;
  readonly results: readonly {
    readonly rule: { readonly id: RuleId };
    readonly effect: string;
    readonly message: string;
    readonly fix: string | null;
    readonly subject: string | null;
  }[];
}
export const DECIDED = '{ applied id results { rule { id } effect message fix subject } }';

const ARGUMENTS = {
  registerPerson: 'input: PersonInput!',
  relatePeople: 'fromId: ID!, kind: RelationKind!, toId: ID!, from: Date!, to: Date',
  recordCapacity: 'personId: ID!, hasCapacity: Boolean!, basis: String!, on: Date!',
  recordLivingSituation: 'personId: ID!, situation: LivingSituation!, from: Date!',
  recordPlan: 'input: PlanInput!',
  agreePlan: 'planId: ID!, on: Date!, agreedBy: String!',
  addSectionJItem: 'input: SectionJItemInput!',
  addPlanItem: 'input: PlanItemInput!',
  endItem: 'itemId: ID!, on: Date!',
  awardElementThree: 'input: ElementThreeAwardInput!',
  recordChildrensRas: 'input: RasOutcomeInput!',
  recordAdultsRas: 'input: RasOutcomeInput!',
  allocateToCarer: 'input: CarerAllocationInput!',
  attachHealthBudget: 'input: HealthBudgetInput!',
  recordOtherFunding: 'input: OtherFundingInput!',
  shareIndicative: 'streamBudgetId: ID!, on: Date!',
  recordAgreement: 'input: AgreementInput!',
  agreeBudget: 'streamBudgetId: ID!, amount: AmountInput!',
  showInPool: 'streamBudgetId: ID!, shown: Boolean!',
  recordFinancialAssessment: 'personId: ID!, facts: FinancialFactsInput, assessed: AmountInput, assessedOn: Date!, from: Date!',
  authoriseHolder: 'personId: ID!, holder: HolderKind!, name: String!, organisation: String, basis: AuthorityBasis!, from: Date!, to: Date',
  chooseArrangements: 'streamBudgetId: ID!, arrangements: [ArrangementInput!]!',
  releaseBudget: 'streamBudgetId: ID!, on: Date!, schedule: ReleaseSchedule',
  proposeReduction: 'streamBudgetId: ID!, kind: CutKind!, to: AmountInput, reasons: String!, noticeGivenOn: Date!, effectiveOn: Date!',
  answerConsultation: 'consultationId: ID!, party: String!, agrees: Boolean!, view: String!, on: Date!',
  applyReduction: 'consultationId: ID!',
  recordAlongside:
    'streamBudgetId: ID!, kind: AlongsideKind!, label: String!, payer: String!, amount: AmountInput!, itemId: ID, from: Date!, to: Date',
  increaseBudget: 'streamBudgetId: ID!, to: AmountInput!, effectiveOn: Date!',
  submitInvoice: 'input: InvoiceInput!',
  voidRecord: 'kind: RecordKind!, id: ID!, version: Int',
} as const;
export type MutationName = keyof typeof ARGUMENTS;

/** Sends one mutation; throws where the answer is an error and not a decision. `selection` asks for more than the rules. */
export async function send<Answer = Decided>(
  caller: Caller,
  name: MutationName,
  given: object,
  envelope: object | null | undefined = null,
  selection = DECIDED,
): Promise<Answer> {
  // What is put right always says why.
  const declared = `${ARGUMENTS[name]}, envelope: Envelope${name === 'voidRecord' ? '!' : ''}`.split(', ').map((each) => each.split(': '));
  const query = `mutation(${declared.map(([argument, type]) => `$${argument}: ${type}`).join(', ')}) { answer: ${name}(${declared.map(([argument]) => `${argument}: $${argument}`).join(', ')}) ${selection} }`;
  const { answer } = await caller.ask<{ answer: Answer }>(query, { ...given, envelope: envelope ?? null });
  return answer;
}
