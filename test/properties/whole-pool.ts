const AMOUNT = '{ value every weeksPerYear perWeek perYear }';
const RESULT = '{ rule { id } effect message fix subject }';
const TOTAL = '{ perWeek perYear oneOff }';
const LINE = `{ id stream service description unit unitPrice unitsPerWeek cost ${AMOUNT} from to outcome { id ref text } results ${RESULT} fundedBy { id } }`;
const BESIDE = `{ label payer amount ${AMOUNT} }`;

const STREAM = `{ id stream funder { code name } from to visibility status version indicative ${AMOUNT} agreed ${AMOUNT} contribution ${AMOUNT} net ${AMOUNT} unallocated ${AMOUNT}
  agreements { id kind givenBy role on until amount ${AMOUNT} itemId withdrawnOn withdrawnReason }
  arrangements { id kind holder holderName holderId amount ${AMOUNT} from to contingency route contributionTaken agreementSignedOn }
  items ${LINE} results ${RESULT} steps { label detail amount }
  consultations { id kind to ${AMOUNT} reasons noticeGivenOn effectiveOn closesOn status parties { name role answeredOn agrees view } }
  sufficiencyReviews { id account askedOn decidedOn outcome } disputes { id subject stage account raisedOn outcome }
  reviews { id dueOn doneOn finding status rule { id } } spending { allocated released paid spent available toReclaim }
  transactions { id reference on amount description itemId results ${RESULT} }
  invoices { id provider number status total lines { itemId on units rate amount results ${RESULT} } }
  history { at by action reason status effectiveOn amount ${AMOUNT} } source { __typename } }`;

/** All of one person's money, with all that is said of it. `$at` stands for the day and the instant. */
export const WHOLE_POOL = `pooledBudget($at) { asOf label completeness streams ${STREAM} indicative ${TOTAL} agreed ${TOTAL} contribution ${TOTAL} net ${TOTAL}
  cost(from: "2025-04-01", to: "2026-12-31") heldAs { kind amount ${TOTAL} } blockers ${RESULT} steps { label detail amount }
  alongside { topUps ${BESIDE} brokerageFees ${BESIDE} otherResources ${BESIDE} } }
  plans($at) { id kind status from to version outcomes { id ref text tags budgetEligible } items ${LINE} }`;
