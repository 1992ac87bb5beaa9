import fc from 'fast-check';
import { agreeBudget, shareIndicative } from '../../src/budgets/agreement/agree.decisions';
import { recordAgreement } from '../../src/budgets/agreement/agreement.decisions';
import { withdrawAgreement } from '../../src/budgets/agreement/withdraw-agreement.decisions';
import { allocateToCarer, attachHealthBudget, recordAdultsRas } from '../../src/budgets/award/award.decisions';
import { increaseBudget } from '../../src/budgets/change/increase.decisions';
import { carriersOf, chargeAccountOn, chargedOver, refundsOf, totalOfStretches } from '../../src/budgets/charge/charge-history.rules';
import { recordFinancialAssessment } from '../../src/budgets/charge/financial-assessment.decisions';
import { refundContribution } from '../../src/budgets/charge/refund.decisions';
import type { Budget } from '../../src/budgets/record/budget.loader';
import { type PersonFacts, toFacts } from '../../src/budgets/record/person-facts';
import { latestState, reviseBudget, stateOn } from '../../src/budgets/record/revisions';
import { endBudget } from '../../src/budgets/running/end.decisions';
import { applyChanges, type Change, insert, type RowSets } from '../../src/database/changes';
import { type Circumstances, type Declaration, PLAIN_ENVELOPE } from '../../src/mutation/declaration';
import { PersonRow } from '../../src/people/person.entity';
import { loadPolicies } from '../../src/policy/policies';
import { stops } from '../../src/rules/rule';
import { agreementLiveOn } from '../../src/streams/stream.types';
import { amount, perWeek } from '../../src/vocabulary/amount';
import { addDays, type Day, runsOn } from '../../src/vocabulary/day';
import { type Pence, roundHalfUp } from '../../src/vocabulary/money';
import { HubError } from '../../src/vocabulary/refusal';

/*
 * A person is charged once (Care Act 2014 s.14): over any sequence of openings, agreements, ends, consents, assessments and grants of
 * continuing healthcare, with the clock going on, what their budgets carry together is what was assessed, or what the care costs where that
 * is less. Nothing that was charged is forgotten, and none of it is given back twice.
 */

const FIRST: Day = '2025-04-01';
const ADULT = 1;
const CARERS = [2, 3] as const;
const COUNCIL = { id: 384, kind: 'LOCAL_AUTHORITY', code: '384', name: 'Wakefield' } as const;
const BOARD = { id: 9, kind: 'HEALTH_COMMISSIONER', code: 'QWO', name: 'West Yorkshire' } as const;
const policies = loadPolicies();

/** Three people and a clock: decisions are made of rows in memory, as the pipeline makes them. */
class World {
  rows: RowSets;
  today: Day = FIRST;
  private at: number;
  private lastId = 100;

  constructor() {
    this.at = Date.parse(`${FIRST}T08:00:00Z`);
    const born = { [ADULT]: '1950-01-01', 2: '1970-01-01', 3: '1975-01-01' };
    this.rows = applyChanges(
      new Map([[PersonRow, []]]),
      Object.entries(born).map(([id, date_of_birth]) =>
        insert(PersonRow, {
          id: Number(id),
          authority_id: COUNCIL.id,
          health_commissioner_id: BOARD.id,
          name: `P${id}`,
          date_of_birth,
          date_of_death: null,
          postcode: null,
          version: 1,
          recorded_at: 0,
          load_id: null,
        }),
      ),
    );
  }

  get facts(): ReadonlyMap<number, PersonFacts> {
    return toFacts(this.rows);
  }
  get everyone(): readonly PersonFacts[] {
    return [...this.facts.values()];
  }
  get adult(): PersonFacts {
    return this.facts.get(ADULT) as PersonFacts;
  }
  get budgets(): readonly Budget[] {
    return this.everyone.flatMap(({ budgets }) => budgets);
  }

  pass(days: number): void {
    this.today = addDays(this.today, days);
    this.at = Math.max(this.at + 1, Date.parse(`${this.today}T08:00:00Z`));
  }

  private circumstances(subject: string, organisation: typeof COUNCIL | typeof BOARD): Circumstances {
    return {
      actor: { subject, name: subject, role: organisation === BOARD ? 'HEALTH_COMMISSIONER' : 'SERVICE_MANAGER', organisation, personId: null },
      envelope: { ...PLAIN_ENVELOPE, reason: 'as asked' },
      today: this.today,
      at: ++this.at,
      newId: () => ++this.lastId,
      policies,
      organisation: () => COUNCIL as never,
      organisationById: (id) => (id === BOARD.id ? BOARD : COUNCIL) as never,
      bodyOf: (body) => ({ ...body, from: null, to: null, listedOn: '2026-04-10', followers: [], followed: [], list: '2026-04-10' }),
      loadId: null,
    };
  }

  /** Applied with what follows from it, unless it is refused or cannot be. */
  decide<Input>(
    declaration: Declaration<Input, PersonFacts>,
    input: Input,
    subject = 'worker',
    organisation: typeof COUNCIL | typeof BOARD = COUNCIL,
  ): void {
    const circumstances = this.circumstances(subject, organisation);
    try {
      const { results, changes } = declaration.decide(this.facts, input, circumstances);
      if (stops(results)) return;
      this.apply(changes);
      this.apply(declaration.follows?.decide(this.facts, circumstances) ?? []);
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
    }
  }
  private apply(changes: readonly Change[]): void {
    this.rows = applyChanges(this.rows, changes);
  }

  /** Money begins to be paid; what a release asks for is other tests' matter. */
  release(budget: Budget): void {
    const on = latestState(budget).from > this.today ? latestState(budget).from : this.today;
    this.apply(
      reviseBudget(
        budget,
        { effectiveOn: on, action: 'releaseBudget', patch: ({ status }) => (status === 'AGREED' ? { status: 'RELEASED', releasedOn: on } : {}) },
        this.circumstances('worker', COUNCIL),
      ),
    );
  }
}

const pence = fc.integer({ min: 1, max: 40_000 });
const days = fc.integer({ min: -60, max: 90 });
const which = fc.nat(7);
const step = fc.oneof(
  fc.record({ do: fc.constant('open' as const), pence, days, length: fc.option(fc.integer({ min: 0, max: 120 })) }),
  fc.record({ do: fc.constant('care' as const), pence, days, who: fc.constantFrom(...CARERS), length: fc.option(fc.integer({ min: 0, max: 120 })) }),
  fc.record({ do: fc.constantFrom('consent' as const, 'withdraw' as const), which, days }),
  fc.record({ do: fc.constant('assess' as const), pence, days }),
  fc.record({ do: fc.constantFrom('agree' as const, 'increase' as const), which, pence, days }),
  fc.record({ do: fc.constant('release' as const), which }),
  fc.record({ do: fc.constant('end' as const), which, days }),
  fc.record({ do: fc.constant('chc' as const), days, length: fc.option(fc.integer({ min: 0, max: 60 })) }),
  fc.record({
    do: fc.constant('refund' as const),
    pence: fc.integer({ min: 1, max: 20_000 }),
    days: fc.integer({ min: -40, max: -1 }),
    length: fc.nat(30),
  }),
  fc.record({ do: fc.constant('pass' as const), length: fc.integer({ min: 1, max: 45 }) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function take(world: World, each: Step): void {
  const { today } = world;
  const day = 'days' in each ? addDays(today, each.days) : today;
  const last = 'length' in each && each.length !== null ? addDays(day, each.length) : null;
  const weekly = 'pence' in each ? amount(each.pence, 'WEEK') : amount(1, 'WEEK');
  const { budgets } = world;
  const budget = 'which' in each ? budgets[each.which % Math.max(1, budgets.length)] : undefined;
  const assessed = { assessedOn: FIRST, assessedBy: 'A', from: day, to: last };
  switch (each.do) {
    case 'open':
      return world.decide(recordAdultsRas, {
        ...assessed,
        personId: ADULT,
        eligible: true,
        legalBasis: 'CARE_ACT',
        questionnaire: null,
        points: null,
        hoursPerWeek: null,
        answers: [],
        indicative: weekly,
      });
    case 'care':
      return world.decide(allocateToCarer, {
        ...assessed,
        carerId: each.who,
        caredForId: ADULT,
        eligible: true,
        level: null,
        answers: null,
        indicative: amount(50_000, 'WEEK'),
        replacementCare: weekly,
      });
    case 'consent':
      if (!budget) return;
      return world.decide(recordAgreement, {
        streamBudgetId: budget.id,
        arrangementId: null,
        kind: 'CARED_FOR_CHARGE',
        givenBy: 'P1',
        role: 'cared for',
        on: each.days > 0 ? today : day,
        until: each.days > 60 ? day : null,
        amount: null,
        itemId: null,
        sharedWithRole: null,
        sharedWithOrganisation: null,
        sharedWithPerson: null,
      });
    case 'withdraw': {
      const agreement = budget?.agreements[0];
      return agreement && world.decide(withdrawAgreement, { agreementId: agreement.id, on: today, reason: 'No more' });
    }
    case 'assess':
      return world.decide(recordFinancialAssessment, { personId: ADULT, facts: null, assessed: weekly, assessedOn: FIRST, from: day });
    case 'agree':
    case 'increase': {
      if (!budget) return;
      if (each.do === 'increase') return world.decide(increaseBudget, { streamBudgetId: budget.id, to: weekly, effectiveOn: day }, 'manager');
      // The replacement care is part of a carer's budget: what is agreed for the whole is not what is charged for.
      world.decide(shareIndicative, { streamBudgetId: budget.id, on: today });
      return world.decide(agreeBudget, { streamBudgetId: budget.id, amount: weekly }, 'manager');
    }
    case 'release':
      return budget && world.release(budget);
    case 'end':
      return budget && world.decide(endBudget, { streamBudgetId: budget.id, on: day, ground: 'PERSON_ASKED' });
    case 'chc':
      return world.decide(
        attachHealthBudget,
        {
          ...assessed,
          personId: ADULT,
          eligibility: 'CHC',
          decidedOn: FIRST,
          baseline: null,
          indicative: amount(90_000, 'WEEK'),
          shownInPool: false,
        },
        'nurse',
        BOARD,
      );
    case 'refund':
      return world.decide(refundContribution, { personId: ADULT, from: day, to: addDays(day, each.length), amount: each.pence });
    case 'pass':
      return world.pass(each.length);
  }
}

/** Care that is paid for and charged, most of the time: what then happens to it is the sequence. */
const begun: readonly Step[] = [
  { do: 'open', pence: 20_000, days: 0, length: null },
  { do: 'assess', pence: 15_000, days: 0 },
  { do: 'agree', which: 0, pence: 20_000, days: 0 },
  { do: 'release', which: 0 },
];
const rest = fc.array(step, { minLength: 4, maxLength: 16 });
const fromTheStart = fc.tuple(fc.integer({ min: 0, max: begun.length }), rest).map(([some, then]) => [...begun.slice(0, some), ...then]);
const afterAWhile = fc.tuple(fc.integer({ min: 1, max: 60 }), rest).map(([length, then]): Step[] => [...begun, { do: 'pass', length }, ...then]);

/** Every day on which something may turn, and the days beside it. */
const turns = ({ budgets, adult }: World): readonly Day[] => {
  const days = [
    ...adult.assessments.map(({ from }) => from),
    ...budgets.flatMap(({ revisions, agreements }) => [
      ...revisions.flatMap(({ from, to, effectiveOn }) => [from, effectiveOn, ...(to === null ? [] : [addDays(to, 1)])]),
      ...agreements.flatMap(({ on, until, withdrawnOn }) => [
        on,
        ...(until === null ? [] : [addDays(until, 1)]),
        ...(withdrawnOn === null ? [] : [withdrawnOn]),
      ]),
    ]),
  ];
  return [...new Set(days.flatMap((day) => [addDays(day, -1), day]))].sort();
};

interface Carrying {
  readonly cost: Pence;
  readonly charge: Pence | null;
  readonly open: boolean;
}
/** What each budget that runs on a day costs for the person who is charged, and carries: worked out anew, from the record alone. */
const carrying = ({ budgets }: World, on: Day): readonly Carrying[] =>
  budgets.flatMap((budget): Carrying[] => {
    const state = stateOn(budget.revisions, on);
    if (!state || !runsOn(state, on) || state.status === 'ENDED' || state.status === 'WITHDRAWN') return [];
    const details = budget.allocations.find(({ id }) => id === state.allocationId)?.details;
    const part =
      budget.stream === 'ADULT_SOCIAL_CARE' ? (state.agreed ?? state.indicative) : details?.kind === 'CARER' ? details.replacementCare : null;
    const cost = part && perWeek(part);
    if (cost === null) return [];
    const consent = budget.agreements.some((each) => each.kind === 'CARED_FOR_CHARGE' && agreementLiveOn(each, on));
    return [{ cost, charge: state.contribution && perWeek(state.contribution), open: budget.stream === 'ADULT_SOCIAL_CARE' || consent }];
  });

const underHealth = ({ adult }: World, on: Day): boolean =>
  adult.budgets.some((budget) => {
    const state = stateOn(budget.revisions, on);
    return budget.stream === 'HEALTH' && state !== null && runsOn(state, on) && state.status !== 'ENDED' && state.status !== 'WITHDRAWN';
  });

function chargedOnce(world: World): void {
  for (const on of turns(world)) {
    const carried = carrying(world, on);
    const weekly = world.adult.assessments.findLast(({ from }) => from <= on)?.weekly;
    const sum = carried.reduce((all, { charge }) => all + (charge ?? 0), 0);
    const cost = carried.filter(({ open }) => open).reduce((all, each) => all + each.cost, 0);
    const expected = weekly === undefined || underHealth(world, on) ? 0 : Math.min(weekly, cost);
    expect({ on, sum, each: carried.every((one) => (one.charge ?? 0) <= (one.open ? one.cost : 0)) }).toEqual({ on, sum: expected, each: true });
  }
}

const chargedIn = (world: World, from: Day, to: Day): Pence =>
  roundHalfUp(totalOfStretches(chargedOver(ADULT, carriersOf(world.adult, world.everyone), { from, to })));

function refundedWithin(world: World): void {
  const refunds = refundsOf(carriersOf(world.adult, world.everyone));
  for (const { from } of refunds)
    for (const { to } of refunds) {
      const given = refunds.filter((each) => each.from >= from && each.to <= to).reduce((sum, each) => sum + each.amount, 0);
      expect(given).toBeLessThanOrEqual(Math.max(0, chargedIn(world, from, to)));
    }
}

const PROPERTY = { numRuns: 200, seed: 4 };

describe('one charge', () => {
  it('over any sequence, what the budgets carry is what was assessed, or the cost where that is less', () => {
    let charged = 0;
    fc.assert(
      fc.property(fromTheStart, (steps) => {
        const world = new World();
        for (const each of steps) {
          take(world, each);
          chargedOnce(world);
        }
        charged += carrying(world, world.today).filter(({ charge }) => (charge ?? 0) > 0).length;
      }),
      PROPERTY,
    );
    // Sequences that charge nothing would prove nothing.
    expect(charged).toBeGreaterThan(100);
  });

  it('what was charged stays charged whatever is recorded later, and is given back at most once', () => {
    let [refunds, owed] = [0, 0];
    fc.assert(
      fc.property(afterAWhile, (steps) => {
        const world = new World();
        const start = addDays(FIRST, -60);
        // What stood when a day was over was charged; what is put right within the day was not.
        const sealed: { readonly to: Day; readonly charged: Pence }[] = [];
        for (const each of steps) {
          if (each.do === 'pass') sealed.push({ to: world.today, charged: chargedIn(world, start, world.today) });
          take(world, each);
          for (const { to, charged } of sealed) expect(chargedIn(world, start, to)).toBeGreaterThanOrEqual(charged);
          if (each.do === 'refund') refundedWithin(world);
          const standing = chargeAccountOn(world.adult, carriersOf(world.adult, world.everyone), world.today);
          expect(standing.toRefund).toBeLessThanOrEqual(standing.charged);
          if (standing.toRefund > 0) owed++;
        }
        refunds += refundsOf(carriersOf(world.adult, world.everyone)).length;
      }),
      PROPERTY,
    );
    expect([refunds > 10, owed > 100]).toEqual([true, true]);
  });
});
