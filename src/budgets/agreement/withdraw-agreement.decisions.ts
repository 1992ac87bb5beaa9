import { revise } from '../../database/changes';
import { ruleById, type RuleResult, speak } from '../../rules/rule';
import { type Agreement, agreementLiveOn } from '../../streams/stream.types';
import { type Day, runsOn } from '../../vocabulary/day';
import { badInput } from '../../vocabulary/refusal';
import { budgetHolding, ofBudget } from '../caller/budget-mutation';
import { theChargeFollows } from '../charge/charge-sharing.rules';
import { DP_TERMS, termsSigned } from '../holding/arrangement.rules';
import { AgreementRow } from '../record/arrangement.entity';
import { agreementRow } from '../record/arrangement.rows';
import { noted, reviseBudget, stateFor } from '../record/revisions';
import { givesAsSetting } from './agreement.decisions';

export interface AgreementToWithdraw {
  readonly agreementId: number;
  /** The first day on which it does not stand. */
  readonly on: Day;
  readonly reason: string;
}

/** What follows where a carer's budget loses an agreement that it rests on. */
function withoutIt({ id, kind }: Pick<Agreement, 'id' | 'kind'>, on: Day): readonly RuleResult[] {
  if (kind === 'JOINT_PLAN')
    return [
      speak(ruleById('CAR-JOINT'), `From ${on} the plan and the budgets are joint no more; each keeps its own amount and ledger.`, {
        effect: 'WARN',
        fix: 'Withdraw what the other agreed to as well (withdrawAgreement), and give each a plan of their own.',
        subject: id,
      }),
    ];
  if (kind === 'CARED_FOR_CHARGE')
    return [
      speak(
        ruleById('CAR-REPLACEMENT-CONSENT'),
        `From ${on} nothing is charged for the replacement care in this budget, to which the person cared for no longer consents.`,
        {
          effect: 'WARN',
          fix: 'Look for another way to support the carer, or record their consent again (agreement CARED_FOR_CHARGE).',
          subject: id,
        },
      ),
    ];
  return [];
}

/** What follows where the terms of a direct payment are taken back: nothing is paid without them, and the need is still met. */
const withoutTerms = ({ id }: Pick<Agreement, 'id'>, on: Day): RuleResult =>
  speak(
    DP_TERMS,
    `From ${on} the terms of the direct payment are not agreed to any more: nothing more is paid from that day, and the need is still to be met.`,
    {
      effect: 'WARN',
      fix: 'Choose another way to hold the budget (chooseArrangements), or have the terms signed again (agreement DIRECT_PAYMENT_TERMS); then resume the budget.',
      subject: id,
    },
  );

/**
 * Somebody takes back what they agreed to. Where a setting takes back its release, nothing more is paid from that day, what is
 * paid stays, and the council still owes the provision (CFA 2014 s.42): a budget that is released is suspended. So is one whose direct
 * payment loses its terms.
 */
export const withdrawAgreement = ofBudget<AgreementToWithdraw>('withdrawAgreement', {
  follows: theChargeFollows,
  may: 'HANDLES',
  names: 'PART',
  people: async (input, find) => [await find.personOf('agreement', input.agreementId, 'agreementId')],
  budgetId: ({ agreementId }, all) =>
    budgetHolding(all, 'agreementId', agreementId, ({ agreements }) => agreements.some(({ id }) => id === agreementId)),
  or: (own, { agreementId }, circumstances) => givesAsSetting(own, own.budget.agreements.find(({ id }) => id === agreementId)?.kind, circumstances),
  decide({ budget, facts }, { agreementId, on, reason }, circumstances) {
    const agreement = budget.agreements.find(({ id }) => id === agreementId);
    if (!agreement) throw badInput('agreementId', 'There is no such agreement.');
    if (agreement.withdrawnOn !== null) throw badInput('agreementId', `It was withdrawn on ${agreement.withdrawnOn} already.`);
    if (on < agreement.on) throw badInput('on', `It was given on ${agreement.on}; it cannot be withdrawn before.`);
    if (agreement.until !== null && on > agreement.until) throw badInput('on', `It runs out by itself on ${agreement.until}.`);
    const row = agreementRow(agreement, budget, facts, circumstances);
    const changes = revise(AgreementRow, row, { withdrawn_on: on, withdrawn_reason: reason.trim() }, circumstances.at);
    const left = budget.agreements.filter(({ id }) => id !== agreement.id);
    const stillReleased = agreement.kind !== 'SETTING_RELEASE' || left.some((each) => each.kind === 'SETTING_RELEASE' && agreementLiveOn(each, on));
    const unsigned =
      agreement.kind === 'DIRECT_PAYMENT_TERMS'
        ? budget.arrangements.filter((part) => runsOn(part, on)).flatMap((part) => termsSigned(part, left, on))
        : [];
    if (stillReleased && unsigned.length === 0)
      return {
        results: withoutIt(agreement, on),
        changes: [...changes, ...noted(budget, 'withdrawAgreement', circumstances, reason)],
        id: agreement.id,
      };
    const state = stateFor(budget, on);
    const stopped =
      state.status === 'RELEASED'
        ? reviseBudget(
            budget,
            { effectiveOn: on, action: 'withdrawAgreement', reason, patch: ({ status }) => (status === 'RELEASED' ? { status: 'SUSPENDED' } : {}) },
            circumstances,
          )
        : noted(budget, 'withdrawAgreement', circumstances, reason);
    const owed =
      unsigned.length > 0
        ? withoutTerms(agreement, on)
        : speak(
            ruleById('EDU-AGREEMENT-WITHDRAWN'),
            `From ${on} the setting no longer releases the money. Nothing more is paid from that day, what is paid stays with the family, and the council still owes the provision in the plan.`,
            {
              fix: 'Secure the provision in another way, or record a new agreement (agreement SETTING_RELEASE) and resume the budget.',
              subject: agreement.id,
            },
          );
    return { results: [owed], changes: [...changes, ...stopped], id: agreement.id };
  },
});
