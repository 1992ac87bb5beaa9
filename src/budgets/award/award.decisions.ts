import { mustSee, mustWrite } from '../../access/guard';
import type { Circumstances, Declaration, Verdict } from '../../mutation/declaration';
import { notAfterItsEnd, unlisted } from '../../people/organisation.rules';
import { checkPeriod, factsOf } from '../../people/people.decisions';
import { unlessStopped } from '../../rules/rule';
import { proposeAdultsRas } from '../../streams/adult-social-care/allocation.rules';
import { type CarerAward, proposeForCarer } from '../../streams/carers/award.rules';
import { costSitsWithCarer } from '../../streams/carers/replacement-care.rules';
import { proposeChildrensRas } from '../../streams/childrens-social-care/allocation.rules';
import { type ElementThreeAward, proposeElementThree } from '../../streams/element-3/award.rules';
import { type HealthAward, proposeHealth } from '../../streams/health/award.rules';
import { byOwnCommissioner, commissionerOfItsTime } from '../../streams/health/commissioner.rules';
import { rightToHave, shownOnlyIfTheySaySo } from '../../streams/health/eligibility.rules';
import type { RasOutcome } from '../../streams/ras.rules';
import { type AllocationProposal, statedStep, type StreamFacts } from '../../streams/stream';
import type { BudgetState } from '../../streams/stream.types';
import type { Amount } from '../../vocabulary/amount';
import type { Day } from '../../vocabulary/day';
import { badInput } from '../../vocabulary/refusal';
import type { Stream } from '../../vocabulary/stream';
import { lawBegun } from '../../streams/services.rules';
import { needOnce } from '../agreement/need-once.rules';
import { streamFacts } from '../caller/policy-of-the-day';
import { theChargeFollows } from '../charge/charge-sharing.rules';
import { adultCareOn, noNewCareUnderHealth } from '../charge/continuing-healthcare.rules';
import { flagAdultCare } from '../charge/healthcare-takeover.rules';
import { openBudget } from '../record/open-budget';
import type { PersonFacts } from '../record/person-facts';

type Award<Input> = Declaration<Input, PersonFacts>;
type Period = { readonly from: Day; readonly to: Day | null };

/** The verdict on an assessment's outcome: a new budget of its stream, or why not. */
function opened(
  facts: PersonFacts,
  stream: Stream,
  funderId: number,
  input: Period & { readonly assessedOn: Day; readonly assessedBy: string },
  proposal: AllocationProposal,
  action: string,
  circumstances: Circumstances,
  state: Partial<BudgetState> = {},
): Verdict {
  checkPeriod(input.from, input.to, 'input.to');
  const { budgetId, changes } = openBudget(facts.person, { action, stream, funderId, ...input, proposal, state }, circumstances);
  const funder = circumstances.organisationById(funderId);
  const ended = funder === null ? [] : notAfterItsEnd(circumstances.bodyOf(funder), input.from);
  const need = { stream, funderId, details: proposal.details, amount: proposal.indicative, from: input.from, to: input.to };
  const twice = needOnce(need, facts.budgets, circumstances.envelope.reason);
  return {
    results: unlessStopped([...lawBegun(stream, input.from), ...proposal.results], [...ended, ...twice]),
    changes,
    id: budgetId,
    personId: facts.person.id,
    budgetId,
  };
}

export interface ElementThreeToAward extends Omit<ElementThreeAward, 'settingId'> {
  readonly personId: number;
}
export const awardElementThree: Award<ElementThreeToAward> = {
  name: 'awardElementThree',
  people: (input) => Promise.resolve([input.personId]),
  allow: (facts, input, { actor, today }) => mustWrite(actor, 'EDUCATION', factsOf(facts, input.personId), today),
  decide(facts, input, circumstances) {
    const own = factsOf(facts, input.personId);
    if (input.otherwise === true && input.setting !== null)
      throw badInput('input.setting', 'A child who is educated otherwise than in a school or college has no setting: leave one of the two out.');
    const settingId = input.setting === null ? null : circumstances.organisation('EDUCATION_SETTING', input.setting, 'input.setting').id;
    const proposal = proposeElementThree({ ...input, settingId }, streamFacts(own, circumstances, input.from));
    return opened(own, 'EDUCATION', own.person.authorityId, input, proposal, this.name, circumstances);
  },
};

export interface RasToRecord extends RasOutcome {
  readonly personId: number;
}
const ras = (
  name: string,
  stream: 'CHILDRENS_SOCIAL_CARE' | 'ADULT_SOCIAL_CARE',
  propose: (outcome: RasOutcome, facts: StreamFacts) => AllocationProposal,
): Award<RasToRecord> => ({
  name,
  people: (input) => Promise.resolve([input.personId]),
  allow: (facts, input, { actor, today }) => mustWrite(actor, stream, factsOf(facts, input.personId), today),
  decide(facts, input, circumstances) {
    const own = factsOf(facts, input.personId);
    const proposal = propose(input, streamFacts(own, circumstances, input.from));
    const whole = stream === 'ADULT_SOCIAL_CARE' ? noNewCareUnderHealth(own.budgets, input.from, 'budget') : [];
    return opened(own, stream, own.person.authorityId, input, { ...proposal, results: [...proposal.results, ...whole] }, name, circumstances);
  },
  ...(stream === 'ADULT_SOCIAL_CARE' ? { follows: theChargeFollows } : {}),
});
export const recordChildrensRas = ras('recordChildrensRas', 'CHILDRENS_SOCIAL_CARE', proposeChildrensRas);
export const recordAdultsRas = ras('recordAdultsRas', 'ADULT_SOCIAL_CARE', proposeAdultsRas);

export interface CarerToAllocate extends CarerAward {
  readonly carerId: number;
}
export const allocateToCarer: Award<CarerToAllocate> = {
  name: 'allocateToCarer',
  people: (input) => {
    if (input.carerId === input.caredForId) throw badInput('input.caredForId', 'A carer cares for somebody else.');
    return Promise.resolve([input.carerId, input.caredForId]);
  },
  allow(facts, input, { actor, today }) {
    mustWrite(actor, 'CARER', factsOf(facts, input.carerId, 'input.carerId'), today);
    mustSee(actor, factsOf(facts, input.caredForId, 'input.caredForId'), today);
  },
  decide(facts, input, circumstances) {
    const own = factsOf(facts, input.carerId, 'input.carerId');
    const caredFor = factsOf(facts, input.caredForId, 'input.caredForId');
    const proposal = proposeForCarer(input, caredFor.person.dateOfBirth, streamFacts(own, circumstances, input.from));
    const sits = costSitsWithCarer(input.replacementCare, adultCareOn(caredFor.budgets, input.from).length > 0);
    return opened(
      own,
      'CARER',
      own.person.authorityId,
      input,
      { ...proposal, results: unlessStopped(proposal.results, sits) },
      this.name,
      circumstances,
    );
  },
  follows: theChargeFollows,
};

export interface HealthToAttach extends Omit<HealthAward, 'decidedById'> {
  readonly personId: number;
  readonly shownInPool: boolean;
}
export const attachHealthBudget: Award<HealthToAttach> = {
  name: 'attachHealthBudget',
  people: (input) => Promise.resolve([input.personId]),
  allow: (facts, input, { actor, today }) => mustWrite(actor, 'HEALTH', factsOf(facts, input.personId), today),
  decide(facts, input, circumstances) {
    const own = factsOf(facts, input.personId);
    const { actor } = circumstances;
    const body = circumstances.bodyOf(actor.organisation);
    const refused = [...byOwnCommissioner(actor.organisation, own.person), ...commissionerOfItsTime(body, input.decidedOn)];
    const told = [
      ...unlisted(body),
      ...rightToHave(input.eligibility, input.decidedOn),
      ...shownOnlyIfTheySaySo(input.shownInPool),
      ...(input.eligibility === 'CHC' ? flagAdultCare(own.budgets, input) : []),
    ];
    const proposal = proposeHealth({ ...input, decidedById: actor.organisation.id }, streamFacts(own, circumstances, input.from));
    return opened(
      own,
      'HEALTH',
      actor.organisation.id,
      input,
      { ...proposal, results: unlessStopped([...refused, ...proposal.results], told) },
      this.name,
      circumstances,
      {
        shownInPool: input.shownInPool,
      },
    );
  },
  follows: theChargeFollows,
};

export interface OtherToRecord extends Period {
  readonly personId: number;
  readonly funder: string;
  readonly purpose: string;
  readonly amount: Amount;
}
/** Money from elsewhere that goes into the same plan. Its funder agreed it; nobody agrees it again here. */
export const recordOtherFunding: Award<OtherToRecord> = {
  name: 'recordOtherFunding',
  people: (input) => Promise.resolve([input.personId]),
  allow: (facts, input, { actor, today }) => mustWrite(actor, 'OTHER', factsOf(facts, input.personId), today),
  decide(facts, input, circumstances) {
    const own = factsOf(facts, input.personId);
    const code = input.funder
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 40);
    if (code.length < 2) throw badInput('input.funder', 'Name the funder.');
    const funder = circumstances.organisation('PROVIDER', code, 'input.funder', input.funder.trim());
    const proposal: AllocationProposal = {
      details: { kind: 'OTHER', funder: input.funder.trim(), purpose: input.purpose },
      indicative: input.amount,
      steps: [statedStep(`Other funding from ${input.funder.trim()}`, input.amount)],
      results: [],
      policy: null,
      settingId: null,
      caredForId: null,
    };
    const assessed = { ...input, assessedOn: circumstances.today, assessedBy: circumstances.actor.name };
    return opened(own, 'OTHER', funder.id, assessed, proposal, this.name, circumstances, { status: 'AGREED', agreed: input.amount });
  },
};
