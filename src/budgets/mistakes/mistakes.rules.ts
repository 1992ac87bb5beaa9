import type { Actor } from '../../access/actor';
import type { Correction, Mistaken } from '../../person/correction.types';
import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import { STREAM_OF_PLAN } from '../../streams/sections.rules';
import { agreementLiveOn, type BudgetState } from '../../streams/stream.types';
import { type Amount, amountInWords, perYearExactly } from '../../vocabulary/amount';
import { addDays, type Day, dayOf, type Instant } from '../../vocabulary/day';
import { compareFractions, pounds } from '../../vocabulary/money';
import type { Budget } from '../record/budget.loader';
import type { PersonFacts } from '../record/person-facts';
import { budgetRuns, isRunning, stateOn, timeline } from '../record/revisions';

export const MISTAKE_REASON = defineRule('MISTAKE-REASON', {
  effect: 'REFUSE',
  title: 'Whoever puts a mistake right says why: what was wrong, and where what is true is to be read',
  law: law('UK_GDPR', 'articles 5(1)(d), 5(2) and 16'),
  source: 'good practice: records that can be accounted for',
});
export const MISTAKE_FOUR_EYES = defineRule('MISTAKE-FOUR-EYES', {
  effect: 'REFUSE',
  title: 'Where agreed money falls, somebody other than who recorded it says that it was a mistake',
  law: [law('CARE_ACT', 's.27'), law('SEND', 'reg 28'), law('SEN_BUDGETS', 'reg 12')],
  source: 'good practice: four eyes; rule M11',
});
export const MISTAKE_RELIED_ON = defineRule('MISTAKE-RELIED-ON', {
  effect: 'NEEDS_AGREEMENT',
  title:
    'A sum that people rely on (it was released, or a plan was agreed with it) is put right downwards once they have acknowledged the mistake; else it is a cut, and they are heard first',
  law: [law('CARE_ACT', 's.27'), law('SEND', 'reg 28'), law('SEN_BUDGETS', 'reg 12')],
  source: 'rule M11: no cut by another door',
});
export const MISTAKE_RESTS_ON_IT = defineRule('MISTAKE-RESTS-ON-IT', {
  effect: 'REFUSE',
  title: 'What something else on record rests on is not void before that is put right',
  policyOf: 'this hub, as good practice',
  source: 'good practice: records that lead somewhere',
});
export const MISTAKE_PUT_RIGHT = defineRule('MISTAKE-PUT-RIGHT', {
  effect: 'INFORM',
  title: 'What was recorded by mistake counts on no day; what was believed until now stays to be seen, and what money it moved is told',
  law: law('UK_GDPR', 'article 16'),
  source: 'good practice: two clocks',
});

const IN_WORDS: Readonly<Record<Mistaken['kind'], string>> = {
  BUDGET: 'The budget',
  PLAN: 'The plan',
  ITEM: 'The line',
  ARRANGEMENT: 'The way it is held',
  AGREEMENT: 'The agreement',
  ALONGSIDE: 'What stands beside the budget',
  FINANCIAL_ASSESSMENT: 'The financial assessment',
  PAYMENT: 'The payment',
  MOVEMENT: 'The money that was moved',
  INVOICE: 'The bill',
  REVIEW: 'The review',
  CONSULTATION: 'The proposal of a cut',
  ANSWER: 'The answer',
  SUFFICIENCY_REVIEW: 'The review of the amount',
  DISPUTE: 'The dispute',
  RELATION: 'The tie',
  CAPACITY: 'The decision on capacity',
  LIVING_SITUATION: 'Where they live',
  HOLDER_AUTHORITY: 'The authority to hold the money',
  MOVE: 'The move',
  DEATH: 'The death',
};

export const saysWhy = (reason: string | null): readonly RuleResult[] =>
  reason !== null && reason.trim() !== ''
    ? []
    : [
        speak(MISTAKE_REASON, 'It is not said what was wrong.', {
          fix: 'Say in envelope.reason what was wrong, and where what is true is to be read.',
        }),
      ];

/** What was put right, and what money it had moved. */
export function putRight(correction: Omit<Correction, 'correctionId'>): readonly RuleResult[] {
  const { kind, id, version, mistakenAction, mistakenBy, mistakenAt, replacedBy, paid, charged } = correction;
  const what = version === null ? IN_WORDS[kind] : `That change (version ${version})`;
  const how = replacedBy === null ? 'is void: it counts on no day' : 'is recorded rightly in its place';
  const told = speak(MISTAKE_PUT_RIGHT, `${what}, which ${mistakenBy} recorded on ${dayOf(mistakenAt)} (${mistakenAction}), ${how}.`, {
    subject: id,
  });
  const money = [
    paid > 0
      ? speak(MISTAKE_PUT_RIGHT, `${pounds(paid)} had been paid out on it, and stands in the ledger as paid.`, {
          fix: 'What of it is not spent on the plan is asked back: see spending.toReclaim, and record what comes back (reclaimUnspent).',
          effect: 'WARN',
          subject: id,
        })
      : null,
    charged > 0
      ? speak(MISTAKE_PUT_RIGHT, `${pounds(charged)} was charged on it and is not due.`, {
          fix: 'Give it back (refundContribution).',
          effect: 'WARN',
          subject: id,
        })
      : null,
  ];
  return [told, ...money.filter((each) => each !== null)];
}

export const restedOn = (resting: readonly string[], { kind, id }: Mistaken): readonly RuleResult[] =>
  resting.length === 0
    ? []
    : [
        speak(MISTAKE_RESTS_ON_IT, `${IN_WORDS[kind]} is named by ${resting.join(', ')}.`, {
          fix: 'Put that right first (voidRecord, or recorded again with envelope.corrects), or record this rightly in its place (envelope.corrects).',
          subject: id,
        }),
      ];

/** A budget whose later steps make no sense without the change: paid, with nothing agreed. */
export function standsWithout(life: readonly BudgetState[], mistaken: Mistaken): readonly RuleResult[] {
  const adrift = timeline(life).find(({ state }) => isRunning(state) && state.agreed === null);
  if (!adrift) return [];
  return [
    speak(MISTAKE_RESTS_ON_IT, `From ${adrift.from} the budget would be ${adrift.state.status.toLowerCase()} with nothing agreed.`, {
      fix: 'Put right first what was done after it (voidRecord with its version), or record this rightly in its place (envelope.corrects).',
      subject: mistaken.id,
    }),
  ];
}

/** A released budget that the rules would stop without it. */
export const stoppedWithout = (stopped: readonly RuleResult[], budgetId: number): readonly RuleResult[] =>
  stopped.map(({ message, rule }) =>
    speak(MISTAKE_RESTS_ON_IT, `Money is being paid, and without it ${rule} would stop that: ${message}`, {
      fix: 'Suspend the payments first (suspendBudget), or record it rightly in its place (envelope.corrects).',
      subject: budgetId,
    }),
  );

const agreedOn = (budget: Budget, on: Day): Amount | null => {
  const state = stateOn(budget.revisions, on);
  return budgetRuns(state, on) && isRunning(state) ? state.agreed : null;
};
const isLess = (after: Amount | null, before: Amount): boolean => {
  if (after === null) return before.pence > 0;
  if (after.every === 'ONE_OFF' || before.every === 'ONE_OFF') return after.every !== before.every || after.pence < before.pence;
  return compareFractions(perYearExactly(after), perYearExactly(before)) < 0;
};
const turnsOf = ({ revisions }: Budget): readonly Day[] =>
  revisions.flatMap(({ effectiveOn, from, to }) => [effectiveOn, from, ...(to === null ? [] : [addDays(to, 1)])]);

/** The first day on which less is agreed than before; null where there is none. */
export function fallsOn(before: Budget, after: Budget | null): Day | null {
  const days = [...new Set([...turnsOf(before), ...(after ? turnsOf(after) : [])])].sort();
  return (
    days.find((day) => {
      const was = agreedOn(before, day);
      return was !== null && isLess(after && agreedOn(after, day), was);
    }) ?? null
  );
}

interface Recorded {
  readonly at: Instant;
  readonly subject: string | null;
}
/** Agreed money falls only under other eyes, and where people rely on it only as they say that it was a mistake themselves. */
export function noCutByThisDoor(
  before: Budget,
  after: Budget | null,
  { plans }: Pick<PersonFacts, 'plans'>,
  recorded: Recorded,
  { actor, today }: { readonly actor: Pick<Actor, 'subject' | 'name'>; readonly today: Day },
): readonly RuleResult[] {
  const from = fallsOn(before, after);
  if (from === null) return [];
  const [was, is] = [agreedOn(before, from), after && agreedOn(after, from)];
  const fall = `From ${from} ${is ? amountInWords(is) : 'nothing'} would be agreed, and on record is ${was ? amountInWords(was) : 'nothing'}`;
  const own =
    recorded.subject === actor.subject
      ? [
          speak(MISTAKE_FOUR_EYES, `${fall}. ${actor.name} recorded it, so somebody else says that it was a mistake.`, {
            fix: 'Ask a colleague who may change the budget to put it right.',
            subject: before.id,
          }),
        ]
      : [];
  const released = timeline(before.revisions).some(({ state }) => state.releasedOn !== null && state.releasedOn <= today && isRunning(state));
  const since = dayOf(recorded.at);
  const inPlan = plans.some(({ kind, agreedOn: on }) => STREAM_OF_PLAN[kind] === before.stream && on !== null && on >= since && on <= today);
  const acknowledged = before.agreements.some((each) => each.kind === 'MISTAKE_ACKNOWLEDGED' && each.on >= since && agreementLiveOn(each, today));
  const relied =
    (released || inPlan) && !acknowledged
      ? [
          speak(MISTAKE_RELIED_ON, `${fall}: ${released ? 'money was released on it' : 'a plan was agreed with it'}, so people rely on it.`, {
            fix: 'Record that they say it was a mistake (recordAgreement, MISTAKE_ACKNOWLEDGED), or have them heard before it is cut (proposeReduction).',
            subject: before.id,
          }),
        ]
      : [];
  return [...own, ...relied];
}
