import { amountColumns, amountColumnsOf } from '../../database/amount-columns';
import { type Change, revise } from '../../database/changes';
import type { Circumstances } from '../../mutation/declaration';
import { factColumns, firstVersion } from '../../people/people.decisions';
import type { Agreement, Arrangement } from '../../streams/stream.types';
import type { Day } from '../../vocabulary/day';
import { AgreementRow, ArrangementRow } from './arrangement.entity';
import type { Budget } from './budget.loader';
import type { PersonFacts } from './person-facts';
import { nextColumns } from './revisions';

export const arrangementRow = (
  part: Omit<Arrangement, 'version'>,
  budget: Budget,
  { person }: Pick<PersonFacts, 'person'>,
  circumstances: Circumstances,
): ArrangementRow => ({
  ...factColumns(part.id, person, circumstances),
  ...firstVersion,
  budget_id: budget.id,
  kind: part.kind,
  holder: part.holder,
  holder_name: part.holderName,
  holder_id: part.holderId,
  holder_authority_id: part.holderAuthorityId,
  ...amountColumnsOf('amount', part.amount),
  contingency: part.contingency,
  from_on: part.from,
  to_on: part.to,
  route: part.route,
  contribution_taken: part.contributionTaken,
});

/** A part is held no longer after a day: what was before it stays, and one that had not begun is taken back. */
export function arrangementEndedAfter(
  part: Arrangement,
  last: Day,
  budget: Budget,
  facts: Pick<PersonFacts, 'person'>,
  circumstances: Circumstances,
): Change[] {
  if (part.from > last) return [{ kind: 'close', table: ArrangementRow, id: part.id, version: part.version, at: circumstances.at }];
  const row = { ...arrangementRow(part, budget, facts, circumstances), ...nextColumns(part, facts, circumstances) };
  return revise(ArrangementRow, row, { to_on: last }, circumstances.at);
}

/** Nothing of the budget is held after a day in the way it was. */
export const arrangementsEndedAfter = (budget: Budget, last: Day, facts: Pick<PersonFacts, 'person'>, circumstances: Circumstances): Change[] =>
  budget.arrangements.filter(({ to }) => to === null || to > last).flatMap((part) => arrangementEndedAfter(part, last, budget, facts, circumstances));

/** An agreement as its row, for a new version of it. */
export const agreementRow = (
  agreement: Agreement,
  budget: Budget,
  facts: Pick<PersonFacts, 'person'>,
  circumstances: Circumstances,
): AgreementRow => ({
  ...nextColumns(agreement, facts, circumstances),
  budget_id: budget.id,
  arrangement_id: agreement.arrangementId,
  item_id: agreement.itemId,
  kind: agreement.kind,
  given_by: agreement.givenBy,
  role: agreement.role,
  given_on: agreement.on,
  until_on: agreement.until,
  ...amountColumns('amount', agreement.amount),
  shared_with_role: agreement.sharedWithRole,
  shared_with_id: agreement.sharedWithId,
  shared_with_person_id: agreement.sharedWithPersonId,
  withdrawn_on: agreement.withdrawnOn,
  withdrawn_reason: agreement.withdrawnReason,
});

/** An agreement that named no line becomes about one. */
export function agreementAbout(
  itemId: number,
  agreement: Agreement,
  budget: Budget,
  facts: Pick<PersonFacts, 'person'>,
  circumstances: Circumstances,
): Change[] {
  return revise(AgreementRow, agreementRow(agreement, budget, facts, circumstances), { item_id: itemId }, circumstances.at);
}
