import { type Day } from '../vocabulary/day';
import { law } from '../rules/laws';
import { defineRule, type RuleResult, speak, type Step } from '../rules/rule';
import { FINANCIAL_FIGURES, type FinancialFigure } from './pack.types';
import type { FoundFigure, MissingFigure, PolicyVersion, PolicyView } from './policy.types';

/** Not in the rule book: what the book says of every figure, that a missing one is a refusal and never a default, has this id. */
export const POLICY_FIGURE = defineRule('POLICY-FIGURE', {
  effect: 'REFUSE',
  title: 'A figure that the policy in force on the day does not hold is refused by name, never guessed',
  policyOf: 'this hub, as good practice',
  source: 'Rule book, whose rule; policy packs',
});

export const METHOD_PUBLISHED = defineRule('METHOD-PUBLISHED', {
  effect: 'INFORM',
  title: 'How a figure was reached, and the cost assumptions behind it, are open to the person and the public',
  law: [law('CARE_GUIDANCE', 'chapter 11'), law('SEND', 'reg 53')],
  source: "Sefton plan, 'Transparency'",
});

export const CATALOGUE_DUE = defineRule('CATALOGUE-DUE', {
  effect: 'WARN',
  title: 'The list of services is reviewed at least yearly',
  policyOf: 'Wakefield',
  source: 'Wakefield joint policy 1.5',
  local: true,
});

type Asked = Pick<PolicyView, 'authorityName' | 'day'>;

/** Names what is missing, whose it is, and the day. `what` begins a sentence: "a table of carer levels". */
export const missing = ({ authorityName, day }: Asked, what: string, fix?: string): MissingFigure => ({
  found: false,
  refusal: speak(POLICY_FIGURE, `The policy of ${authorityName} does not hold ${what} on ${day}.`, {
    fix: fix ?? `${authorityName} adds the figure to its policy pack, with the days on which it is in force.`,
    subject: what,
  }),
});

/** Figures that the nation sets and England's pack does not hold on a day: one message, since they come in one circular. */
export const missingOfNation = (figures: readonly FinancialFigure[], day: Day): RuleResult => {
  const names = [...new Set(figures)];
  const words = names.map((figure) => FINANCIAL_FIGURES[figure]);
  return speak(POLICY_FIGURE, `England's figures do not hold ${words.join(', ')} on ${day}.`, {
    fix: `The nation sets them each year (SI 2014/2672 and the social care charging circular), not the council. Add ${names.join(', ')} for the day to the pack england${names.every((figure) => figure.startsWith('minimumIncomeGuarantee.')) ? ', or state the whole guarantee (minimumIncomeGuarantee)' : ''}.`,
    subject: words.join(', '),
  });
};

/** The table is there and says no amount for these facts: information, not a refusal. */
export const noAmount = (message: string, fix: string | null, subject: string | null = null): RuleResult =>
  speak(POLICY_FIGURE, message, { effect: 'INFORM', fix, subject });

const draftWords = ({ draft }: PolicyVersion): string => (draft ? ' The document is a draft.' : '');

/** The first step of a calculation: which published table it reads, and in which version of whose policy. */
export const readFrom = (title: string, { policy, source }: FoundFigure<unknown>): Step => ({
  label: title,
  detail: `Read from ${policy.name} ${policy.version}: ${source}.${draftWords(policy)}`,
  rule: METHOD_PUBLISHED.id,
});

/** The list of services is past the day by which it was to be reviewed: the authority's own promise, where it made it. */
export function catalogueReview(policy: PolicyView): readonly RuleResult[] {
  const due: Day = policy.version.reviewDue;
  if (!policy.applies(CATALOGUE_DUE.id) || policy.day <= due) return [];
  return [
    speak(CATALOGUE_DUE, `${policy.authorityName} was to review its list of services by ${due}.`, {
      fix: 'The authority reviews the list and publishes it as a new version of its pack.',
      subject: `${policy.version.name} ${policy.version.version}`,
    }),
  ];
}
