import { aReleasedBudget, aPerson, decide, done, fault, rules, streamOf, type Workers, workers } from '../../builders/family';
import { aHub, type TestHub } from '../../builders/hub';

/* Mistakes about the person themselves: what was believed stays to be seen, and what it ended comes back. */

const WHY = 'envelope: { reason: "Typed on the wrong record" }';
const corrects = (kind: string, id: string): string => `envelope: { reason: "Typed on the wrong record", corrects: { kind: ${kind}, id: "${id}" } }`;

describe('a mistake about a person', () => {
  let hub: TestHub;
  let staff: Workers;
  let elsewhere: Workers;
  beforeAll(async () => {
    hub = await aHub({ day: '2025-11-03' });
    staff = await workers(hub);
    elsewhere = await workers(hub, '343');
  });
  afterAll(() => hub.stop());

  const read = async (id: string, fields: string, caller = staff.send) => (await caller.ask(`{ person(id: "${id}") { ${fields} } }`))['person'];
  const CORRECTIONS = 'corrections { kind recordId mistakenAction action replacedBy reason }';

  it('a death on the wrong record is void, and what it ended goes on as if it had never been', async () => {
    const { id, budgetId } = await aReleasedBudget(staff);
    const stream = 'status to agreed { perYear } net { value }';
    const never = await streamOf(staff, id, budgetId, stream, '2025-11-20');
    await done(staff.send, 'recordDeath', `personId: "${id}", on: "2025-10-20"`);
    expect(await read(id, 'dateOfDeath plans { status }')).toEqual({ dateOfDeath: '2025-10-20', plans: [{ status: 'CEASED' }] });
    const believed = new Date(hub.now()).toISOString();
    expect(rules(await decide(staff.send, 'voidRecord', `kind: DEATH, id: "${id}", envelope: {}`))).toEqual(['MISTAKE-REASON']);
    expect(await fault(elsewhere.send, 'voidRecord', `kind: DEATH, id: "${id}", ${WHY}`)).toMatchObject({ code: 'NOT_FOUND' });
    const decided = await done(staff.send, 'voidRecord', `kind: DEATH, id: "${id}", ${WHY}`);
    expect(rules(decided)).toContain('MISTAKE-PUT-RIGHT');
    expect(await read(id, `dateOfDeath plans { status items { to } } ${CORRECTIONS}`, staff.manager)).toMatchObject({
      dateOfDeath: null,
      plans: [{ status: 'AGREED' }],
      corrections: [{ kind: 'DEATH', recordId: id, mistakenAction: 'recordDeath', action: 'voidRecord', replacedBy: null }],
    });
    expect(await streamOf(staff, id, budgetId, stream, '2025-11-20')).toEqual(never);
    const then = await staff.manager.ask(`{ person(id: "${id}") { pooledBudget(asOf: "2025-11-20", knownAt: "${believed}") { streams { id } } } }`);
    expect(then['person'].pooledBudget.streams).toEqual([]);
    expect(await fault(staff.send, 'voidRecord', `kind: DEATH, id: "${id}", ${WHY}`)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('a death on the wrong day ends things on the right one, also where that was wrong again', async () => {
    const { id, budgetId } = await aReleasedBudget(staff);
    const right = await aReleasedBudget(staff);
    await done(staff.send, 'recordDeath', `personId: "${right.id}", on: "2025-10-25"`);
    await done(staff.send, 'recordDeath', `personId: "${id}", on: "2025-10-20"`);
    for (const day of ['2025-10-30', '2025-10-25'])
      await done(staff.send, 'recordDeath', `personId: "${id}", on: "${day}", ${corrects('DEATH', id)}`);
    const told = 'dateOfDeath plans { status to items { from to } }';
    expect(await read(id, told)).toEqual(await read(right.id, told));
    for (const day of ['2025-10-25', '2025-10-26'])
      expect((await streamOf(staff, id, budgetId, 'status to agreed { perYear }', day)) ?? null).toEqual(
        await streamOf(staff, right.id, right.budgetId, 'status to agreed { perYear }', day).then((each) => each && { ...each, id: budgetId }),
      );
    await done(staff.send, 'voidRecord', `kind: DEATH, id: "${id}", ${WHY}`);
    expect(await read(id, 'dateOfDeath plans { status }')).toEqual({ dateOfDeath: null, plans: [{ status: 'AGREED' }] });
  });

  it('a decision on capacity, a living situation and an authority are void, or right under the same id', async () => {
    const id = await aPerson(staff, '1990-01-05');
    const capacity = await done(staff.adults, 'recordCapacity', `personId: "${id}", hasCapacity: false, basis: "Assessed", on: "2025-10-01"`);
    const right = await done(
      staff.adults,
      'recordCapacity',
      `personId: "${id}", hasCapacity: true, basis: "Assessed", on: "2025-10-02", ${corrects('CAPACITY', capacity.id)}`,
    );
    expect(right).toMatchObject({ applied: true, id: capacity.id });
    const living = await done(staff.adults, 'recordLivingSituation', `personId: "${id}", situation: PRISON, from: "2025-10-01"`);
    const holder = await done(
      staff.adults,
      'authoriseHolder',
      `personId: "${id}", holder: THIRD_PARTY, name: "Wrong", basis: NOMINATION, from: "2025-10-01"`,
    );
    const fields = 'capacity { id hasCapacity on } livingSituations { id situation from } holderAuthorities { id holder name basis }';
    expect(await read(id, fields)).toEqual({
      capacity: [{ id: capacity.id, hasCapacity: true, on: '2025-10-02' }],
      livingSituations: [{ id: living.id, situation: 'PRISON', from: '2025-10-01' }],
      holderAuthorities: [{ id: holder.id, holder: 'THIRD_PARTY', name: 'Wrong', basis: 'NOMINATION' }],
    });
    await done(
      staff.adults,
      'authoriseHolder',
      `personId: "${id}", holder: PARENT_OR_CARER, name: "Right", basis: LASTING_POWER_OF_ATTORNEY, from: "2025-10-01", ${corrects('HOLDER_AUTHORITY', holder.id)}`,
    );
    await done(staff.adults, 'voidRecord', `kind: LIVING_SITUATION, id: "${living.id}", ${WHY}`);
    await done(staff.adults, 'voidRecord', `kind: CAPACITY, id: "${capacity.id}", version: 2, ${WHY}`);
    expect(await read(id, 'livingSituations { id } holderAuthorities { id holder name basis }')).toEqual({
      livingSituations: [],
      holderAuthorities: [{ id: holder.id, holder: 'PARENT_OR_CARER', name: 'Right', basis: 'LASTING_POWER_OF_ATTORNEY' }],
    });
    expect(await fault(elsewhere.send, 'voidRecord', `kind: HOLDER_AUTHORITY, id: "${holder.id}", ${WHY}`)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('a tie of the wrong kind shows a parent nothing any more, and stands on both records in the trail', async () => {
    const child = await aPerson(staff, '2014-01-05');
    const other = await aPerson(staff, '1985-01-05', 'Not The Father');
    const tie = await done(staff.send, 'relatePeople', `fromId: "${other}", kind: PARENT_OF, toId: "${child}", from: "2014-01-05"`);
    const caller = await hub.as('PARENT', '384', { person: other });
    expect(await caller.ask(`{ person(id: "${child}") { id } }`)).toEqual({ person: { id: child } });
    expect(await fault(caller, 'voidRecord', `kind: RELATION, id: "${tie.id}", ${WHY}`)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await fault(elsewhere.send, 'voidRecord', `kind: RELATION, id: "${tie.id}", ${WHY}`)).toMatchObject({ code: 'NOT_FOUND' });
    const right = await done(
      staff.send,
      'relatePeople',
      `fromId: "${other}", kind: NOMINEE_OF, toId: "${child}", from: "2025-01-05", ${corrects('RELATION', tie.id)}`,
    );
    expect(right.id).toBe(tie.id);
    expect(await read(child, 'relations { id kind from }')).toEqual({ relations: [{ id: tie.id, kind: 'NOMINEE_OF', from: '2025-01-05' }] });
    expect(await caller.ask(`{ person(id: "${child}") { id } }`)).toEqual({ person: null });
    expect((await read(child, CORRECTIONS, staff.manager)).corrections).toMatchObject([{ kind: 'RELATION', replacedBy: tie.id }]);
    const events = await hub.hub.parts.store.reading.rows<{ person_id: number }>(
      "SELECT DISTINCT person_id FROM access_event WHERE action = 'relatePeople' AND person_id IN (?, ?)",
      [Number(child), Number(other)],
    );
    expect(events).toHaveLength(2);
  });

  it('who moved the wrong child away puts that right, until somebody has taken the child up', async () => {
    const id = await aPerson(staff, '2012-05-04');
    await done(staff.send, 'movePerson', `personId: "${id}", authority: "343", from: "2025-11-01"`);
    expect(await staff.send.ask(`{ person(id: "${id}") { id } }`)).toEqual({ person: null });
    const { moves } = await read(id, 'moves { id from authority { code } }', elsewhere.send);
    expect(moves).toMatchObject([{ from: '2025-11-01', authority: { code: '343' } }]);
    const move = moves[0].id;
    expect(await fault(staff.social, 'voidRecord', `kind: MOVE, id: "${move}", ${WHY}`)).toMatchObject({ code: 'NOT_FOUND' });
    await done(staff.send, 'voidRecord', `kind: MOVE, id: "${move}", ${WHY}`);
    expect(await read(id, 'authority { code } healthCommissioner { code } moves { id }')).toEqual({
      authority: { code: '384' },
      healthCommissioner: { code: 'QWO' },
      moves: [],
    });
    expect(await elsewhere.send.ask(`{ person(id: "${id}") { id } }`)).toEqual({ person: null });

    await done(staff.send, 'movePerson', `personId: "${id}", authority: "343", from: "2025-11-02"`);
    const [again] = (await read(id, 'moves { id }', elsewhere.send)).moves;
    await done(elsewhere.send, 'recordLivingSituation', `personId: "${id}", situation: COMMUNITY, from: "2025-11-02"`);
    expect(await fault(staff.send, 'voidRecord', `kind: MOVE, id: "${again.id}", ${WHY}`)).toMatchObject({ code: 'NOT_FOUND' });
    await done(elsewhere.send, 'movePerson', `personId: "${id}", authority: "343", from: "2025-11-03", ${corrects('MOVE', again.id)}`);
    expect((await read(id, 'moves { id from }', elsewhere.send)).moves).toEqual([{ id: again.id, from: '2025-11-03' }]);
    await done(elsewhere.send, 'voidRecord', `kind: MOVE, id: "${again.id}", ${WHY}`);
    expect((await read(id, 'authority { code }')).authority.code).toBe('384');
  });
});
