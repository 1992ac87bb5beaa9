import { aChildWithBudget, aPerson, aShortBreaksBudget, done, fault, type Workers, workers } from '../builders/family';
import { aHub, type TestHub } from '../builders/hub';

describe('a person among others, moving, and dying', () => {
  let hub: TestHub;
  let staff: Workers;
  beforeAll(async () => {
    hub = await aHub({ day: '2025-11-03' });
    staff = await workers(hub);
  });
  afterAll(() => hub.stop());

  it('a tie ends on a day: the parent controls and sees until then, and what was before it stays known', async () => {
    const child = await aPerson(staff, '2014-01-05');
    const parent = await aPerson(staff, '1985-01-05', 'Pat Parent');
    const tie = await done(staff.send, 'relatePeople', `fromId: "${parent}", kind: PARENT_OF, toId: "${child}", from: "2014-01-05"`);
    const mother = await hub.as('PARENT', '384', { person: parent });
    expect(await mother.ask(`{ person(id: "${child}") { id } }`)).toEqual({ person: { id: child } });
    const ended = await done(staff.send, 'endRelation', `relationId: "${tie.id}", on: "2025-10-31"`);
    expect(ended).toMatchObject({ applied: true, id: tie.id });
    expect(await mother.ask(`{ person(id: "${child}") { id } }`)).toEqual({ person: null });
    const { person } = await staff.send.ask(
      `{ person(id: "${child}") { version then: control(asOf: "2025-10-31") { name } now: control(asOf: "2025-11-01") { name } all: relations { to other { name } } none: relations(asOf: "2025-11-01") { id } } }`,
    );
    expect(person).toMatchObject({
      then: { name: 'Pat Parent' },
      now: { name: null },
      all: [{ to: '2025-10-31', other: { name: 'Pat Parent' } }],
      none: [],
    });
    expect(await fault(staff.send, 'endRelation', `relationId: "${tie.id}", on: "2025-10-31"`)).toMatchObject({
      code: 'BAD_INPUT',
      field: 'on',
      message: expect.stringContaining('already'),
    });
    expect(await fault(staff.send, 'endRelation', `relationId: "${tie.id}", on: "2013-10-31"`)).toMatchObject({ code: 'BAD_INPUT', field: 'on' });
    expect(await fault(staff.send, 'endRelation', `relationId: "1", on: "2025-10-31"`)).toMatchObject({ code: 'NOT_FOUND', field: 'relationId' });
    const elsewhere = (await workers(hub, '343')).send;
    expect((await fault(elsewhere, 'endRelation', `relationId: "${tie.id}", on: "2025-10-01"`)).code).toBe('NOT_FOUND');
  });

  it('another holds the money on an authority of record; parental responsibility ends with childhood', async () => {
    const child = await aPerson(staff, '2012-05-04');
    const { id } = await done(
      staff.send,
      'authoriseHolder',
      `personId: "${child}", holder: PARENT_OR_CARER, name: "Pat Parent", basis: PARENTAL_RESPONSIBILITY, from: "2025-09-01"`,
    );
    const [row] = await hub.hub.parts.store.reading.rows<{ name: string; to_on: string }>('SELECT name, to_on FROM holder_authority WHERE id = ?', [
      Number(id),
    ]);
    expect(row).toMatchObject({ name: 'Pat Parent', to_on: '2030-05-03' });
    for (const [args, field] of [
      ['holder: THIRD_PARTY, name: "T", basis: PARENTAL_RESPONSIBILITY, from: "2025-09-01"', 'basis'],
      ['holder: PARENT_OR_CARER, name: "T", basis: PARENTAL_RESPONSIBILITY, from: "2030-05-04"', 'basis'],
      ['holder: PERSON, name: "T", basis: NOMINATION, from: "2025-09-01"', 'holder'],
      ['holder: THIRD_PARTY, name: " ", basis: NOMINATION, from: "2025-09-01"', 'name'],
      ['holder: THIRD_PARTY, name: "T", basis: NOMINATION, from: "2025-09-01", to: "2025-08-31"', 'to'],
    ])
      expect(await fault(staff.send, 'authoriseHolder', `personId: "${child}", ${args}`)).toMatchObject({ code: 'BAD_INPUT', field });
  });

  it('a move changes whose person they are, keeps who funds what runs, and stays known by its days', async () => {
    const { id, budgetId } = await aChildWithBudget(staff);
    await done(staff.send, 'movePerson', `personId: "${id}", authority: "343", from: "2025-11-01"`);
    // Wakefield goes on paying, and so is shown what it pays and no more of the person; who pays nothing of theirs is shown nothing.
    const formerly = await staff.send.ask(`{ person(id: "${id}") { version plans { id } pooledBudget { streams { id visibility } } } }`);
    expect(formerly).toEqual({ person: { version: 0, plans: [], pooledBudget: { streams: [{ id: budgetId, visibility: 'FULL' }] } } });
    expect(await staff.nhs.ask(`{ person(id: "${id}") { pooledBudget { streams { visibility } } } }`)).toEqual({
      person: { pooledBudget: { streams: [{ visibility: 'EXISTS_ONLY' }] } },
    });
    const sefton = await workers(hub, '343');
    const { person } = await sefton.manager.ask(
      `{ person(id: "${id}") { authority { code } healthCommissioner { code } pooledBudget { streams { id status funder { code } } } } }`,
    );
    expect(person).toMatchObject({
      authority: { code: '343' },
      healthCommissioner: { code: 'QWO' },
      pooledBudget: { streams: [{ id: budgetId, status: 'AGREED', funder: { code: '384' } }] },
    });
    const places = await hub.hub.parts.store.reading.rows('SELECT from_on FROM residence WHERE person_id = ? ORDER BY id', [Number(id)]);
    expect(places).toEqual([{ from_on: null }, { from_on: '2025-11-01' }]);
    // A commissioner's change that is only now recorded, of a day before: the present council stays.
    await done(sefton.manager, 'movePerson', `personId: "${id}", healthCommissioner: "QYG", from: "2025-10-01"`);
    const { person: after } = await sefton.manager.ask(`{ person(id: "${id}") { authority { code } healthCommissioner { code } } }`);
    expect(after).toMatchObject({ authority: { code: '343' }, healthCommissioner: { code: 'QWO' } });
    for (const [args, field] of [
      ['from: "2025-11-02"', 'authority'],
      ['authority: "343", from: "2025-11-02"', 'authority'],
      ['authority: "384", from: "2025-11-04"', 'from'],
      ['authority: "384", from: "2025-11-01"', 'from'],
      ['authority: "999", from: "2025-11-02"', 'authority'],
    ])
      expect(await fault(sefton.manager, 'movePerson', `personId: "${id}", ${args}`)).toMatchObject({ code: 'BAD_INPUT', field });
  });

  it('a death ends every budget and plan the day after, and leaves what was before it', async () => {
    const { id, budgetId, planId } = await aChildWithBudget(staff);
    const second = await aShortBreaksBudget(staff, id);
    const dry = await done(staff.send, 'recordDeath', `personId: "${id}", on: "2025-10-31", envelope: { dryRun: true }`);
    const real = await done(staff.send, 'recordDeath', `personId: "${id}", on: "2025-10-31"`);
    expect(dry).toEqual(real);
    const POOL = `{ agreed { perYear } streams { id status } }`;
    const { person } = await staff.manager.ask(
      `{ person(id: "${id}") { then: pooledBudget(asOf: "2025-10-31") ${POOL} now: pooledBudget(asOf: "2025-11-01") ${POOL} plans { id status to items { to } }
         last: plans(asOf: "2025-10-31") { status } none: plans(asOf: "2025-11-01") { id }
         days: pooledBudget(asOf: "2025-10-31") { cost(from: "2025-10-25", to: "2025-11-30") streams { id history { action status reason effectiveOn } } } } }`,
    );
    expect(person.then).toEqual({
      agreed: { perYear: '10600.00' },
      streams: [
        { id: budgetId, status: 'AGREED' },
        { id: second, status: 'AGREED' },
      ],
    });
    expect(person.now).toEqual({ agreed: { perYear: '0.00' }, streams: [] });
    expect(person.plans).toEqual([{ id: planId, status: 'CEASED', to: '2025-10-31', items: [{ to: '2025-10-31' }, { to: '2025-10-31' }] }]);
    expect([person.last, person.none]).toEqual([[{ status: 'AGREED' }], []]);
    // Seven days: £8,000 x 7 / 365 and £50 a week.
    expect(person.days.cost).toBe('203.42');
    for (const { history } of person.days.streams)
      expect(history.at(-1)).toEqual({ action: 'recordDeath', status: 'ENDED', reason: 'DIED', effectiveOn: '2025-11-01' });
    expect((await fault(staff.send, 'recordDeath', `personId: "${id}", on: "2025-10-30"`)).message).toContain('on record');
    const alive = await aPerson(staff, '2012-05-04');
    expect(await fault(staff.send, 'recordDeath', `personId: "${alive}", on: "2025-11-04"`)).toMatchObject({ code: 'BAD_INPUT', field: 'on' });
    expect(await fault(staff.send, 'recordDeath', `personId: "${alive}", on: "2012-05-03"`)).toMatchObject({ code: 'BAD_INPUT', field: 'on' });
  });
});
