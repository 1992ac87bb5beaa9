import { mustHandle } from '../../access/guard';
import { type Change, insert } from '../../database/changes';
import type { Circumstances, Declaration } from '../../mutation/declaration';
import { factColumns, factsOf, firstVersion } from '../../people/people.decisions';
import { nameOfVersion, type PolicyView } from '../../policy/policy.types';
import { type RuleResult, speak, type Step, stops } from '../../rules/rule';
import { adultContribution, ASC_CHARGE_LOWER } from '../../streams/adult-social-care/contribution.rules';
import { adultsAge } from '../../streams/adult-social-care/provision.rules';
import { aftercareIsFree } from '../../streams/adult-social-care/standing.rules';
import { aWeek } from '../../streams/adult-social-care/weekly-lines.rules';
import { consentToCharge, neverTheCarer } from '../../streams/carers/replacement-care.rules';
import type { FinancialFacts } from '../../streams/financial-facts.types';
import { statedStep } from '../../streams/stream';
import { type Amount, sameAmount } from '../../vocabulary/amount';
import type { Day } from '../../vocabulary/day';
import { type Pence, pounds } from '../../vocabulary/money';
import { badInput } from '../../vocabulary/refusal';
import { STREAM_NAMES } from '../../vocabulary/stream';
import { policyOn } from '../caller/policy-of-the-day';
import { FinancialAssessmentRow } from '../record/arrangement.entity';
import type { FinancialAssessment } from '../record/assessment.loader';
import type { PersonFacts } from '../record/person-facts';
import { latestState, reviseBudget } from '../record/revisions';
import { type ChargeShares, chargeSharesOn, chargeTurningDays, theChargeFollows } from './charge-sharing.rules';
import { allocationOf, type Charged, chargedOnce, nothingToCharge, shareOf } from './charge.rules';
import { noNewCareUnderHealth } from './continuing-healthcare.rules';

export interface AssessmentToRecord {
  readonly personId: number;
  /** The finances, from which the contribution is worked out; or else `assessed`. */
  readonly facts: FinancialFacts | null;
  readonly assessed: Amount | null;
  readonly assessedOn: Day;
  /** The first day on which it is charged. */
  readonly from: Day;
}

interface Assessed {
  readonly weekly: Pence;
  readonly steps: readonly Step[];
  readonly results: readonly RuleResult[];
  readonly policy: string | null;
}

/** The weekly amount: worked out by the policy of the first day it is charged, or as it was assessed elsewhere. */
function assess({ facts, assessed, from }: AssessmentToRecord, born: Day, policy: PolicyView): Assessed {
  if (facts && assessed) throw badInput('assessed', 'Give either the finances or the amount that was assessed, not both.');
  if (facts) {
    if (facts.dateOfBirth !== born) throw badInput('facts.dateOfBirth', `The person was born on ${born}.`);
    const worked = adultContribution(facts, policy);
    return { weekly: worked.amount?.pence ?? 0, steps: worked.steps, results: worked.results, policy: worked.policy && nameOfVersion(worked.policy) };
  }
  if (!assessed) throw badInput('facts', 'Give the finances, or the amount that was assessed.');
  return {
    weekly: aWeek(assessed, 'assessed', 'The contribution'),
    steps: [statedStep('Assessed contribution', assessed)],
    results: adultsAge(born, from),
    policy: null,
  };
}

const sameCharges = (a: ChargeShares, b: ChargeShares | undefined): boolean =>
  b !== undefined &&
  a.ours.length === b.ours.length &&
  a.ours.every(({ budget, cost, weeksPerYear }, index) => {
    const other = b.ours[index];
    return other?.budget.id === budget.id && other.cost === cost && other.weeksPerYear === weeksPerYear && a.shares[index] === b.shares[index];
  });

/** Why nothing at all can be charged: aftercare, a carer's own support, or no money that carries a charge. */
function notCharged(own: PersonFacts, policy: PolicyView): readonly RuleResult[] {
  const allocations = (stream: 'ADULT_SOCIAL_CARE' | 'CARER') =>
    own.budgets.filter((budget) => budget.stream === stream).flatMap((budget) => allocationOf(budget, latestState(budget)) ?? []);
  const free = allocations('ADULT_SOCIAL_CARE').flatMap((allocation) => aftercareIsFree(allocation));
  if (free.length > 0) return free;
  const carers = neverTheCarer(allocations('CARER'), policy);
  return carers.length > 0 ? carers : nothingToCharge(own);
}

/** Replacement care is charged for only with the consent of the one who is charged, on each day from which it is. */
function consents(slices: readonly ChargeShares[]): readonly RuleResult[] {
  const asked = slices.flatMap(({ on, ours, shares }) =>
    ours.flatMap(({ budget, state }, index) =>
      budget.stream === 'CARER' && (shares[index] ?? 0) > 0
        ? consentToCharge({ state: { ...state, contribution: null }, allocation: allocationOf(budget, state), agreements: budget.agreements, on })
        : [],
    ),
  );
  return asked.filter(({ subject }, index) => asked.findIndex((other) => other.subject === subject) === index);
}

/** Says where the care costs less than was assessed. */
function lower(weekly: Pence, { on, ours, theirs, shares }: ChargeShares): readonly RuleResult[] {
  const charged = [...shares, ...theirs].reduce((sum, each) => sum + each, 0);
  if (charged >= weekly || ours.length === 0) return [];
  return [
    speak(
      ASC_CHARGE_LOWER,
      `The assessment came to ${pounds(weekly)} a week, and the care costs less from ${on}: the person pays ${pounds(charged)}.`,
    ),
  ];
}

/** One budget's contribution from each day on which it changes; from the next assessment on it stays as that one set it. */
function chargesOf(charged: Charged, slices: readonly ChargeShares[], next: Day | null, circumstances: Circumstances): Change[] {
  const { budget } = charged;
  const own = slices.flatMap(({ on, ours, shares }) => {
    const place = ours.findIndex((each) => each.budget.id === budget.id);
    const each = ours[place];
    return each ? [{ on, contribution: shareOf(shares[place] ?? 0, each) }] : [];
  });
  const first = own[0];
  if (!first) return [];
  const changing = own
    .filter(({ contribution }, index) => index > 0 && !sameAmount(contribution, own[index - 1]?.contribution ?? null))
    .map(({ on }) => on);
  const { to } = latestState(budget);
  const upToNext = next !== null && (to === null || to >= next) ? [next] : [];
  return reviseBudget(
    budget,
    {
      effectiveOn: first.on,
      alsoOn: [...changing, ...upToNext],
      action: 'recordFinancialAssessment',
      patch: (_, day) => {
        const share = own.findLast(({ on }) => on <= day);
        return share && (next === null || day < next) ? { contribution: share.contribution } : {};
      },
    },
    circumstances,
  );
}

const sharing = (slices: readonly ChargeShares[]): readonly Step[] =>
  slices.flatMap(({ on, ours, shares }) =>
    ours.map(({ budget, cost }, index) => ({
      label: `From ${on}, towards ${budget.stream === 'CARER' ? 'replacement care' : STREAM_NAMES[budget.stream]}`,
      detail: `${pounds(shares[index] ?? 0)} a week of a cost of ${pounds(cost)} a week.`,
      amount: shares[index] ?? 0,
    })),
  );

const nextAfter = (assessments: readonly FinancialAssessment[], from: Day): Day | null => assessments.find((each) => each.from > from)?.from ?? null;

/**
 * What a person is assessed to pay a week, recorded once and shared out over the budgets it falls on: their own adult social care
 * first, then replacement care in carers' budgets, each up to what its care costs, and together never more than was assessed (Care Act
 * 2014 ss.14 and 17). It holds from its first day until the next assessment's.
 */
export const recordFinancialAssessment: Declaration<AssessmentToRecord, PersonFacts> = {
  name: 'recordFinancialAssessment',
  people: async ({ personId }, find) => [personId, ...(await find.carersOf(personId)).filter((id) => id !== personId)],
  allow: (facts, { personId }, { actor, today }) => mustHandle(actor, 'ADULT_SOCIAL_CARE', factsOf(facts, personId), today),
  decide(all, input, circumstances) {
    const own = factsOf(all, input.personId);
    const { person } = own;
    if (input.assessedOn > circumstances.today)
      throw badInput('assessedOn', `${input.assessedOn} has not come yet: an assessment is recorded once it is made.`);
    const ofItsDay = policyOn(own, circumstances, input.from);
    const { weekly, steps, results, policy } = assess(input, person.dateOfBirth, ofItsDay);
    const everyone = [...all.values()];
    const next = nextAfter(own.assessments, input.from);
    const slices = chargeTurningDays(everyone, input.from, next).map((on) => chargeSharesOn(on, weekly, own, everyone));
    const charged = slices.filter((slice, index) => slice.ours.length > 0 && !sameCharges(slice, slices[index - 1]));
    const whole = noNewCareUnderHealth(own.budgets, input.from, 'charge');
    const [begins] = charged;
    const stopped = [
      ...results,
      ...whole,
      ...(whole.length > 0 ? [] : begins ? consents(charged) : notCharged(own, ofItsDay)),
      ...(slices.map(({ on, shares, theirs }) => chargedOnce(weekly, [...shares, ...theirs], on)).find((each) => each.length > 0) ?? []),
    ];
    const id = circumstances.newId();
    const row: FinancialAssessmentRow = {
      ...factColumns(id, person, circumstances),
      ...firstVersion,
      assessed_on: input.assessedOn,
      from_on: input.from,
      weekly_pence: weekly,
      facts: input.facts && JSON.stringify(input.facts),
      steps: JSON.stringify([...steps, ...sharing(charged)]),
      policy,
    };
    const budgets = new Map(charged.flatMap(({ ours }) => ours).map((each) => [each.budget.id, each]));
    return {
      // What would be paid is not told of a charge that cannot be made.
      results: stops(stopped)
        ? stopped.filter(({ effect }) => effect !== 'INFORM')
        : [...stopped, ...(results.length > 0 || !begins ? [] : lower(weekly, begins))],
      changes: [insert(FinancialAssessmentRow, row), ...[...budgets.values()].flatMap((each) => chargesOf(each, charged, next, circumstances))],
      id,
      personId: person.id,
      budgetId: begins?.ours.find(({ budget }) => budget.personId === person.id)?.budget.id ?? null,
    };
  },
  follows: theChargeFollows,
};
