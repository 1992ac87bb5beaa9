import { endOfAcademicYearOf25 } from '../../person/ages.rules';
import { planInForceOn } from '../../plans/plan.types';
import { law } from '../../rules/laws';
import { defineRule, type RuleResult, speak, unlessStopped } from '../../rules/rule';
import { type Amount, amount } from '../../vocabulary/amount';
import type { Day } from '../../vocabulary/day';
import type { Pence, Thousandths } from '../../vocabulary/money';
import { type AllocationProposal, assessedFirst, statedOrWorkedOut, type StreamFacts } from '../stream';
import { EDU_AGE, educationAge } from './provision.rules';
import { type BandedNeed, elementThreeTopUp, elementTwoIsWithinItsLimit } from './top-up.rules';

export interface ElementThreeAward {
  readonly settingId: number | null;
  /** URN, for a table that is read by the setting. */
  readonly setting: string | null;
  readonly needs: readonly BandedNeed[] | null;
  /** For a table that is read by points. */
  readonly points?: number | null;
  /** Of the place, for a table that has amounts by hours. */
  readonly hoursPerWeek?: Thousandths | null;
  /** Educated otherwise than in a school or college: no setting is named. */
  readonly otherwise?: boolean;
  readonly assessedOn: Day;
  readonly assessedBy: string;
  readonly elementOne: Pence | null;
  readonly elementTwo: Pence | null;
  readonly band: string | null;
  readonly topUp: Amount | null;
  readonly from: Day;
  readonly to: Day | null;
}

export const EDU_REQUEST_TIME = defineRule('EDU-REQUEST-TIME', {
  stream: 'EDUCATION',
  effect: 'INFORM',
  title: 'A budget may be asked for while the plan is drawn up or at annual review',
  law: [law('CHILDREN_AND_FAMILIES', 's.49'), law('SEN_BUDGETS', 'reg 4')],
  source: "Sefton plan, 'What is this Plan for'",
});

/** Says when a family may ask, where the plan is no longer being drawn up. */
export function timeToAsk(plans: StreamFacts['plans'], on: Day): readonly RuleResult[] {
  const inForce = plans.find((plan) => plan.kind === 'EHC_PLAN' && planInForceOn(plan, on));
  if (!inForce) return [];
  return [
    speak(
      EDU_REQUEST_TIME,
      `The EHC plan is in force since ${inForce.from}. A family may ask for a budget while a plan is drawn up and at each annual review; at other times the council may still agree to one.`,
      {
        subject: inForce.id,
      },
    ),
  ];
}

/** An award ends by the last day on which there can be one. */
const endsInTime = (dateOfBirth: Day, to: Day | null): readonly RuleResult[] => {
  const last = endOfAcademicYearOf25(dateOfBirth);
  if (to === null || to <= last) return [];
  return [
    speak(EDU_AGE, `The award would run to ${to}, and education funding ends with the academic year in which 25 is reached, on ${last}.`, {
      fix: `End the award on ${last} or before.`,
      subject: 'to',
    }),
  ];
};

/** High needs top-up above elements 1 and 2. What the setting does not release stays with it: the pool holds what is agreed. */
export function proposeElementThree(award: ElementThreeAward, { today, person, plans, policy }: StreamFacts): AllocationProposal {
  const tooLate = educationAge(person.person.dateOfBirth, award.from);
  const stated = award.band ?? award.needs ?? award.points ?? null;
  const byTable = {
    band: award.band,
    needs: award.needs,
    points: award.points ?? null,
    setting: stated === null ? award.setting : null,
    hoursPerWeek: award.hoursPerWeek ?? null,
  };
  const worked = statedOrWorkedOut('Element 3 top-up', award.topUp, () => elementThreeTopUp(byTable, policy));
  const topUp = worked.indicative;
  return {
    details: {
      kind: 'ELEMENT_THREE',
      band: award.band ?? worked.band,
      topUp: topUp ?? amount(0),
      elementOne: award.elementOne,
      elementTwo: award.elementTwo,
      settingId: award.settingId,
      ...(award.otherwise === true ? { otherwise: true } : {}),
    },
    indicative: topUp,
    steps: worked.steps,
    results: unlessStopped(
      [
        ...assessedFirst(award.assessedOn, award.assessedBy, today),
        ...elementTwoIsWithinItsLimit(award.elementTwo),
        ...(tooLate.length > 0 ? tooLate : endsInTime(person.person.dateOfBirth, award.to)),
        ...worked.results,
      ],
      timeToAsk(plans, award.from),
    ),
    policy: worked.policy,
    settingId: award.settingId,
    caredForId: null,
  };
}
