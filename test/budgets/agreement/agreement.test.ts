import { aChildWithBudget, aPerson, decide, done, fault, rules, type Workers, workers } from '../../builders/family';
import { aHub, type TestHub } from '../../builders/hub';

describe('who puts on record what was agreed to', () => {
  let hub: TestHub;
  let staff: Workers;
  beforeAll(async () => {
    hub = await aHub({ day: '2025-10-06' });
    staff = await workers(hub);
  });
  afterAll(() => hub.stop());

  const agreement = (budget: string, kind: string): string =>
    `input: { streamBudgetId: "${budget}", kind: ${kind}, givenBy: "G. Giver", role: "giver", on: "2025-10-06" }`;

  it('the direct payments team the signed terms, a setting its own release and staff, nobody else', async () => {
    const { budgetId } = await aChildWithBudget(staff);
    const team = await hub.as('DP_TEAM', '384', { name: 'Dee' });
    await done(team, 'recordAgreement', agreement(budgetId, 'DIRECT_PAYMENT_TERMS'));
    const [head, another] = [await hub.as('SETTING_APPROVER', '100001', { name: 'Dr Head' }), await hub.as('SETTING_APPROVER', '100002')];
    for (const kind of ['SETTING_RELEASE', 'ON_SITE_STAFF']) {
      expect(await done(head, 'recordAgreement', agreement(budgetId, kind))).toMatchObject({
        streamBudget: { id: budgetId, status: null, agreed: null },
      });
      expect((await fault(another, 'recordAgreement', agreement(budgetId, kind))).code).toBe('NOT_FOUND');
    }
    expect((await fault(head, 'recordAgreement', agreement(budgetId, 'DIRECT_PAYMENT_TERMS'))).code).toBe('FORBIDDEN');
    expect((await fault(staff.adults, 'recordAgreement', agreement(budgetId, 'SETTING_RELEASE'))).code).toBe('FORBIDDEN');
  });

  it('whether a health budget is shown with the rest is the choice of the person and their family', async () => {
    const child = await aPerson(staff, '2014-03-04');
    const parent = await aPerson(staff, '1985-03-04');
    await done(staff.send, 'relatePeople', `fromId: "${parent}", kind: PARENT_OF, toId: "${child}", from: "2014-03-04"`);
    const { id: budget } = await done(
      staff.nhs,
      'attachHealthBudget',
      `input: { personId: "${child}", eligibility: CHILDRENS_CONTINUING_CARE, assessedOn: "2025-08-01", assessedBy: "N", decidedOn: "2025-08-10", indicative: { value: "300.00" }, from: "2025-09-01" }`,
    );
    const shown = `streamBudgetId: "${budget}", shown: true`;
    const mother = await hub.as('PARENT', '384', { person: parent });
    const streams = async (): Promise<unknown> =>
      (await staff.send.ask(`{ person(id: "${child}") { pooledBudget { streams { id } completeness } } }`)).person.pooledBudget;
    expect(await streams()).toEqual({ streams: [], completeness: 'PARTIAL' });
    expect((await fault(staff.send, 'showInPool', shown)).code).toBe('NOT_FOUND');
    await done(mother, 'showInPool', shown);
    expect(rules(await decide(staff.send, 'showInPool', shown))).toEqual(['PHB-COMMISSIONER']);
    expect(await streams()).toEqual({ streams: [{ id: budget }], completeness: 'FULL' });
    expect(rules(await decide(mother, 'showInPool', shown.replace('true', 'false')))).toEqual(['PHB-SHOWN']);
    const stranger = await hub.as('PARENT', '384', { person: await aPerson(staff, '1984-03-04') });
    expect((await fault(stranger, 'showInPool', shown)).code).toBe('NOT_FOUND');
  });
});
