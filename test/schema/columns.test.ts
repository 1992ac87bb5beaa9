import { getNamedType, isInputObjectType } from 'graphql';
import { getMetadataArgsStorage } from 'typeorm';
import { boundsIn } from '../../src/server/bounds';
import { entities } from '../../src/server/entities';
import { buildHubSchema } from '../../src/server/schema';

/*
 * Where each text ends up. A text of the graph is never longer than the narrowest column that it is written to: varchar columns count
 * characters, a text column of MariaDB holds 65,535 bytes, of which a character takes up to four.
 */

const BYTES_OF_TEXT = 65_535;
const WIDEST = 4;

/** The columns that a text is written to, by argument or field of an input; [] where it is looked up, hashed or only compared. */
const WRITTEN_TO: Readonly<Record<string, readonly string[]>> = {
  'AgreementInput.givenBy': ['agreement.given_by'],
  'AgreementInput.role': ['agreement.role'],
  'AgreementInput.sharedWithRole': ['agreement.shared_with_role'],
  'AgreementInput.sharedWithOrganisation': ['organisation.code', 'organisation.ons_code'],
  'AnswerInput.question': [],
  'AnswerInput.answer': [],
  'ArrangementInput.holderName': ['arrangement.holder_name'],
  'ArrangementInput.route': ['arrangement.route'],
  'BandedNeedInput.strand': ['allocation.details'],
  'CarerAllocationInput.assessedBy': ['allocation.assessed_by'],
  'CarerAllocationInput.level': ['allocation.details'],
  'ElementThreeAwardInput.assessedBy': ['allocation.assessed_by'],
  'ElementThreeAwardInput.band': ['allocation.details'],
  'ElementThreeAwardInput.setting': ['organisation.code'],
  // What somebody is known by, and no more than compared.
  'openEmergencyAccess.nhsNumber': [],
  'relatePeople.fromNhsNumber': [],
  'PersonDetails.name': [],
  'PersonDetails.postcode': [],
  'Envelope.idempotencyKey': [],
  'Envelope.purpose': ['access_event.purpose'],
  'Envelope.reason': ['budget_revision.reason', 'emergency_access.reason', 'movement.note', 'correction.reason'],
  'FinancialFactsInput.premiums': ['financial_assessment.facts'],
  'HealthBudgetInput.assessedBy': ['allocation.assessed_by'],
  'InvoiceInput.number': ['invoice.number'],
  'InvoiceInput.provider': ['invoice.provider'],
  'MoneyLineInput.label': ['financial_assessment.facts'],
  'NotionalCapitalInput.label': ['financial_assessment.facts'],
  'PropertyInput.label': ['financial_assessment.facts'],
  'OtherFundingInput.funder': ['allocation.details', 'organisation.name'],
  'OtherFundingInput.purpose': ['allocation.details'],
  'OutcomeInput.ref': ['outcome.ref'],
  'OutcomeInput.text': ['outcome.text'],
  'PersonInput.authority': ['organisation.code', 'organisation.ons_code'],
  'PersonInput.healthCommissioner': ['organisation.code'],
  'PersonInput.localId': ['identifier.value'],
  'PersonInput.name': ['person.name', 'person_was.name'],
  'PersonInput.nhsNumber': ['identifier.value'],
  'PersonInput.upn': ['identifier.value'],
  'PlanItemInput.description': ['budget_item.description'],
  'PlanItemInput.outcomeRef': ['outcome.ref'],
  'PlanItemInput.service': ['budget_item.service'],
  'PlanItemInput.unit': ['budget_item.unit'],
  'RasOutcomeInput.assessedBy': ['allocation.assessed_by'],
  'RasOutcomeInput.questionnaire': ['allocation.details'],
  'SpendingDeclarationInput.givenBy': ['spending_statement.given_by'],
  'queryTransaction.question': ['budget_transaction.asked_about'],
  'acceptTransaction.explanation': ['budget_transaction.explanation'],
  'SectionJItemInput.description': ['budget_item.description'],
  'SectionJItemInput.outcomeRef': ['outcome.ref'],
  'SectionJItemInput.quantity': ['budget_item.quantity'],
  'SectionJItemInput.reference': ['budget_item.reference'],
  'SectionJItemInput.service': ['budget_item.service'],
  'SectionJItemInput.unit': ['budget_item.unit'],
  'SuccessionInput.councils': ['organisation.code'],
  'SuccessionInput.predecessor': ['organisation.code'],
  'SuccessionInput.successor': ['organisation.code'],
  'TransactionInput.description': ['budget_transaction.description'],
  'TransactionInput.merchantCategory': ['budget_transaction.merchant_category'],
  'TransactionInput.reference': ['budget_transaction.reference'],
  'agreePlan.agreedBy': ['plan.agreed_by'],
  'answerConsultation.party': ['consultation_party.name'],
  'answerConsultation.view': ['consultation_party.view'],
  'authoriseHolder.name': ['holder_authority.name'],
  'authoriseHolder.organisation': ['holder_authority.organisation'],
  'ceasePlan.ground': ['plan.cease_ground'],
  'decideReconsideration.reasons': ['consultation.reconsideration'],
  'decideSufficiencyReview.account': ['sufficiency_review.outcome'],
  'movePerson.authority': ['organisation.code', 'organisation.ons_code'],
  'movePerson.healthCommissioner': ['organisation.code'],
  'proposeReduction.reasons': ['consultation.reasons'],
  'raiseDispute.account': ['dispute.account'],
  'recordAlongside.label': ['alongside.label'],
  'recordAlongside.payer': ['alongside.payer'],
  'recordCapacity.basis': ['capacity_decision.basis'],
  'recordReview.finding': ['review.finding'],
  'requestReconsideration.account': ['consultation.reconsideration'],
  'requestSufficiencyReview.account': ['sufficiency_review.account'],
  'reviewEmergencyAccess.finding': ['emergency_review.finding'],
  'settleDispute.outcome': ['dispute.outcome'],
  'suspendBudget.reason': ['budget_revision.reason'],
  'withdrawAgreement.reason': ['agreement.withdrawn_reason'],
  'withdrawReduction.reason': ['budget_revision.reason'],
  'approveInvoice.reason': ['budget_revision.reason'],
  'rejectInvoice.reason': ['budget_revision.reason'],
};

const storage = getMetadataArgsStorage();
function ancestry(target: unknown): readonly unknown[] {
  const found: unknown[] = [];
  for (let each = target; typeof each === 'function' && each !== Function.prototype; each = Object.getPrototypeOf(each) as unknown) found.push(each);
  return found;
}
/** Characters that a column surely holds, by table and column. */
const HOLDS: ReadonlyMap<string, number> = new Map(
  storage.tables
    .filter(({ target }) => entities.includes(target as (typeof entities)[number]))
    .flatMap((table) =>
      storage.columns
        .filter(({ target, options }) => ancestry(table.target).includes(target) && ['varchar', 'text'].includes(String(options.type)))
        .map(({ propertyName, options }): [string, number] => [
          `${table.name}.${propertyName}`,
          options.type === 'text' ? Math.floor(BYTES_OF_TEXT / WIDEST) : Number(options.length),
        ]),
    ),
);

const schema = buildHubSchema();
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
/** Queries write nothing but who looked. */
const read = new Set(['PoolFilter']);
const texts = [
  ...Object.values(schema.getTypeMap()).flatMap((type) =>
    isInputObjectType(type) && !read.has(type.name)
      ? Object.values(type.getFields()).map((holder) => ({ place: `${type.name}.${holder.name}`, holder }))
      : [],
  ),
  ...mutations.flatMap(({ name, args }) => args.map((holder) => ({ place: `${name}.${holder.name}`, holder }))),
].filter(({ holder }) => getNamedType(holder.type).name === 'String');

describe('texts and the columns that keep them', () => {
  it('it is known of every text that may be sent where it is kept', () => {
    expect(texts.map(({ place }) => place).toSorted()).toEqual(Object.keys(WRITTEN_TO).toSorted());
    expect(
      Object.values(WRITTEN_TO)
        .flat()
        .filter((column) => !HOLDS.has(column)),
    ).toEqual([]);
  });

  it.each(texts.map(({ place, holder }) => [place, holder] as const))('%s fits each of its columns', (place, holder) => {
    const { value, oneOf } = boundsIn(holder);
    const most = oneOf ? Math.max(...oneOf.map((each) => String(each).length)) : value?.kind === 'text' ? value.most : Number.POSITIVE_INFINITY;
    for (const column of WRITTEN_TO[place] ?? []) expect({ column, most: Math.min(most, HOLDS.get(column) ?? 0) }).toEqual({ column, most });
  });
});
