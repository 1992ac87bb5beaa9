import { law } from '../../rules/laws';
import type { Service } from '../../policy/pack.types';
import type { PolicyView } from '../../policy/policy.types';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import { type Amount, amountInWords, less } from '../../vocabulary/amount';
import type { ServiceAsked } from '../service-asked.types';
import type { BudgetAsked } from '../stream';
import { type Allocation, liveAgreements } from '../stream.types';
import { adultAsCarer } from './allocation.rules';

export const CAR_NO_CHARGE = defineRule('CAR-NO-CHARGE', {
  stream: 'CARER',
  effect: 'REFUSE',
  title: 'A carer is never financially assessed for support to the carer',
  policyOf: 'Wakefield',
  source: 'Wakefield joint policy 4.4',
  local: true,
});
export const CAR_REPLACEMENT_SUBJECT = defineRule('CAR-REPLACEMENT-SUBJECT', {
  stream: 'CARER',
  effect: 'REFUSE',
  title: 'For replacement care it is the cared-for person who is assessed',
  law: law('CARE_ACT', 's.14'),
  source: 'Wakefield joint policy 4.4',
});
export const CAR_REPLACEMENT_NET = defineRule('CAR-REPLACEMENT-NET', {
  stream: 'CARER',
  effect: 'INFORM',
  title: "The carer receives the budget less the cared-for person's contribution to replacement care",
  law: law('CARE_ACT', 'ss.14 and 26'),
  source: 'Wakefield joint policy 4.4',
});
export const CAR_REPLACEMENT_CONSENT = defineRule('CAR-REPLACEMENT-CONSENT', {
  stream: 'CARER',
  effect: 'NEEDS_AGREEMENT',
  title: 'Chargeable replacement care needs the consent of the person to be charged; refused, the council seeks another way and the queue says so',
  law: law('CARE_ACT', 's.20'),
  source: "Sefton plan, 'Carer's Personal Budget'",
});
export const CAR_NOT_ELIGIBLE_CARED_FOR = defineRule('CAR-NOT-ELIGIBLE-CARED-FOR', {
  stream: 'CARER',
  effect: 'INFORM',
  title: "Where the cared-for person has no eligible needs, the cost sits in the carer's budget; any charge still falls on the cared-for person",
  law: law('CARE_ACT', 's.20'),
  source: 'Sefton plan; Wakefield joint policy 4.4',
});

/** The part of a carer's budget that is care given to somebody else; null where there is none. */
export const replacementCareOf = (allocation: Pick<Allocation, 'details'> | null): Amount | null => {
  const care = allocation?.details.kind === 'CARER' ? allocation.details.replacementCare : null;
  return care && care.pence > 0 ? care : null;
};

/**
 * Who is assessed: for replacement care the one who is cared for, whatever a council's policy is, and where its policy says so never the carer for
 * what the carer gets. That the law lets a council charge a carer (Care Act 2014 s.14) makes no charge of itself.
 */
export function neverTheCarer(
  carersBudgets: readonly Pick<Allocation, 'details' | 'budgetId'>[],
  policy: Pick<PolicyView, 'applies'>,
): readonly RuleResult[] {
  const [first] = carersBudgets;
  if (!first) return [];
  const replacing = carersBudgets.find((allocation) => replacementCareOf(allocation));
  const never = speak(CAR_NO_CHARGE, 'A carer is not charged for support to the carer, so there is nothing to assess them for.', {
    fix: "Make no charge: the carer's budget is theirs in full.",
    subject: first.budgetId,
  });
  const byPolicy = policy.applies(CAR_NO_CHARGE.id) ? [never] : [];
  if (!replacing) return byPolicy;
  return [
    ...byPolicy,
    speak(
      CAR_REPLACEMENT_SUBJECT,
      'The replacement care in this budget is given to the person cared for, so it is they who are assessed, not the carer.',
      {
        fix: 'Record the financial assessment of the person cared for.',
        subject: replacing.budgetId,
      },
    ),
  ];
}

/** Replacement care that is charged for needs the consent of the one who is charged; it is free where their assessment came to nothing. */
export function consentToCharge({
  state,
  allocation,
  agreements,
  on,
}: Pick<BudgetAsked, 'state' | 'allocation' | 'agreements' | 'on'>): readonly RuleResult[] {
  const care = replacementCareOf(allocation);
  if (!care || state.contribution?.pence === 0 || liveAgreements(agreements, 'CARED_FOR_CHARGE', on).length > 0) return [];
  const refused = agreements.findLast(({ kind, withdrawnOn }) => kind === 'CARED_FOR_CHARGE' && withdrawnOn !== null && withdrawnOn <= on);
  if (refused)
    return [
      speak(
        CAR_REPLACEMENT_CONSENT,
        `${amountInWords(care)} of this budget is replacement care, and ${refused.givenBy} refuses to be charged for it since ${refused.withdrawnOn}. The council seeks another way to support the carer.`,
        {
          fix: "Look for another way to support the carer and change the carer's budget, or record a new consent of the person cared for (agreement CARED_FOR_CHARGE).",
          subject: state.budgetId,
        },
      ),
    ];
  return [
    speak(
      CAR_REPLACEMENT_CONSENT,
      `${amountInWords(care)} of this budget is replacement care, for which the person cared for can be charged, and their consent is not on record.`,
      {
        fix: 'Record the consent of the person cared for (agreement CARED_FOR_CHARGE). If they refuse, look for another way to support the carer.',
        subject: state.budgetId,
      },
    ),
  ];
}

/** Replacement care before anything is on record: the one who can be charged for it must consent. */
export const carersService = (
  { service, dateOfBirth }: Pick<ServiceAsked, 'service' | 'dateOfBirth'>,
  { day }: Pick<PolicyView, 'day'>,
): readonly RuleResult[] => [...adultAsCarer(dateOfBirth, day), ...replacementAsked(service)];
const replacementAsked = (service: Service): readonly RuleResult[] =>
  service.traits.includes('replacement-care')
    ? [
        speak(CAR_REPLACEMENT_CONSENT, `${service.name} is given to the person cared for, who can be charged for it and must consent to that.`, {
          fix: 'Record the consent of the person cared for (agreement CARED_FOR_CHARGE). It is not needed where their assessment comes to nothing.',
          subject: service.code,
        }),
      ]
    : [];

/** What reaches the carer once the contribution of the person cared for is known. */
export const carerReceives = ({ state, amount }: Pick<BudgetAsked, 'state' | 'amount'>): readonly RuleResult[] =>
  amount === null || state.contribution === null
    ? []
    : [
        speak(
          CAR_REPLACEMENT_NET,
          `The carer receives ${amountInWords(less(amount, [state.contribution]))}: ${amountInWords(amount)} less the ${amountInWords(state.contribution)} that the person cared for pays towards replacement care.`,
          { subject: state.budgetId },
        ),
      ];

/** Where the cost sits when the person cared for has no budget of their own. */
export const costSitsWithCarer = (replacementCare: Amount | null, caredForHasBudget: boolean): readonly RuleResult[] =>
  replacementCare === null || replacementCare.pence === 0 || caredForHasBudget
    ? []
    : [
        speak(
          CAR_NOT_ELIGIBLE_CARED_FOR,
          `The person cared for has no budget for eligible needs of their own, so the ${amountInWords(replacementCare)} of replacement care sits in the carer's budget. Any charge for it still falls on the person cared for, who must consent.`,
        ),
      ];
