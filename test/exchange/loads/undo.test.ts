import { shareIndicative } from '../../../src/budgets/agreement/agree.decisions';
import { endItem } from '../../../src/budgets/lines/lines.decisions';
import { FACT_STATEMENTS, toFacts } from '../../../src/budgets/record/person-facts';
import { Decider } from '../../../src/decide/decider';
import { undoLoad } from '../../../src/exchange/loads/undo';
import { PLAIN_ENVELOPE } from '../../../src/mutation/declaration';
import { nhsNumberFor, upnFor } from '../../../src/people/made-up-identifier';
import { amount } from '../../../src/vocabulary/amount';
import { anArea, type Area, told } from '../area';
import { bladeExport, careRow, released, sectionJRow, topUpRow, whoRow } from '../rows';

const upn = upnFor('384', 9900, 12, 1);
const nhs = nhsNumberFor(1);

describe('undoing a load', () => {
  let area: Area;
  beforeEach(async () => {
    area = await anArea();
  });
  afterEach(() => area.stop());
  const schedule = (more: Parameters<typeof topUpRow>[0] = released): string => area.file('schedule.csv', [topUpRow({ upn, ...more })]);
  const state = async (): Promise<unknown> => told(await area.people());

  it('takes back all that it brought, people too, and keeps that it was there', async () => {
    const { number } = await area.load('F1', bladeExport(area, 'return', [{ upn }]));
    await area.load('F5', schedule());
    await area.load('F7', area.file('items.csv', [sectionJRow({ upn })]));
    expect(await undoLoad(area, number)).toMatchObject({ number, takenBack: 9, kept: 0, left: 0 });
    expect(await area.people()).toEqual([]);
    // The rows of the other files wait again, and come back with the return.
    expect(await area.store.reading.rows("SELECT format FROM loaded_row WHERE status = 'WAITING' ORDER BY format")).toEqual([
      { format: 'F5' },
      { format: 'F7' },
    ]);
    const closed = await area.store.reading.rows<{ open: number }>('SELECT COUNT(*) AS open FROM plan WHERE superseded_at > ?', [
      area.now + 1_000_000,
    ]);
    expect(closed.map(({ open }) => Number(open))).toEqual([0]);
    expect(await area.store.reading.rows('SELECT id FROM plan')).not.toEqual([]);
    expect(await area.load('F1', bladeExport(area, 'return', [{ upn }]))).toMatchObject({ loaded: 9, joined: 2 });
    expect((await area.person(upn)).plans[0]?.items).toHaveLength(1);
  });

  it('ends the budgets it opened by a revision', async () => {
    await area.load('F10', area.file('who.csv', [whoRow({ upn })]));
    const before = await state();
    const { number } = await area.load('F5', schedule());
    await undoLoad(area, number);
    const [budget] = (await area.person(upn)).budgets;
    expect(budget?.revisions.map(({ status, effectiveOn, reason }) => [status, effectiveOn, reason])).toEqual([
      ['AGREED', '2025-09-01', `Load ${number}`],
      ['ENDED', '2025-09-01', `Load ${number} taken back`],
    ]);
    expect(budget?.agreements).toEqual([]);
    expect(before).toMatchObject([{ budgets: [] }]);
    // And undone twice, nothing more.
    expect(await undoLoad(area, number)).toMatchObject({ takenBack: 0, kept: 0 });
    expect((await area.person(upn)).budgets[0]?.revisions).toHaveLength(2);
  });

  it('keeps what another load says too, and takes it back with the last of them', async () => {
    await area.load('F10', area.file('who.csv', [whoRow({ upn })]));
    const first = await area.load('F5', schedule());
    const both = await state();
    const second = await area.load('F5', area.file('two.csv', [topUpRow({ upn, ...released }), topUpRow({ upn, strand: '2A' })]));
    expect(await undoLoad(area, first.number)).toMatchObject({ takenBack: 0, kept: 1 });
    expect(await undoLoad(area, second.number)).toMatchObject({ takenBack: 2, kept: 0 });
    expect((await area.person(upn)).budgets.map(({ revisions }) => revisions.at(-1)?.status)).toEqual(['ENDED']);
    await area.load('F5', schedule());
    expect((await area.people())[0]?.budgets.filter(({ revisions }) => revisions.at(-1)?.status === 'AGREED')).toHaveLength(1);
    expect(both).toMatchObject([{ budgets: [{ stream: 'EDUCATION' }] }]);
  });

  it('brings back what was said before it', async () => {
    await area.load('F10', area.file('who.csv', [whoRow({ upn })]));
    await area.load('F5', schedule());
    const before = await state();
    const { number } = await area.load('F5', schedule({ annual_top_up: '12000', to: '2027-08-31' }));
    expect(await state()).not.toEqual(before);
    await undoLoad(area, number);
    expect(await state()).toEqual(before);
    expect(await area.load('F5', schedule())).toMatchObject({ unchanged: 1, changed: 0 });
  });

  it('of a name puts the old one back', async () => {
    await area.load('F10', area.file('who.csv', [whoRow({ upn })]));
    const { number } = await area.load('F10', area.file('who.csv', [whoRow({ upn, surname: 'Ross' })]));
    expect((await area.person(upn)).person.name).toBe('Sam Ross');
    await undoLoad(area, number);
    expect((await area.person(upn)).person.name).toBe('Sam Reed');
  });

  it('takes back only the service that the load brought from a sum of several', async () => {
    const row = { 'NHS Number': nhs, 'LA Person Unique Identifier': 'C1' };
    await area.load('F3', area.file('q1.csv', [careRow(row)]));
    const before = await state();
    const { number } = await area.load(
      'F3',
      area.file('q2.csv', [careRow(row), careRow({ ...row, 'Event Reference': 'S2', 'Event Start Date': '2025-07-01' })]),
    );
    expect((await area.person(nhs)).budgets[0]?.revisions.at(-1)?.agreed).toEqual(amount(40_000, 'WEEK'));
    await undoLoad(area, number);
    expect(await state()).toEqual(before);
  });

  it('leaves what somebody changed by hand since, and says how much', async () => {
    await area.load('F1', bladeExport(area, 'return', [{ upn }]));
    const top = await area.load('F5', schedule({}));
    const lines = await area.load('F7', area.file('items.csv', [sectionJRow({ upn })]));
    const decider = new Decider(area.store, area.directory, area.policies, FACT_STATEMENTS, toFacts);
    const by = (subject: string) => ({
      actor: { ...area.actor, subject, role: 'SERVICE_MANAGER' as const },
      envelope: { ...PLAIN_ENVELOPE, purpose: 'test' },
      today: area.today,
      now: area.now,
    });
    const { budgets, plans } = await area.person(upn);
    const streamBudgetId = budgets[0]?.id ?? 0;
    await decider.decide(shareIndicative, { streamBudgetId, on: '2025-09-15' }, by('officer'));
    await decider.decide(endItem, { itemId: plans[0]?.items[0]?.id ?? 0, on: '2025-12-31' }, by('officer'));

    expect(await undoLoad(area, lines.number)).toMatchObject({ takenBack: 1, left: 1 });
    expect(await undoLoad(area, top.number)).toMatchObject({ takenBack: 1, left: 1 });

    const after = await area.person(upn);
    expect(after.budgets[0]?.revisions.map(({ action }) => action)).toEqual(['IMPORTED', 'shareIndicative']);
    expect(after.plans[0]?.items).toMatchObject([{ to: '2025-12-31' }]);
  });

  it('does not undo what was decided by hand when the file changes: only what the file says differently', async () => {
    await area.load('F10', area.file('who.csv', [whoRow({ upn })]));
    await area.load('F5', schedule({}));
    const decider = new Decider(area.store, area.directory, area.policies, FACT_STATEMENTS, toFacts);
    const streamBudgetId = (await area.person(upn)).budgets[0]?.id ?? 0;
    await decider.decide(
      shareIndicative,
      { streamBudgetId, on: '2025-09-15' },
      { actor: { ...area.actor, role: 'SERVICE_MANAGER' }, envelope: { ...PLAIN_ENVELOPE, purpose: 'test' }, today: area.today, now: area.now },
    );
    await area.load('F5', schedule({ annual_top_up: '11000.00' }));
    expect((await area.person(upn)).budgets[0]?.revisions.at(-1)).toMatchObject({
      sharedOn: '2025-09-15',
      indicative: amount(1_100_000),
      action: 'IMPORTED',
    });
  });
});
