import type { RuleId } from '../rules/rule-ids';
import { justOpened, toBeReviewed } from '../access/emergency/emergency-access.rules';
import { lookedAt, reviewStatus } from '../access/emergency/emergency-hour.rules';
import { asShown, statusOn } from '../budgets/change/consulted-parties.rules';
import { cutWaits } from '../budgets/change/reduction-blocked.rules';
import { everyoneHeard } from '../budgets/change/reduction.rules';
import { looksAgain } from '../budgets/lines/draw-down.rules';
import type { Budget } from '../budgets/record/budget.loader';
import type { Consultation } from '../budgets/record/budget.types';
import { isOver, latestState } from '../budgets/record/revisions';
import { evidenceWanted } from '../budgets/spending/evidence.rules';
import { askedOfPayment, paymentResults } from '../budgets/spending/payment.rules';
import { periodsNotKnown } from '../budgets/spending/reclaim.rules';
import { reviewIsDue } from '../budgets/standing/review-cycle.rules';
import type { StreamBudgetView } from '../budgets/standing/stream-budget.graph';
import { goesToProvider, whoDecidesNext } from '../oversight/disputes.rules';
import { ruleById, type RuleResult, stops } from '../rules/rule';
import { type Agreement, type AgreementKind, agreementLiveOn } from '../streams/stream.types';
import { addDays, type Day, dayOf } from '../vocabulary/day';
import type { PersonQueue } from './person-queue';
import { factTurningDays, heldSince } from './said-since.rules';
import { keyOf, type QueueKind, type Task, taskOf, type Waiting } from './task';
import { transitionsDue } from './transition-tasks';

/*
 * What waits for a worker about one person: each kind shows what the rules say today, or will say on a day that is near, of the
 * budgets that the worker sees in full. It has no rule of its own, and nothing is kept: a task goes when the rule falls silent.
 */

/** What the rules say of a budget and of the lines that draw on it. */
const said = (view: StreamBudgetView): readonly RuleResult[] => [...view.spoken, ...view.spokenOfLines];
const same = (a: RuleResult, b: RuleResult): boolean => a.rule === b.rule && a.subject === b.subject;

/** Since when a rule has said it of a budget that runs; of one that is to come, its first day. */
function saidSince(desk: PersonQueue, { budget, asOf }: StreamBudgetView, result: RuleResult): Day {
  if (asOf > desk.on) return asOf;
  return heldSince(asOf, factTurningDays(desk.facts, budget, asOf), (day) => {
    const before = desk.view(budget, day);
    return before !== null && said(before).some((each) => same(each, result));
  });
}

/** One task for each rule and what it is about. */
function ofResults(
  desk: PersonQueue,
  kind: QueueKind,
  wanted: (results: readonly RuleResult[]) => readonly RuleResult[],
  subjectOf: (view: StreamBudgetView, result: RuleResult) => string | null = () => null,
): readonly Waiting[] {
  return desk.current().flatMap((view) => {
    const results = wanted(said(view));
    return results
      .filter((result, index) => results.findIndex((other) => same(result, other)) === index)
      .map((blocker) => ({
        kind,
        budget: view.budget,
        key: keyOf(view.budget, blocker),
        subjectId: subjectOf(view, blocker),
        dueOn: saidSince(desk, view, blocker),
        blocker,
        shownOn: view.asOf,
      }));
  });
}

const WITHDREW = 'EDU-AGREEMENT-WITHDRAWN';
/** A setting that took its agreement back is one task, with what follows from it: not a second one because the agreement is missing. */
const agreementsNeeded = (results: readonly RuleResult[]): readonly RuleResult[] => {
  const withdrawn = results.some(({ rule }) => rule === WITHDREW);
  return results.filter(({ rule, effect }) => rule === WITHDREW || (effect === 'NEEDS_AGREEMENT' && !(withdrawn && rule === 'EDU-SETTING-AGREES')));
};
const agreementNamed = ({ budget }: StreamBudgetView, { subject }: RuleResult): string | null =>
  budget.agreements.some(({ id }) => String(id) === subject) ? subject : null;

/** The rules that each kind of agreement answers. */
const ANSWERS: Readonly<Record<AgreementKind, readonly RuleId[]>> = {
  SERVICE_EXCEPTION: ['SERVICE-UNIVERSAL', 'SERVICE-BLOCK', 'SERVICE-GROUP-HARM'],
  SETTING_RELEASE: ['EDU-SETTING-AGREES'],
  ON_SITE_STAFF: ['EDU-ON-SITE-STAFF'],
  HOUSEHOLD_RELATIVE: ['DP-HOUSEHOLD-RELATIVE'],
  CARED_FOR_CHARGE: ['CAR-REPLACEMENT-CONSENT'],
  JOINT_PLAN: ['CAR-JOINT'],
  DIRECT_PAYMENT_TERMS: ['DP-TERMS'],
  SHARING: [],
  MISTAKE_ACKNOWLEDGED: [],
};

/** What the rules will say on the day after an agreement has run out; undefined where nothing is lost by it. */
function withoutIt(desk: PersonQueue, budget: Budget, agreement: Agreement, next: Day): RuleResult | null | undefined {
  const after = desk.view(budget, next);
  if (!after || isOver(after.state) || (after.state.to !== null && after.state.to < next)) return undefined;
  const rules = ANSWERS[agreement.kind];
  if (rules.length > 0) return said(after).find(({ rule }) => rules.includes(rule));
  return budget.agreements.some((each) => each.kind === agreement.kind && agreementLiveOn(each, next)) ? undefined : null;
}

const agreementsExpiring = (desk: PersonQueue): readonly Waiting[] => {
  const until = addDays(desk.on, desk.policy().leadDays.agreements);
  return desk.current().flatMap(({ budget, asOf }) =>
    budget.agreements.flatMap((agreement): readonly Waiting[] => {
      const { until: last } = agreement;
      if (last === null || last < desk.on || last > until || !agreementLiveOn(agreement, last)) return [];
      const blocker = withoutIt(desk, budget, agreement, addDays(last, 1));
      if (blocker === undefined) return [];
      const id = String(agreement.id);
      return [{ kind: 'AGREEMENT_EXPIRING', budget, key: id, subjectId: id, dueOn: last, blocker, shownOn: asOf }];
    }),
  );
};

const reviews = (desk: PersonQueue, overdue: boolean): readonly Waiting[] => {
  const until = addDays(desk.on, desk.policy().leadDays.reviews);
  return desk.current().flatMap(({ budget, asOf, standingReviews }) =>
    standingReviews
      .filter(({ done, dueOn }) => done === null && (overdue ? dueOn < desk.on : dueOn >= desk.on && dueOn <= until))
      .map(({ dueOn, rule }) => ({
        kind: overdue ? ('REVIEW_OVERDUE' as const) : ('REVIEW_DUE' as const),
        budget,
        key: `${rule}-${dueOn}`,
        subjectId: `${budget.id}-${rule}-${dueOn}`,
        dueOn,
        blocker: reviewIsDue(ruleById(rule), dueOn, desk.on, budget.id),
        shownOn: asOf,
      })),
  );
};

/** Somebody asked for the indicative amount to be looked at again; the policies set no day for it. */
const askedToLookAgain = (desk: PersonQueue): readonly Waiting[] =>
  desk.current().flatMap(({ budget, state, asOf }) =>
    budget.record.sufficiencyReviews
      .filter(({ askedOn, decidedOn }) => decidedOn === null && askedOn <= desk.on)
      .map(({ id }) => ({
        kind: 'REVIEW_DUE' as const,
        budget,
        key: String(id),
        subjectId: String(id),
        dueOn: null,
        blocker: state.indicative && looksAgain(state.indicative, id),
        shownOn: asOf,
      })),
  );

/** Emergencies that nobody has looked at since: for those who oversee the service and did not open them. */
const emergencies = (desk: PersonQueue, wanted: 'DUE' | 'OVERDUE'): readonly Waiting[] =>
  desk.oversees
    ? lookedAt(desk.facts)
        .filter(
          (each) =>
            reviewStatus(each, desk.on) === wanted && each.emergency.subject !== desk.actor.subject && dayOf(each.emergency.openedAt) <= desk.on,
        )
        .map(({ emergency }) => ({
          kind: wanted === 'DUE' ? ('REVIEW_DUE' as const) : ('REVIEW_OVERDUE' as const),
          budget: null,
          key: String(emergency.id),
          subjectId: String(emergency.id),
          dueOn: emergency.reviewDueOn,
          blocker: toBeReviewed(emergency),
          shownOn: desk.on,
        }))
    : [];

/** The same, told at once: due on the day it was opened. */
const emergenciesOpened = (desk: PersonQueue): readonly Waiting[] =>
  [...emergencies(desk, 'DUE'), ...emergencies(desk, 'OVERDUE')].flatMap((waiting) => {
    const emergency = desk.facts.emergencies.find(({ id }) => String(id) === waiting.subjectId);
    return emergency ? [{ ...waiting, kind: 'EMERGENCY_ACCESS' as const, dueOn: dayOf(emergency.openedAt), blocker: justOpened(emergency) }] : [];
  });

const disputes = (desk: PersonQueue): readonly Waiting[] =>
  desk.facts.budgets.flatMap((budget) => {
    const shownOn = desk.dayOf(budget);
    if (!desk.view(budget, shownOn)) return [];
    return budget.record.disputes
      .filter(({ stage, raisedOn }) => stage !== 'SETTLED' && raisedOn <= desk.on)
      .map(({ id, stage }) => ({
        kind: 'DISPUTE_OPEN' as const,
        budget,
        key: String(id),
        subjectId: String(id),
        dueOn: null,
        blocker: [...goesToProvider(stage === 'PROVIDER', id), ...whoDecidesNext(stage, desk.policy(), id)][0] ?? null,
        shownOn,
      }));
  });

/** Answers are given by the last day for them; then the cut waits to be applied, from the day it was to take effect. */
const consultationDue = (consultation: Consultation, on: Day): Day =>
  statusOn(consultation, on) === 'OPEN' ? consultation.closesOn : consultation.effectiveOn;

/** Who is heard and has not answered yet, of those whom the one who asks answers for. */
const ownParties = ({ parties }: Consultation, desk: PersonQueue): Consultation['parties'] =>
  parties.filter(({ organisationId, answeredOn }) => organisationId === desk.actor.organisation.id && answeredOn === null);

/** Is it still to be settled? A withdrawal that was applied may yet be reconsidered. */
const isOpen = ({ status, noticeGivenOn }: Consultation, budgetIsOver: boolean, on: Day): boolean =>
  noticeGivenOn <= on && (status === 'RECONSIDERING' || (status === 'OPEN' && !budgetIsOver));

/**
 * A cut that is proposed waits for those who see the budget. Another funder that is heard is told so, and no more, while it has not
 * answered: that the budget exists, which it may know, and the day by which to answer.
 */
const consultations = (desk: PersonQueue): readonly Waiting[] =>
  desk.facts.budgets.flatMap((budget) => {
    const shownOn = desk.dayOf(budget);
    const sight = desk.sight(budget);
    if (sight === 'NONE') return [];
    return budget.record.consultations
      .filter((consultation) => isOpen(consultation, isOver(latestState(budget)), desk.on))
      .flatMap((consultation): readonly Waiting[] => {
        const { id, closesOn, parties } = consultation;
        const waiting = { kind: 'CONSULTATION_OPEN', budget, key: String(id), subjectId: String(id), shownOn } as const;
        if (sight === 'FULL') {
          const shown = asShown(parties, desk.seesFunder);
          const [blocker = null] = cutWaits({ budget, consultation }, shown, desk.on);
          return [{ ...waiting, dueOn: consultationDue(consultation, desk.on), blocker }];
        }
        const [blocker] = everyoneHeard({ parties: ownParties(consultation, desk), closesOn }, desk.on);
        return blocker ? [{ ...waiting, dueOn: closesOn, blocker }] : [];
      });
  });

/** Not assessed yet, or by the figures of a year that is over, or before the home began to count. */
const ASSESSMENT_DUE: readonly RuleId[] = ['ASC-CONTRIBUTION-DUE', 'ASC-FIGURES-MOVED', 'ASC-TWELVE-WEEKS'];

/** A period that is over and of which nothing is known: its statement is to be asked for, from the day after it. */
const evidenceDue = (desk: PersonQueue): readonly Waiting[] =>
  desk.facts.budgets.flatMap((budget) => {
    const shownOn = desk.dayOf(budget);
    if (!desk.view(budget, shownOn)) return [];
    const policy = desk.policy();
    return periodsNotKnown(budget, desk.facts, policy, desk.on).map((missing) => ({
      kind: 'EVIDENCE_DUE' as const,
      budget,
      key: missing.period.to,
      subjectId: `${budget.id}-${missing.period.to}`,
      dueOn: addDays(missing.period.to, 1),
      blocker: evidenceWanted([missing], budget.id)[0] ?? null,
      shownOn,
    }));
  });

/** A payment that is asked about, and that nobody has explained. */
const paymentsQueried = (desk: PersonQueue): readonly Waiting[] =>
  desk.facts.budgets.flatMap((budget) => {
    const shownOn = desk.dayOf(budget);
    if (!desk.view(budget, shownOn)) return [];
    const policy = desk.policy();
    return budget.record.transactions
      .filter((payment) => payment.on <= desk.on && askedOfPayment(payment, budget, desk.facts, policy) > 0)
      .map((payment) => ({
        kind: 'PAYMENT_QUERIED' as const,
        budget,
        key: String(payment.id),
        subjectId: String(payment.id),
        dueOn: null,
        blocker: paymentResults(payment, budget, desk.facts, policy)[0] ?? null,
        shownOn,
      }));
  });

const KINDS: Readonly<Record<QueueKind, (desk: PersonQueue) => readonly Waiting[]>> = {
  AGREEMENT_NEEDED: (desk) => ofResults(desk, 'AGREEMENT_NEEDED', agreementsNeeded, agreementNamed),
  FINANCIAL_ASSESSMENT_DUE: (desk) =>
    ofResults(desk, 'FINANCIAL_ASSESSMENT_DUE', (results) => results.filter(({ rule }) => ASSESSMENT_DUE.includes(rule))),
  DISPUTE_OPEN: disputes,
  REVIEW_DUE: (desk) => [...reviews(desk, false), ...askedToLookAgain(desk), ...emergencies(desk, 'DUE')],
  REVIEW_OVERDUE: (desk) => [...reviews(desk, true), ...emergencies(desk, 'OVERDUE')],
  AGREEMENT_EXPIRING: agreementsExpiring,
  RELEASE_BLOCKED: (desk) => ofResults(desk, 'RELEASE_BLOCKED', (results) => results.filter((each) => each.effect === 'REFUSE' && stops([each]))),
  TRANSITION_DUE: transitionsDue,
  CONSULTATION_OPEN: consultations,
  EMERGENCY_ACCESS: emergenciesOpened,
  EVIDENCE_DUE: evidenceDue,
  PAYMENT_QUERIED: paymentsQueried,
};

/** The tasks of a kind about one person, as this reader may know of them. */
export const tasksOf = (kind: QueueKind, desk: PersonQueue): readonly Task[] =>
  KINDS[kind](desk).map((waiting) => taskOf(waiting, desk.facts.person.id, desk.on));
