import type { Role } from '../../access/actor';
import { READS_AREA } from '../../access/table';
import { insert } from '../../database/changes';
import type { Circumstances } from '../../mutation/declaration';
import type { Agreement, AgreementKind } from '../../streams/stream.types';
import { FUNDING_STREAMS } from '../../streams/streams';
import type { Amount } from '../../vocabulary/amount';
import type { Day } from '../../vocabulary/day';
import { badInput, notFound } from '../../vocabulary/refusal';
import { type BudgetWithOwner, mustBeTied, ofBudget } from '../caller/budget-mutation';
import { policyOn } from '../caller/policy-of-the-day';
import { seenBy } from '../caller/visibility';
import { allocationOf } from '../charge/charge.rules';
import { theChargeFollows } from '../charge/charge-sharing.rules';
import { allItems } from '../lines/draw-down.rules';
import { onSiteLines } from '../lines/own-part.rules';
import { linesSeenBy } from '../lines/visible-lines';
import { AgreementRow } from '../record/arrangement.entity';
import { agreementRow } from '../record/arrangement.rows';
import type { PersonFacts } from '../record/person-facts';
import { reviseBudget, stateFor } from '../record/revisions';

/** What a school or college gives, and may take back itself. */
export const OF_A_SETTING: readonly AgreementKind[] = ['SETTING_RELEASE', 'ON_SITE_STAFF'];

/** The head or principal of the setting that the budget names: of what is the setting's to give, for its own pupils alone. */
export const givesAsSetting = ({ budget, facts }: BudgetWithOwner, kind: AgreementKind | undefined, circumstances: Circumstances): boolean =>
  circumstances.actor.role === 'SETTING_APPROVER' &&
  kind !== undefined &&
  OF_A_SETTING.includes(kind) &&
  seenBy(circumstances.actor, facts, circumstances).of(budget) === 'OWN_PART';

/** What a head or principal names besides: nothing, or a line whose staff works in the setting. */
const namesTheirOwn = ({ budget, facts }: BudgetWithOwner, { itemId, arrangementId }: AgreementToRecord, circumstances: Circumstances): boolean => {
  const { today } = circumstances;
  return (
    arrangementId === null &&
    (itemId === null || onSiteLines(budget, facts, policyOn(facts, circumstances, today), today).some(({ id }) => id === itemId))
  );
};

export interface AgreementToRecord {
  readonly streamBudgetId: number;
  readonly arrangementId: number | null;
  readonly kind: AgreementKind;
  readonly givenBy: string;
  readonly role: string;
  readonly on: Day;
  readonly until: Day | null;
  readonly amount: Amount | null;
  readonly itemId: number | null;
  /** Of a sharing agreement: the role, and the code of the council or commissioner, that it lets see the budget. */
  readonly sharedWithRole: Role | null;
  readonly sharedWithOrganisation: string | null;
  /** Or the record of one of the family, whom the person lets see it. */
  readonly sharedWithPerson: number | null;
}

/** Whom an agreement to share lets see the budget. Throws BAD_INPUT where it names nobody, or where another kind names somebody. */
function sharedWith(agreement: AgreementToRecord, facts: PersonFacts, { organisation }: Circumstances) {
  const { kind, sharedWithRole, sharedWithOrganisation, sharedWithPerson } = agreement;
  const atWork = sharedWithRole !== null || sharedWithOrganisation !== null;
  const named = atWork || sharedWithPerson !== null;
  if (kind !== 'SHARING' && named) throw badInput('input.kind', 'Only a sharing agreement (SHARING) names with whom something is shared.');
  if (kind === 'SHARING' && !named)
    throw badInput('input.sharedWithRole', 'Say with whom: sharedWithRole, sharedWithOrganisation, or both to narrow it; or sharedWithPerson.');
  if (atWork && sharedWithPerson !== null)
    throw badInput(
      'input.sharedWithPerson',
      'One of the family is named alone. Record what is shared with those who work for the person as another agreement.',
    );
  if (sharedWithPerson === facts.person.id) throw badInput('input.sharedWithPerson', 'The person sees their own budget already.');
  mustBeTied(facts, sharedWithPerson, 'input.sharedWithPerson');
  if (sharedWithRole !== null && !READS_AREA.includes(sharedWithRole))
    throw badInput('input.sharedWithRole', `A budget is shared with those who work for people: ${READS_AREA.join(', ')}.`);
  if (sharedWithOrganisation === null) return { role: sharedWithRole, organisationId: null };
  const code = sharedWithOrganisation.trim().toUpperCase();
  const kindOf = /^(\d{3}|E\d{8})$/.test(code) ? 'LOCAL_AUTHORITY' : 'HEALTH_COMMISSIONER';
  return { role: sharedWithRole, organisationId: organisation(kindOf, code, 'input.sharedWithOrganisation').id };
}

/**
 * Puts on record what somebody agreed to. It changes no amount; a rule that asked for it is satisfied by it. Terms of a direct
 * payment are the direct payment team's to record, and a setting gives its own agreement. An agreement to share shows the budget in
 * full, from its day to its last, to those it names who were told already that it exists, and to one of the family whom it names.
 */
export const recordAgreement = ofBudget<AgreementToRecord>('recordAgreement', {
  may: 'HANDLES',
  people: async (input, find) => [await find.personOf('budget_revision', input.streamBudgetId, 'streamBudgetId')],
  budgetId: ({ streamBudgetId }) => streamBudgetId,
  or: (own, input, circumstances) => givesAsSetting(own, input.kind, circumstances) && namesTheirOwn(own, input, circumstances),
  follows: theChargeFollows,
  decide({ budget, facts, all }, input, circumstances) {
    if (input.on > circumstances.today) throw badInput('input.on', `${input.on} has not come yet: an agreement is recorded once it is given.`);
    if (input.until !== null && input.until < input.on) throw badInput('input.until', 'It ends before it was given.');
    const asSetting = givesAsSetting({ budget, facts, all }, input.kind, circumstances);
    const shown = linesSeenBy(circumstances.actor, facts, circumstances);
    if (input.itemId !== null && !allItems(facts).some((item) => item.id === input.itemId && (asSetting || shown(item))))
      throw notFound('input.itemId', `The person has no line ${input.itemId}.`);
    if (input.arrangementId !== null && !budget.arrangements.some(({ id }) => id === input.arrangementId))
      throw notFound('input.arrangementId', `The budget has no arrangement ${input.arrangementId}.`);
    const shared = sharedWith(input, facts, circumstances);
    const id = circumstances.newId();
    const agreement: Agreement = {
      ...input,
      id,
      version: 1,
      budgetId: budget.id,
      sharedWithRole: shared.role,
      sharedWithId: shared.organisationId,
      sharedWithPersonId: input.sharedWithPerson,
      withdrawnOn: null,
      withdrawnReason: null,
    };
    const allocation = allocationOf(budget, stateFor(budget, input.on));
    return {
      results: FUNDING_STREAMS[budget.stream].saysOfAgreement(input, allocation),
      changes: [
        insert(AgreementRow, agreementRow(agreement, budget, facts, circumstances)),
        ...reviseBudget(budget, { action: 'recordAgreement', patch: () => ({}) }, circumstances),
      ],
      id,
    };
  },
});
