import { isAdult } from '../../person/ages.rules';
import { type Answer, answerTo, sameWords } from '../../policy/answer.rules';
import { POLICY_FIGURE, readFrom } from '../../policy/policy.rules';
import type { Calculation, PolicyView } from '../../policy/policy.types';
import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak } from '../../rules/rule';
import { amount, amountInWords } from '../../vocabulary/amount';
import { birthday, type Day } from '../../vocabulary/day';
import { badInput } from '../../vocabulary/refusal';

export const CAR_ADULT = defineRule('CAR-ADULT', {
  stream: 'CARER',
  effect: 'REFUSE',
  title: "A carer's budget is for the carer of an adult",
  law: [law('CARE_ACT', 's.10(3)'), law('CARERS', 's.1')],
  source: 'Wakefield joint policy 2.3.0',
});

export const CAR_CARER_ADULT = defineRule('CAR-CARER-ADULT', {
  stream: 'CARER',
  effect: 'REFUSE',
  title: "A carer's budget is for a carer who is an adult; a young carer is supported under the Children Act",
  law: [law('CARE_ACT', 's.10(3)'), law('CHILDREN', 's.17ZA', { since: '2015-04-01' }), law('CARERS', 's.1')],
  source: 'Care Act 2014 s.10(3); Children Act 1989 s.17ZA; Carers and Disabled Children Act 2000 s.1',
});

/** Speaks where the cared-for person is under 18 on the day; silent where their birth date is not among the facts. */
export const carerOfAdult = (caredForBorn: Day | null, on: Day): readonly RuleResult[] =>
  caredForBorn === null || isAdult(caredForBorn, on)
    ? []
    : [
        speak(CAR_ADULT, `The person cared for is under 18 on ${on}, and a carer's budget is for the carer of an adult.`, {
          fix: "The support of a child's carer is part of the child's own assessment: ask children's social care.",
        }),
      ];

/** The first day of the Care Act 2014: before it a carer of 16 or more could have services of their own (Carers and Disabled Children Act 2000 s.1). */
const CARE_ACT_BEGINS: Day = '2015-04-01';

/** A carer of the Care Act is an adult; a young carer is supported under the Children Act. */
export function adultAsCarer(carerBorn: Day, on: Day): readonly RuleResult[] {
  const age = on < CARE_ACT_BEGINS ? 16 : 18;
  if (birthday(carerBorn, age) <= on) return [];
  return [
    speak(CAR_CARER_ADULT, `The carer is under ${age} on ${on}, and a carer's budget is for a carer who is ${age} or more.`, {
      fix: "Assess the young carer's needs under s.17ZA of the Children Act 1989; support may be a children's budget (recordChildrensRas).",
    }),
  ];
}

export interface CarerFacts {
  /** The level of impact the assessment found. */
  readonly level: string | null;
  readonly answers: readonly Answer[] | null;
}

/**
 * A carer's allocation by the authority's published levels. A level that carries nothing is an amount of nothing; a level that
 * is not in the table is refused by name. Throws BAD_INPUT where neither a level nor an answer that names one is given.
 */
export function carerAllocation(facts: CarerFacts, policy: PolicyView): Calculation {
  const nothing = { amount: null, upTo: false, band: null, steps: [], policy: null };
  if (facts.level === null && (facts.answers ?? []).length === 0)
    throw badInput('level', 'Give the level that the assessment found, or its answers.');
  const found = policy.carerLevels();
  if (!found.found) return { ...nothing, results: [found.refusal] };
  const { title, levels, upTo, every, question } = found.value;
  const level = facts.level ?? (question === null ? null : answerTo(question, facts.answers ?? []));
  if (level === null)
    throw badInput(
      'answers',
      question === null
        ? 'The table is read by the level: give the level that the assessment found.'
        : `The table asks one question, "${question}", and it is not answered.`,
    );
  const names = levels.map((row) => row.level).join(', ');
  const row = levels.find((candidate) => sameWords(candidate.level, level));
  if (!row)
    return {
      ...nothing,
      policy: found.policy,
      results: [
        speak(POLICY_FIGURE, `The table of ${policy.authorityName} has no level "${level}".`, { fix: `Its levels are ${names}.`, subject: level }),
      ],
    };
  const allocated = amount(row.amount, every);
  const ceiling = upTo && row.amount > 0;
  return {
    amount: allocated,
    upTo: ceiling,
    band: row.level,
    steps: [
      readFrom(title, found),
      {
        label: `Level: ${row.level}`,
        detail: row.amount === 0 ? 'At this level the table allocates nothing.' : `${ceiling ? 'Up to ' : ''}${amountInWords(allocated)}.`,
        amount: row.amount,
      },
    ],
    results: [],
    policy: found.policy,
  };
}
