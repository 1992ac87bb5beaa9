import fc from 'fast-check';
import type { Stream } from '../../src/vocabulary/stream';
import { ACT_NAMES, type ActName, ACTS } from './random-acts';
import type { Dice } from './random-scene';
import { changedTables, type Everything, lost, Stage } from './random-stage';

/*
 * A family lives through whatever happens, in any order: what the law has in store and what nobody may do. After each event every
 * invariant holds, nothing that was written is lost, and what was refused has changed nothing in any table. In the end each answer that was
 * given on the way is asked for again, as it was known then, and is the same to the letter.
 */

/** Families, each with some fifty events; a database behind a network is given fewer. LIFE_FAMILIES lets thousands live, for a night. */
const FAMILIES = Number(process.env['LIFE_FAMILIES'] ?? (process.env['TEST_DATABASE_URL'] ? 6 : 60));
/** The same lives every time; LIFE_SEED gives others. What fails is said with its seed. */
const SEED = Number(process.env['LIFE_SEED'] ?? 20_251_006);

/** Milliseconds: a busy machine takes some ten seconds for a family. */
jest.setTimeout(60_000 + FAMILIES * 20_000);

type Event = { readonly act: ActName; readonly dice: Dice } | { readonly days: number };

const OPENING: Readonly<Record<Stream, ActName>> = {
  EDUCATION: 'awardElementThree',
  CHILDRENS_SOCIAL_CARE: 'recordChildrensRas',
  ADULT_SOCIAL_CARE: 'recordAdultsRas',
  CARER: 'allocateToCarer',
  HEALTH: 'attachHealthBudget',
  OTHER: 'recordOtherFunding',
};
/** How a life usually goes on, in the order in which it does. */
const STORIES = {
  awarded: ['shareIndicative', 'recordAgreement', 'agreeBudget'],
  paid: [
    'shareIndicative',
    'recordAgreement',
    'agreeBudget',
    'addSectionJItem',
    'addPlanItem',
    'chooseArrangements',
    'releaseBudget',
    'submitInvoice',
  ],
  cut: ['proposeReduction', 'answerConsultation', 40, 'applyReduction', 'requestReconsideration', 'decideReconsideration'],
  contested: ['proposeReduction', 'requestReconsideration', 'decideReconsideration', 'raiseDispute', 'escalateDispute', 'settleDispute'],
  reviewed: ['requestSufficiencyReview', 'decideSufficiencyReview', 'shareIndicative', 'agreeBudget'],
  spent: ['recordTransactions', 'submitInvoice', 200, 'recordTransactions', 'reclaimUnspent', 'recordReview'],
  stopped: ['suspendBudget', 10, 'resumeBudget', 'withdrawAgreement', 'increaseBudget', 'chooseArrangements'],
  charged: ['recordFinancialAssessment', 'increaseBudget', 60, 'recordFinancialAssessment', 'refundContribution'],
  joined: ['recordAdultsRas', 'allocateToCarer', 'recordAgreement', 'recordAgreement', 'joinBudgets'],
} as const satisfies Readonly<Record<string, readonly (ActName | number)[]>>;

/** The whole held in one way, from the first day; and health's money for the child. */
const aimed = (step: ActName | number): Partial<Dice> =>
  step === 'chooseArrangements' ? { b: 1, c: 3 } : step === 'attachHealthBudget' ? { a: 1 } : {};
/** A joint plan that both agree to, on the carer's budget. */
const together = (step: ActName | number, index: number): Partial<Dice> =>
  step === 'recordAgreement' ? { a: 10, b: index, stream: 'CARER' } : { a: 0, b: 0 };

const number = fc.nat(999);
const dice = fc.record({ a: number, b: number, c: number, wild: fc.boolean() });
const stream = fc.constantFrom<Stream>('EDUCATION', 'CHILDRENS_SOCIAL_CARE', 'ADULT_SOCIAL_CARE', 'CARER', 'HEALTH', 'OTHER');

const one = fc.record({ act: fc.constantFrom(...ACT_NAMES), dice });
const story = (name: keyof typeof STORIES, of: Stream): fc.Arbitrary<readonly Event[]> =>
  fc.array(dice, { minLength: 9, maxLength: 9 }).map((rolls) =>
    [...(name === 'awarded' || name === 'paid' ? [OPENING[of]] : []), ...STORIES[name]].map((step, index): Event => {
      const roll = rolls[index] ?? { a: 0, b: 0, c: 0, wild: false };
      const tame = { ...roll, wild: false, stream: of, ...(name === 'joined' ? together(step, index) : aimed(step)) };
      return typeof step === 'number' ? { days: step } : { act: step, dice: tame };
    }),
  );
const started = fc.tuple(fc.constantFrom('awarded', 'paid', 'paid'), stream).chain(([name, of]) => story(name as 'paid', of));
const later = fc
  .tuple(fc.constantFrom<keyof typeof STORIES>('cut', 'contested', 'reviewed', 'spent', 'stopped', 'charged', 'joined'), stream)
  .chain(([name, of]) => story(name, of));
const life: fc.Arbitrary<readonly Event[]> = fc
  .tuple(
    fc.array(started, { minLength: 1, maxLength: 3 }),
    fc.array(
      fc.oneof(
        { weight: 8, arbitrary: one.map((each) => [each] as readonly Event[]) },
        { weight: 2, arbitrary: later },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: 40 }).map((days): readonly Event[] => [{ days }]) },
      ),
      { minLength: 18, maxLength: 24 },
    ),
  )
  .map(([first, rest]) => [...first.flat(), ...rest.flat()]);

describe('whatever happens to a family', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterAll(() => stage.stop());

  it('every invariant holds, nothing is lost, and what was known then is known still', async () => {
    const counts = new Map<ActName, { applied: number; refused: number }>(ACT_NAMES.map((name) => [name, { applied: 0, refused: 0 }]));
    const total = { events: 0, recalled: 0 };
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('2014-05-04', '2007-10-20', '2009-01-15'), life, async (born, events) => {
        await stage.begin(born);
        const told: string[] = [];
        let before: Everything = await stage.everything();
        try {
          for (const event of events) {
            if ('days' in event) {
              stage.pass(event.days);
              told.push(`${event.days} days pass: it is ${stage.today}`);
              continue;
            }
            const scene = await stage.scene();
            const attempt = ACTS[event.act](scene, event.dice);
            const outcome = await stage.attempt(scene.callers, attempt);
            told.push(`${attempt.who} ${attempt.mutation}(${attempt.args}): ${outcome.applied ? 'applied' : 'refused'} ${outcome.why}`);
            total.events++;
            const count = counts.get(event.act);
            if (count) count[outcome.applied ? 'applied' : 'refused']++;
            let after = await stage.everything();
            // A refusal that shows the record is a look at it, and nothing else.
            if (!outcome.applied)
              expect(changedTables(before, after).filter((table) => !['access_event', 'audit_chain'].includes(table))).toEqual([]);
            else {
              expect(lost(before, after)).toEqual([]);
              expect(changedTables(before, after)).toContain('access_event');
              expect(await stage.faults()).toEqual([]);
              await stage.note(event.dice.a, event.dice.b);
              after = await stage.everything();
            }
            before = after;
          }
          expect(await stage.allFaults()).toEqual([]);
          total.recalled += await stage.recall((then, now, what) => expect(`${what}: ${now}`).toBe(`${what}: ${then}`));
        } catch (error) {
          // The whole story, so that it can be read without being lived through again.
          throw new Error(
            `${error instanceof Error ? error.message : String(error)}\n\nWhat happened to the child born on ${born}:\n${told.join('\n')}`,
            { cause: error },
          );
        }
      }),
      { numRuns: FAMILIES, seed: SEED, endOnFailure: true },
    );
    // So that none of it is true because nothing happened: whatever can be done was done, and was refused as well.
    if (FAMILIES < 60) return;
    expect([...counts].filter(([, { applied, refused }]) => applied === 0 || refused === 0)).toEqual([]);
    expect(total.events).toBeGreaterThan(2_000);
    expect(total.recalled).toBeGreaterThan(1_000);
  });
});
