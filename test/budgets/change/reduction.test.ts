import {
  aChildWithBudget,
  aPerson,
  aReleasedBudget,
  aShortBreaksBudget,
  decide,
  done,
  fault,
  rules,
  streamOf,
  type Workers,
  workers,
} from '../../builders/family';
import { aHub, type TestHub } from '../../builders/hub';

const CONSULTATIONS =
  'consultations { id kind to { perYear } reasons noticeGivenOn effectiveOn closesOn status parties { name role answeredOn agrees view } }';
const CUT =
  'kind: REDUCE, to: { value: "7000.00", every: YEAR }, reasons: "One tutor hour less is needed", noticeGivenOn: "2025-10-06", effectiveOn: "2025-12-01"';

describe('a cut is consulted on before anything changes', () => {
  let hub: TestHub;
  let staff: Workers;
  beforeEach(async () => {
    hub = await aHub({ day: '2025-10-06' });
    staff = await workers(hub);
  });
  afterEach(() => hub.stop());

  /** A child of 13 with a parent, an education budget that is released and money of the NHS beside it. */
  const aCase = async () => {
    const child = await aReleasedBudget(staff);
    const parent = await aPerson(staff, '1985-01-05', 'Pat Parent');
    await done(staff.send, 'relatePeople', `fromId: "${parent}", kind: PARENT_OF, toId: "${child.id}", from: "2012-05-04"`);
    const health = await done(
      staff.nhs,
      'attachHealthBudget',
      `input: { personId: "${child.id}", eligibility: CHILDRENS_CONTINUING_CARE, assessedOn: "2025-08-01", assessedBy: "N", decidedOn: "2025-08-10", indicative: { value: "300.00" }, from: "2025-09-01", shownInPool: false }`,
    );
    return { ...child, parent, healthId: health.id, mother: await hub.as('PARENT', '384', { name: 'Pat Parent', person: parent }) };
  };
  const consultationOf = async (person: string, budget: string, asOf = '2025-10-06'): Promise<any> =>
    (await streamOf(staff, person, budget, CONSULTATIONS, asOf)).consultations.at(-1);

  it('every party is found, heard by its own name or as another funder, and the cut is applied by other eyes, no earlier than its day', async () => {
    const { id, budgetId, mother } = await aCase();
    const proposed = await done(staff.send, 'proposeReduction', `streamBudgetId: "${budgetId}", ${CUT}`);
    expect(proposed).toMatchObject({
      streamBudget: { status: 'RELEASED', agreed: { perYear: '8000.00' } },
      results: [{ rule: { id: 'REDUCE-CONSULT' }, effect: 'INFORM', message: expect.stringContaining('2 parties') }],
    });
    // The NHS budget is not shown in the pool: a council reader learns that another funder is heard, and no more.
    expect(await consultationOf(id, budgetId)).toEqual({
      id: proposed.id,
      kind: 'REDUCE',
      to: { perYear: '7000.00' },
      reasons: 'One tutor hour less is needed',
      noticeGivenOn: '2025-10-06',
      effectiveOn: '2025-12-01',
      closesOn: '2025-11-03',
      status: 'OPEN',
      parties: [
        { name: 'Pat Parent', role: 'parent or carer', answeredOn: null, agrees: null, view: null },
        { name: 'Another funder', role: 'funds another stream', answeredOn: null, agrees: null, view: null },
      ],
    });
    const { person } = await mother.ask(`{ person(id: "${id}") { pooledBudget { streams { id stream consultations { parties { name role } } } } } }`);
    const [, funder] = person.pooledBudget.streams.find((each: any) => each.id === budgetId).consultations[0].parties;
    expect(funder).toEqual({ name: expect.stringContaining('West Yorkshire'), role: 'funds health' });

    expect(rules(await decide(staff.manager, 'applyReduction', `consultationId: "${proposed.id}"`))).toContain('REDUCE-CONSULT');
    const answer = (party: string): string =>
      `consultationId: "${proposed.id}", party: "${party}", agrees: false, view: "It is needed", on: "2025-10-06"`;
    expect((await fault(mother, 'answerConsultation', answer(funder.name))).code).toBe('FORBIDDEN');
    expect((await fault(staff.nhs, 'answerConsultation', answer('Pat Parent'))).code).toBe('FORBIDDEN');
    expect(await fault(mother, 'answerConsultation', answer('Somebody'))).toMatchObject({ code: 'BAD_INPUT', field: 'party' });
    await done(mother, 'answerConsultation', answer('Pat Parent'));
    expect((await consultationOf(id, budgetId)).status).toBe('OPEN');
    await done(staff.nhs, 'answerConsultation', answer(funder.name));
    expect(await consultationOf(id, budgetId)).toMatchObject({
      status: 'READY',
      parties: [
        { answeredOn: '2025-10-06', agrees: false, view: 'It is needed' },
        { name: 'Another funder', answeredOn: '2025-10-06', view: null },
      ],
    });

    expect(rules(await decide(staff.send, 'applyReduction', `consultationId: "${proposed.id}"`))).toContain('FOUR-EYES');
    const applied = await done(staff.manager, 'applyReduction', `consultationId: "${proposed.id}"`);
    expect(applied.id).toBe(proposed.id);
    const fields = 'status agreed { perYear } arrangements { amount { perYear } }';
    expect(await streamOf(staff, id, budgetId, fields, '2025-11-30')).toMatchObject({
      status: 'RELEASED',
      agreed: { perYear: '8000.00' },
      arrangements: [{ amount: { perYear: '8000.00' } }],
    });
    expect(await streamOf(staff, id, budgetId, fields, '2025-12-01')).toMatchObject({
      status: 'RELEASED',
      agreed: { perYear: '7000.00' },
      arrangements: [{ amount: { perYear: '7000.00' } }],
    });
    expect((await consultationOf(id, budgetId)).status).toBe('APPLIED');
    expect((await fault(staff.manager, 'applyReduction', `consultationId: "${proposed.id}"`)).message).toContain('already');
    expect((await fault(mother, 'answerConsultation', answer('Pat Parent'))).message).toContain('applied');
  });

  it('or once the time has run; a cut does not reach back', async () => {
    const { id, budgetId } = await aCase();
    const proposed = await done(staff.send, 'proposeReduction', `streamBudgetId: "${budgetId}", ${CUT.replace('2025-12-01', '2025-10-20')}`);
    hub.setDay('2025-11-03');
    expect((await consultationOf(id, budgetId, '2025-11-03')).status).toBe('OPEN');
    expect(rules(await decide(staff.manager, 'applyReduction', `consultationId: "${proposed.id}"`))).toEqual(['REDUCE-CONSULT']);
    hub.setDay('2025-11-04');
    expect((await consultationOf(id, budgetId, '2025-11-04')).status).toBe('READY');
    await done(staff.manager, 'applyReduction', `consultationId: "${proposed.id}"`);
    expect((await consultationOf(id, budgetId, '2025-11-04')).effectiveOn).toBe('2025-11-04');
    expect((await streamOf(staff, id, budgetId, 'agreed { perYear }', '2025-11-03')).agreed.perYear).toBe('8000.00');
    expect((await streamOf(staff, id, budgetId, 'agreed { perYear }', '2025-11-04')).agreed.perYear).toBe('7000.00');
  });

  it('a cut below what the plan must meet is warned of, and cannot be applied', async () => {
    const { budgetId } = await aReleasedBudget(staff);
    const proposed = await done(staff.send, 'proposeReduction', `streamBudgetId: "${budgetId}", ${CUT.replace('7000.00', '6000.00')}`);
    expect(proposed.results).toMatchObject([{ rule: { id: 'SUFFICIENT' }, effect: 'WARN' }, { rule: { id: 'REDUCE-CONSULT' } }]);
    hub.setDay('2025-11-04');
    expect(rules(await decide(staff.manager, 'applyReduction', `consultationId: "${proposed.id}"`))).toEqual(['SUFFICIENT']);
  });

  it('a cut has to cover the lines from its own day on, not those that ended before it', async () => {
    const { id, budgetId } = await aReleasedBudget(staff);
    const { items } = await streamOf(staff, id, budgetId, 'items { id }');
    await done(staff.send, 'endItem', `itemId: "${items[1].id}", on: "2025-11-30"`);
    const lower = CUT.replace('7000.00', '6000.00');
    const proposed = await done(staff.send, 'proposeReduction', `streamBudgetId: "${budgetId}", ${lower}`);
    expect(rules(proposed)).toEqual(['REDUCE-CONSULT']);
    hub.setDay('2025-11-04');
    await done(staff.manager, 'applyReduction', `consultationId: "${proposed.id}"`);
    expect(await streamOf(staff, id, budgetId, 'agreed { perYear }', '2025-12-01')).toMatchObject({ agreed: { perYear: '6000.00' } });
    const { person } = await staff.manager.ask(`{ person(id: "${id}") { pooledBudget(asOf: "2025-12-01") { blockers { rule { id } } } } }`);
    expect(person.pooledBudget.blockers).toEqual([]);
  });

  it('a proposal has reasons, notice, and an amount that is less; health has time to answer', async () => {
    const { budgetId, healthId } = await aCase();
    const propose = (more: string): string => `streamBudgetId: "${budgetId}", ${more}`;
    expect(rules(await decide(staff.send, 'proposeReduction', propose(CUT.replace('One tutor hour less is needed', ' '))))).toContain(
      'REDUCE-REASONS',
    );
    expect(rules(await decide(staff.send, 'proposeReduction', propose(CUT.replace('2025-12-01', '2025-10-06'))))).toContain('REDUCE-REASONS');
    for (const [args, field] of [
      [CUT.replace('7000.00', '8000.00'), 'to'],
      [CUT.replace('7000.00', '0.00'), 'to'],
      [CUT.replace('to: { value: "7000.00", every: YEAR }, ', ''), 'to'],
      [CUT.replace('REDUCE', 'WITHDRAW'), 'to'],
      [CUT.replace('2025-10-06', '2025-10-07'), 'noticeGivenOn'],
    ])
      expect(await fault(staff.send, 'proposeReduction', propose(args ?? ''))).toMatchObject({ code: 'BAD_INPUT', field });
    await done(staff.send, 'proposeReduction', propose(CUT));
    expect((await fault(staff.send, 'proposeReduction', propose(CUT))).message).toContain('still being consulted on');
    expect((await fault(staff.nhs, 'proposeReduction', `streamBudgetId: "${healthId}", ${CUT}`)).message).toContain('Nothing is agreed');
    const fresh = await aChildWithBudget(staff);
    expect((await decide(staff.send, 'proposeReduction', `streamBudgetId: "${fresh.budgetId}", ${CUT}`)).applied).toBe(true);
    await done(staff.nhs, 'shareIndicative', `streamBudgetId: "${healthId}", on: "2025-10-06"`);
    const second = await hub.as('HEALTH_COMMISSIONER', 'QWO', { name: 'Dan' });
    await done(second, 'agreeBudget', `streamBudgetId: "${healthId}", amount: { value: "300.00" }`);
    const soon = await decide(
      staff.nhs,
      'proposeReduction',
      `streamBudgetId: "${healthId}", kind: REDUCE, to: { value: "200.00" }, reasons: "Fewer nights", noticeGivenOn: "2025-10-06", effectiveOn: "2025-11-02"`,
    );
    expect(rules(soon)).toContain('PHB-DP-NOTICE');
    const theirs = `streamBudgetId: "${healthId}", kind: REDUCE, to: { value: "200.00" }, reasons: "x", noticeGivenOn: "2025-10-06", effectiveOn: "2025-12-01"`;
    // What the person has not had shown is not there for others; once it is, its commissioner alone may change it.
    expect((await fault(staff.send, 'proposeReduction', theirs)).code).toBe('NOT_FOUND');
    await done(staff.nhs, 'showInPool', `streamBudgetId: "${healthId}", shown: true`);
    expect(rules(await decide(staff.send, 'proposeReduction', theirs))).toContain('PHB-COMMISSIONER');
  });

  it('is reconsidered once: meanwhile nothing is cut, and what was cut is given back where it does not stand', async () => {
    const { id, budgetId, mother } = await aCase();
    const first = await done(staff.send, 'proposeReduction', `streamBudgetId: "${budgetId}", ${CUT}`);
    hub.setDay('2025-11-04');
    await done(mother, 'requestReconsideration', `consultationId: "${first.id}", account: "Nobody came to see her"`);
    expect((await consultationOf(id, budgetId)).status).toBe('RECONSIDERING');
    expect(rules(await decide(staff.manager, 'applyReduction', `consultationId: "${first.id}"`))).toEqual(['REDUCE-CONSULT']);
    expect((await decide(staff.send, 'decideReconsideration', `consultationId: "${first.id}", upheld: true, reasons: "x"`)).applied).toBe(false);
    await done(staff.manager, 'decideReconsideration', `consultationId: "${first.id}", upheld: true, reasons: "She was seen on 5 October"`);
    expect((await consultationOf(id, budgetId, '2025-11-04')).status).toBe('READY');
    expect(rules(await decide(mother, 'requestReconsideration', `consultationId: "${first.id}", account: "Again"`))).toEqual(['REDUCE-CONSULT']);
    await done(staff.manager, 'applyReduction', `consultationId: "${first.id}"`);

    const other = await aCase();
    const second = await done(staff.send, 'proposeReduction', `streamBudgetId: "${other.budgetId}", ${CUT.replace('2025-10-06', '2025-11-04')}`);
    hub.setDay('2025-12-03');
    await done(staff.manager, 'applyReduction', `consultationId: "${second.id}"`);
    const agreed = async (day: string): Promise<string> =>
      (await streamOf(staff, other.id, other.budgetId, 'agreed { perYear }', day)).agreed.perYear;
    expect([await agreed('2025-12-02'), await agreed('2025-12-03')]).toEqual(['8000.00', '7000.00']);
    await done(other.mother, 'requestReconsideration', `consultationId: "${second.id}", account: "The tutor left"`);
    expect(await agreed('2025-12-03')).toBe('7000.00');
    await done(staff.manager, 'decideReconsideration', `consultationId: "${second.id}", upheld: false, reasons: "The need stands"`);
    expect([await agreed('2025-12-02'), await agreed('2025-12-03')]).toEqual(['8000.00', '8000.00']);
    expect((await consultationOf(other.id, other.budgetId, '2025-12-03')).status).toBe('DROPPED');
    expect((await streamOf(staff, other.id, other.budgetId, 'arrangements { amount { perYear } }', '2025-12-03')).arrangements).toEqual([
      { amount: { perYear: '8000.00' } },
    ]);
    expect((await fault(staff.manager, 'decideReconsideration', `consultationId: "${second.id}", upheld: true, reasons: "x"`)).code).toBe(
      'BAD_INPUT',
    );
  });

  it('a withdrawal ends the budget the day before its day, and is given back whole', async () => {
    const child = await aPerson(staff, '2014-03-04');
    const budgetId = await aShortBreaksBudget(staff, child);
    const proposed = await done(
      staff.social,
      'proposeReduction',
      `streamBudgetId: "${budgetId}", kind: WITHDRAW, reasons: "Not used", noticeGivenOn: "2025-10-06", effectiveOn: "2025-12-01"`,
    );
    hub.setDay('2025-11-04');
    await done(staff.manager, 'applyReduction', `consultationId: "${proposed.id}"`);
    expect(await streamOf(staff, child, budgetId, 'status', '2025-11-30')).toMatchObject({ status: 'AGREED' });
    expect(await streamOf(staff, child, budgetId, 'status', '2025-12-01')).toBeNull();
    await done(staff.social, 'requestReconsideration', `consultationId: "${proposed.id}", account: "It is used every week"`);
    await done(staff.manager, 'decideReconsideration', `consultationId: "${proposed.id}", upheld: false, reasons: "It was"`);
    expect(await streamOf(staff, child, budgetId, 'status agreed { perYear }', '2025-12-01')).toMatchObject({
      status: 'AGREED',
      agreed: { perYear: '2600.00' },
    });
  });
});
