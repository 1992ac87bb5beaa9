import fc from 'fast-check';
import { Inspector } from '../../src/invariants/inspector';
import { faultInWords } from '../../src/invariants/invariants';
import { entities } from '../../src/server/entities';
import { anAdult } from '../builders/adult';
import type { Case } from '../builders/case';
import { aHub, type Caller, type TestHub } from '../builders/hub';
import { DECIDED, type Decided } from '../builders/mutation';

/*
 * Two people live alike; on the record of one a slip is made somewhere, and put right somewhere after it. In the end both records say the same
 * of every day that is asked about, but for their history.
 */

const RUNS = Number(process.env['SLIP_RUNS'] ?? (process.env['TEST_DATABASE_URL'] ? 6 : 30));
const SEED = Number(process.env['SLIP_SEED'] ?? 20_251_006);
jest.setTimeout(60_000 + RUNS * 10_000);

let hub: TestHub;
let another: Caller;
beforeAll(async () => {
  hub = await aHub({ day: '2025-10-08' });
  another = await hub.as('SERVICE_MANAGER', '384', { name: 'A. Nother' });
});
afterAll(() => hub.stop());

type Team = Case['team'];
interface Step {
  readonly who: keyof Team;
  readonly name: string;
  readonly args: (own: Case) => string;
}
const act = async (caller: Caller, { name, args }: Step, own: Case, envelope: object | null = null): Promise<Decided> =>
  (
    await caller.ask<{ answer: Decided }>(`mutation($envelope: Envelope) { answer: ${name}(${args(own)}, envelope: $envelope) ${DECIDED} }`, {
      envelope,
    })
  ).answer;

const budget = ({ budgets }: Case): string => `streamBudgetId: "${budgets.ADULT_SOCIAL_CARE}"`;
const step = (who: keyof Team, name: string, args: (own: Case) => string): Step => ({ who, name, args });
const line = (cost: string, from = '2025-10-01') =>
  step(
    'manager',
    'addPlanItem',
    ({ plans }) =>
      `input: { planId: "${plans['CARE_AND_SUPPORT_PLAN']}", outcomeRef: "O1", stream: ADULT_SOCIAL_CARE, service: "PERSONAL_ASSISTANT", description: "x", cost: { value: "${cost}" }, from: "${from}" }`,
  );
const held = (kind: string, value: string, from: string) =>
  step(
    'adults',
    'chooseArrangements',
    (own) => `${budget(own)}, arrangements: [{ kind: ${kind}, holderName: "Wakefield", amount: { value: "${value}" }, from: "${from}" }]`,
  );
const pays = (reference: string, value: string) =>
  step(
    'finance',
    'recordTransactions',
    (own) => `${budget(own)}, transactions: [{ reference: "${reference}", on: "2025-10-07", amount: "${value}" }]`,
  );
const assessed = (value: string) =>
  step(
    'finance',
    'recordFinancialAssessment',
    ({ personId }) => `personId: "${personId}", assessed: { value: "${value}" }, assessedOn: "2025-09-20", from: "2025-10-06"`,
  );
const dispute = (subject: string) => step('adults', 'raiseDispute', (own) => `${budget(own)}, subject: ${subject}, account: "Too little"`);
const more = (value: string) => step('manager', 'increaseBudget', (own) => `${budget(own)}, to: { value: "${value}" }, effectiveOn: "2025-11-03"`);

/** How both live. */
const LIFE: readonly Step[] = [
  line('60.00'),
  held('COUNCIL_MANAGED, holder: AUTHORITY', '100.00', '2025-09-01'),
  assessed('20.00'),
  step('manager', 'releaseBudget', (own) => `${budget(own)}, on: "2025-10-06"`),
  pays('T1', '35.00'),
  dispute('AMOUNT'),
  more('110.00'),
  step(
    'adults',
    'recordAlongside',
    (own) => `${budget(own)}, kind: TOP_UP, label: "Aunt", payer: "Aunt", amount: { value: "5.00" }, from: "2025-10-06"`,
  ),
];
const RELEASED = 4;

interface Slip extends Step {
  readonly kind: string;
  /** From which step of the life on it can be made. */
  readonly after?: number;
  /** And up to which. */
  readonly before?: number;
  /** Put right before the life goes on: what follows would be another life. */
  readonly atOnce?: boolean;
}
const slip = (of: Step, kind: string, more_: Pick<Slip, 'after' | 'before' | 'atOnce'> = {}): Slip => ({ ...of, kind, ...more_ });
const SLIPS: readonly Slip[] = [
  slip(line('30.00'), 'ITEM'),
  slip(
    step(
      'adults',
      'recordAdultsRas',
      ({ personId }) =>
        `input: { personId: "${personId}", eligible: true, legalBasis: CARE_ACT, indicative: { value: "80.00" }, assessedOn: "2025-09-02", assessedBy: "A. Assessor", from: "2025-10-06" }`,
    ),
    'BUDGET',
  ),
  slip(
    step(
      'adults',
      'recordAgreement',
      (own) => `input: { ${budget(own)}, kind: SHARING, sharedWithRole: "CARERS_WORKER", givenBy: "They", role: "person", on: "2025-10-01" }`,
    ),
    'AGREEMENT',
  ),
  slip(
    step(
      'adults',
      'recordAlongside',
      (own) => `${budget(own)}, kind: OTHER_RESOURCE, label: "Club", payer: "Club", amount: { value: "9.00" }, from: "2025-10-06"`,
    ),
    'ALONGSIDE',
  ),
  slip(pays('T9', '99.00'), 'PAYMENT', { after: RELEASED }),
  slip(dispute('USE'), 'DISPUTE'),
  slip(assessed('35.00'), 'FINANCIAL_ASSESSMENT', { atOnce: true }),
  slip(
    step('adults', 'requestSufficiencyReview', (own) => `${budget(own)}, account: "Too low"`),
    'SUFFICIENCY_REVIEW',
  ),
  slip(
    step(
      'adults',
      'proposeReduction',
      (own) => `${budget(own)}, kind: REDUCE, to: { value: "90.00" }, reasons: "Needs fell", noticeGivenOn: "2025-10-08", effectiveOn: "2025-12-31"`,
    ),
    'CONSULTATION',
  ),
  slip(held('DIRECT_PAYMENT, holder: PERSON', '100.00', '2025-10-07'), 'ARRANGEMENT', { after: 2, before: 6, atOnce: true }),
  slip(
    step('finance', 'suspendBudget', (own) => `${budget(own)}, on: "2025-10-08", reason: "Wrong person"`),
    'CHANGE',
    { after: RELEASED, atOnce: true },
  ),
  slip(more('140.00'), 'CHANGE', { after: 2, atOnce: true }),
  slip(
    step('adults', 'endBudget', (own) => `${budget(own)}, on: "2025-12-31", ground: PERSON_ASKED`),
    'CHANGE',
    { after: 2, atOnce: true },
  ),
];

const pence = (money: string): number => Math.round(Number(money) * 100);
const FIGURES = `pooledBudget(asOf: $asOf) { indicative { perYear } agreed { perYear } contribution { perYear } net { perYear }
  streams { stream status from to indicative { value every } agreed { value every } contribution { value } net { value } unallocated { value }
    arrangements { kind holderName amount { value } from to } items { service cost { value } from to }
    spending { allocated released paid spent available toReclaim } transactions { reference amount }
    disputes { subject stage } consultations { status } results { rule { id } } } }`;
/** `paid`: by year, what went out on the slip; it stands as paid, and is asked for. */
const told = async ({ team, personId }: Case, believed: { paid: number }): Promise<unknown> => {
  const seen = [];
  for (const asOf of ['2025-09-15', '2025-10-08', '2025-11-20', '2026-04-10'])
    seen.push(
      (
        await team.manager.ask(
          `query($id: ID!, $asOf: Date!) { person(id: $id) { corrections { paid } careCharges(asOf: $asOf) { charged refunded toRefund } ${FIGURES} } }`,
          {
            id: personId,
            asOf,
          },
        )
      ).person,
    );
  for (const { corrections, pooledBudget } of seen) {
    believed.paid = corrections.reduce((sum: number, { paid }: { paid: string }) => sum + pence(paid), 0);
    corrections.length = 0;
    if (believed.paid > 0)
      for (const { spending } of pooledBudget.streams) {
        if (pence(spending.paid) >= believed.paid) spending.paid = (pence(spending.paid) - believed.paid) / 100;
        spending.paid = Number(spending.paid);
        delete spending.toReclaim;
      }
    else for (const { spending } of pooledBudget.streams) spending.paid = Number(spending.paid);
  }
  return seen;
};

/** Which record the slip is in: the id that was answered, or, of a change or of what has no id of its own, the last one on record. */
async function mistakeOf({ kind, name }: Slip, own: Case, id: string | null): Promise<{ kind: string; id: string | null; version?: number }> {
  const { person } = await own.team.manager.ask(
    `query($id: ID!) { person(id: $id) { pooledBudget(asOf: "2025-10-08") { streams { id arrangements { id } transactions { id reference } history { action version } } } } }`,
    { id: own.personId },
  );
  const stream = person.pooledBudget.streams.find((each: { id: string }) => each.id === own.budgets.ADULT_SOCIAL_CARE);
  const version = stream.history.findLast((each: { action: string }) => each.action === name)?.version;
  if (kind === 'CHANGE') return { kind: 'BUDGET', id: stream.id, version };
  if (kind === 'ARRANGEMENT') return { kind, id: stream.arrangements[0].id };
  if (kind === 'PAYMENT') return { kind, id: stream.transactions.find(({ reference }: { reference: string }) => reference === 'T9').id };
  return { kind, id };
}

async function putRight(made: Slip, own: Case, id: string | null): Promise<readonly string[]> {
  const mistake = await mistakeOf(made, own, id);
  const { answer } = await another.ask<{ answer: Decided }>(
    `mutation($kind: RecordKind!, $id: ID!, $version: Int) { answer: voidRecord(kind: $kind, id: $id, version: $version, envelope: { reason: "A slip" }) ${DECIDED} }`,
    mistake,
  );
  if (answer.applied) return [];
  // People rely on it: they say that it was a mistake.
  if (answer.results.some(({ rule }) => rule.id === 'MISTAKE-RELIED-ON')) {
    await act(
      own.team.adults,
      step(
        'adults',
        'recordAgreement',
        () => `input: { ${budget(own)}, kind: MISTAKE_ACKNOWLEDGED, givenBy: "They", role: "person", on: "2025-10-08" }`,
      ),
      own,
      { reason: 'Told' },
    );
    return putRight(made, own, id);
  }
  return answer.results.map(({ rule, message }) => `${rule.id} ${message}`);
}

const born = () =>
  anAdult(hub)
    .withCarePlan()
    .withAdultsCare({ indicative: { value: '100.00' } })
    .shared('ADULT_SOCIAL_CARE')
    .agreedAt('ADULT_SOCIAL_CARE', { value: '100.00' })
    .made();

it('a world in which a slip was put right is the world in which it was never made', async () => {
  const sample = fc.record({ which: fc.nat(SLIPS.length - 1), at: fc.nat(LIFE.length), later: fc.nat(LIFE.length) });
  await fc.assert(
    fc.asyncProperty(sample, async ({ which, at, later }) => {
      const made = SLIPS[which] as Slip;
      const from = Math.min(made.before ?? LIFE.length, Math.max(made.after ?? 0, at));
      const to = made.atOnce ? from : Math.min(LIFE.length, from + later);
      const [right, slipped] = [await born(), await born()];
      let open: string | null | undefined;
      for (let index = 0; index <= LIFE.length; index++) {
        if (index === from) {
          const answer = await act(slipped.team[made.who], made, slipped, { reason: 'As asked' });
          expect([made.name, answer.applied, answer.results.filter(({ effect }) => effect === 'REFUSE')]).toEqual([made.name, true, []]);
          open = answer.id;
        }
        if (index === to && open !== undefined) expect([made.name, await putRight(made, slipped, open)]).toEqual([made.name, []]);
        const next = LIFE[index];
        if (!next) continue;
        for (const own of [right, slipped]) {
          const { applied, results } = await act(own.team[next.who], next, own);
          expect([next.name, applied, applied ? [] : results]).toEqual([next.name, true, []]);
        }
      }
      const believed = { paid: 0 };
      const [wasSlipped, wasRight] = [await told(slipped, believed), await told(right, { paid: 0 })];
      // What is to be asked for is of the slip alone.
      if (believed.paid > 0)
        for (const { pooledBudget } of wasRight as any[]) for (const { spending } of pooledBudget.streams) delete spending.toReclaim;
      expect([made.name, from, to, wasSlipped]).toEqual([made.name, from, to, wasRight]);
    }),
    { numRuns: RUNS, seed: SEED },
  );
});

it('leaves a record of which every invariant holds', async () => {
  const { store, directory, policies } = hub.hub.parts;
  const found: string[] = [];
  await new Inspector({ store, directory, policies, entities, today: '2025-10-08' }).inspect({ onFault: (each) => found.push(faultInWords(each)) });
  expect(found).toEqual([]);
});
