import { insert } from '../../src/database/changes';
import { OrganisationRow } from '../../src/people/person.entity';
import { aChildWithBudget, aPerson, aShortBreaksBudget, type Child, decide, done, fault, rules, type Workers, workers } from '../builders/family';
import { aHub, type Caller, type TestHub } from '../builders/hub';

/** Everything of a person and their pool that tells more than who they are. */
const ALL = `query($id: ID!) { person(id: $id) { id name dateOfBirth version identifiers { value } healthCommissioner { code } relations { id } capacity { basis }
  plans { id } transitions(until: "2050-01-01") { title } emergencies { id }
  pooledBudget { label completeness indicative { perYear } agreed { perYear oneOff } contribution { perYear } net { perYear } cost(from: "2025-04-01", to: "2026-03-31")
    heldAs { kind } alongside { topUps { label } brokerageFees { label } otherResources { label } } blockers { message }
    streams { id stream visibility status version indicative { value } agreed { value } contribution { value } net { value } unallocated { value }
      source { __typename ... on ElementThreeAward { topUp { value } released { value } setting { code } settingAgreement { kind } } }
      agreements { kind givenBy } consultations { id } sufficiencyReviews { id } disputes { id } reviews { id } transactions { id } spending { spent } arrangements { id }
      history { action } steps { label } results { message } items { id service fundedBy { id visibility } results { rule { id } } }
      invoices { number provider total lines { itemId amount } } } } } }`;

const NO_MONEY = { perYear: '0.00' };
/** A pool of which a reader is shown a part of one budget: what it holds besides says nothing. */
const poolOf = (stream: object, label = 'EHC_PERSONAL_BUDGET'): object => ({
  label,
  completeness: 'PARTIAL',
  indicative: NO_MONEY,
  agreed: { ...NO_MONEY, oneOff: '0.00' },
  contribution: NO_MONEY,
  net: NO_MONEY,
  cost: '0.00',
  heldAs: [],
  alongside: { topUps: [], brokerageFees: [], otherResources: [] },
  blockers: [],
  streams: [stream],
});
const WITHHELD = Object.fromEntries(
  'status version indicative agreed contribution net unallocated source agreements consultations sufficiencyReviews disputes reviews transactions spending arrangements history steps results items invoices'
    .split(' ')
    .map((field) => [field, null]),
);
const NOTHING_OF_THE_RECORD = {
  version: 0,
  identifiers: [],
  healthCommissioner: null,
  relations: [],
  capacity: [],
  plans: [],
  transitions: [],
  emergencies: null,
};

describe('a part of a budget', () => {
  let hub: TestHub;
  let staff: Workers;
  beforeAll(async () => {
    hub = await aHub({ day: '2025-10-06' });
    staff = await workers(hub);
  });
  afterAll(() => hub.stop());

  const all = async (by: Caller, id: string): Promise<any> => (await by.ask(ALL, { id })).person;
  const line = async ({ planId }: Child, service: string, reference: string): Promise<string> =>
    (
      await done(
        staff.send,
        'addSectionJItem',
        `input: { planId: "${planId}", section: F, reference: "${reference}", outcomeRef: "O1", service: "${service}", description: "${service}", cost: { value: "500.00", every: YEAR }, from: "2025-09-01" }`,
      )
    ).id;

  describe('of a head or principal', () => {
    let child: Child;
    let assistant: string;
    let head: Caller;
    beforeAll(async () => {
      child = await aChildWithBudget(staff);
      await aShortBreaksBudget(staff, child.id);
      assistant = await line(child, 'TEACHING_ASSISTANT', 'J7');
      head = await hub.as('SETTING_APPROVER', '100001', { name: 'Dr Head' });
    });

    it('is the award of their setting, the lines of staff on site and what they agreed to: nothing else, in no total', async () => {
      const part = {
        ...WITHHELD,
        id: child.budgetId,
        stream: 'EDUCATION',
        visibility: 'OWN_PART',
        source: {
          __typename: 'ElementThreeAward',
          topUp: { value: '10000.00' },
          released: { value: '10000.00' },
          setting: { code: '100001' },
          settingAgreement: { kind: 'SETTING_RELEASE' },
        },
        agreements: [{ kind: 'SETTING_RELEASE', givenBy: 'Dr Head' }],
        items: [{ id: assistant, service: 'TEACHING_ASSISTANT', fundedBy: { id: child.budgetId, visibility: 'OWN_PART' }, results: [] }],
      };
      expect(await all(head, child.id)).toEqual({
        id: child.id,
        name: expect.any(String),
        dateOfBirth: '2012-05-04',
        ...NOTHING_OF_THE_RECORD,
        pooledBudget: poolOf(part),
      });
    });

    it('does not change with what is withheld', async () => {
      const before = await all(head, child.id);
      await aShortBreaksBudget(staff, child.id, { weekly: '75.00' });
      await done(staff.send, 'recordCapacity', `personId: "${child.id}", hasCapacity: false, basis: "x", on: "2025-10-01"`);
      await done(staff.nhs, 'attachHealthBudget', health(child.id, true));
      expect(await all(head, child.id)).toEqual(before);
    });

    it('is theirs to agree to, and nothing else is: of their own pupils alone', async () => {
      const agree = (kind: string, more = ''): string =>
        `input: { streamBudgetId: "${child.budgetId}", kind: ${kind}, givenBy: "Dr Head", role: "head teacher", on: "2025-10-06"${more} }`;
      const given = await done(head, 'recordAgreement', agree('ON_SITE_STAFF', `, itemId: "${assistant}"`));
      await done(head, 'recordAgreement', agree('SETTING_RELEASE', ', amount: { value: "9000.00", every: YEAR }'));
      expect((await all(head, child.id)).pooledBudget.streams[0]).toMatchObject({
        agreements: [{ kind: 'SETTING_RELEASE' }, { kind: 'ON_SITE_STAFF' }, { kind: 'SETTING_RELEASE' }],
        source: { released: { value: '9000.00' } },
      });
      await done(head, 'withdrawAgreement', `agreementId: "${given.id}", on: "2025-10-06", reason: "She left"`);
      const [tutoring] = (await staff.send.ask(`{ person(id: "${child.id}") { plans { items { id service } } } }`)).person.plans[0].items;
      for (const [mutation, args, code] of [
        // A line that is not of their staff is, to them, no line; other kinds are not theirs to give.
        ['recordAgreement', agree('ON_SITE_STAFF', `, itemId: "${tutoring.id}"`), 'FORBIDDEN'],
        ['recordAgreement', agree('SERVICE_EXCEPTION'), 'FORBIDDEN'],
        ['recordAgreement', agree('SHARING', ', sharedWithRole: "DP_TEAM"'), 'FORBIDDEN'],
      ] as const)
        expect((await fault(head, mutation, args)).code).toBe(code);
      const other = await hub.as('SETTING_APPROVER', '100002', { name: 'Another head' });
      expect(await all(other, child.id)).toBeNull();
      expect((await fault(other, 'recordAgreement', agree('SETTING_RELEASE'))).message).toBe(
        `There is nothing here under streamBudgetId "${child.budgetId}".`,
      );
      // The council's code is no setting's, whatever the token says.
      expect(await all(await hub.as('SETTING_APPROVER', '384'), child.id)).toBeNull();
    });

    it('is no longer theirs once the budget is over', async () => {
      await done(
        staff.manager,
        'endBudget',
        `streamBudgetId: "${child.budgetId}", on: "2025-10-31", ground: PERSON_ASKED, envelope: { reason: "Letter" }`,
      );
      expect(await all(head, child.id)).not.toBeNull();
      hub.setDay('2025-11-01');
      expect(await all(head, child.id)).toBeNull();
    });
  });

  it('a setting that another hub has met is known to this one when its head first asks', async () => {
    const { store, directory } = hub.hub.parts;
    await store.ids.ensure(1);
    const row = {
      id: store.ids.take(),
      kind: 'EDUCATION_SETTING',
      code: '100009',
      ons_code: null,
      name: 'Hill School',
      from_on: null,
      to_on: null,
      successors: null,
      former_codes: null,
      listed_on: null,
    };
    await store.write((tx) => tx.apply([insert(OrganisationRow, row)]));
    expect(directory.find('EDUCATION_SETTING', '100009')).toBeNull();
    await hub.as('SETTING_APPROVER', '100009').then((head) => head.ask('{ me { id } }'));
    expect(directory.find('EDUCATION_SETTING', '100009')).toMatchObject({ id: row.id, name: 'Hill School' });
  });

  describe('of a provider', () => {
    let id: string;
    let budgetId: string;
    let lines: string[];
    let sitters: Caller;
    const held = (value: string, who: string, from: string): string =>
      `{ kind: INDIVIDUAL_SERVICE_FUND, holder: PROVIDER, holderName: "${who}", amount: { value: "${value}" }, from: "${from}" }`;
    const choose = (...parts: string[]): Promise<unknown> =>
      done(staff.social, 'chooseArrangements', `streamBudgetId: "${budgetId}", arrangements: [${parts.join(', ')}]`);
    const bill = (by: string, number: string, item: string): string =>
      `input: { streamBudgetId: "${budgetId}", provider: "${by}", number: "${number}", lines: [{ itemId: "${item}", on: "2025-11-10", units: "2", rate: "14.00" }] }`;

    beforeAll(async () => {
      hub.setDay('2025-11-10');
      id = await aPerson(staff, '2014-05-04');
      const { id: plan } = await done(
        staff.social,
        'recordPlan',
        `input: { personId: "${id}", kind: CHILD_CARE_PLAN, from: "2025-09-01", outcomes: [{ ref: "O1", text: "Has a break", tags: [WELLBEING] }] }`,
      );
      await done(staff.social, 'agreePlan', `planId: "${plan}", on: "2025-09-01", agreedBy: "Panel"`);
      const { id: budget } = await done(
        staff.social,
        'recordChildrensRas',
        `input: { personId: "${id}", eligible: true, indicative: { value: "70.00" }, assessedOn: "2025-08-01", assessedBy: "SW", from: "2025-09-01" }`,
      );
      budgetId = budget;
      await done(staff.social, 'shareIndicative', `streamBudgetId: "${budget}", on: "2025-09-01"`);
      lines = [];
      for (const text of ['Sitter', 'Swimming'])
        lines.push(
          (
            await done(
              staff.social,
              'addPlanItem',
              `input: { planId: "${plan}", stream: CHILDRENS_SOCIAL_CARE, outcomeRef: "O1", service: "SHORT_BREAK", description: "${text}", unit: "hour", unitPrice: "14.00", unitsPerWeek: "2.5", from: "2025-09-01" }`,
            )
          ).id,
        );
      await done(staff.manager, 'agreeBudget', `streamBudgetId: "${budget}", amount: { value: "70.00" }`);
      await choose(held('70.00', 'Sitters', '2025-10-06'));
      await done(staff.manager, 'releaseBudget', `streamBudgetId: "${budget}", on: "2025-10-06"`);
      sitters = await hub.as('PROVIDER', 'SITTERS', { name: 'Sid' });
    });

    const part = (more: object): object => ({ ...WITHHELD, id: budgetId, stream: 'CHILDRENS_SOCIAL_CARE', visibility: 'OWN_PART', ...more });
    const item = (index: number): object => ({
      id: lines[index],
      service: 'SHORT_BREAK',
      fundedBy: { id: budgetId, visibility: 'OWN_PART' },
      results: [],
    });

    it('is the lines it delivers and the bills it sent', async () => {
      const expected = { id, name: expect.any(String), dateOfBirth: '2014-05-04', ...NOTHING_OF_THE_RECORD };
      expect(await all(sitters, id)).toEqual({
        ...expected,
        pooledBudget: poolOf(part({ items: [item(0), item(1)], invoices: [] }), 'PERSONAL_BUDGET'),
      });
      await done(sitters, 'submitInvoice', bill('Sitters', 'S1', lines[0] ?? ''));
      const own = { number: 'S1', provider: 'Sitters', total: '28.00', lines: [{ itemId: lines[0], amount: '28.00' }] };
      expect(await all(sitters, id)).toEqual({
        ...expected,
        pooledBudget: poolOf(part({ items: [item(0), item(1)], invoices: [own] }), 'PERSONAL_BUDGET'),
      });
    });

    it('held with another: each is shown what it billed itself, and bills for itself alone', async () => {
      await choose(held('40.00', 'Sitters', '2025-11-10'), held('30.00', 'SWIM', '2025-11-10'));
      const swim = await hub.as('PROVIDER', 'SWIM', { name: 'Sue' });
      await done(swim, 'submitInvoice', bill('Swim', 'W1', lines[1] ?? ''));
      const seen = async (by: Caller): Promise<any> => {
        const [{ items, invoices }] = (await all(by, id)).pooledBudget.streams;
        return [items.map((each: any) => each.id), invoices.map((each: any) => each.number)];
      };
      expect([await seen(sitters), await seen(swim)]).toEqual([
        [[lines[0]], ['S1']],
        [[lines[1]], ['W1']],
      ]);
      expect((await fault(swim, 'submitInvoice', bill('Sitters', 'S2', lines[0] ?? ''))).code).toBe('FORBIDDEN');
      const stranger = await hub.as('PROVIDER', 'OTHERS');
      expect(await all(stranger, id)).toBeNull();
      expect((await fault(stranger, 'submitInvoice', bill('Others', 'O1', lines[0] ?? ''))).code).toBe('NOT_FOUND');
    });
  });

  describe('of an organisation that pays after the person has moved', () => {
    it('is its own budget: it writes that, and nothing of what is another’s now', async () => {
      const child = await aChildWithBudget(staff);
      await aShortBreaksBudget(staff, child.id);
      await done(staff.nhs, 'attachHealthBudget', health(child.id, true));
      await done(staff.send, 'movePerson', `personId: "${child.id}", authority: "343", healthCommissioner: "QYG", from: "2025-11-05"`);
      const theirs = await all(staff.send, child.id);
      expect(theirs).toMatchObject({ ...NOTHING_OF_THE_RECORD, pooledBudget: { completeness: 'PARTIAL', agreed: { perYear: '10600.00' } } });
      // The table goes on holding: a SEND officer is shown education and children's care, and each only as far as their council pays it.
      expect(theirs.pooledBudget.streams.map((each: any) => [each.stream, each.visibility])).toEqual([
        ['EDUCATION', 'FULL'],
        ['CHILDRENS_SOCIAL_CARE', 'FULL'],
      ]);
      expect((await all(staff.adults, child.id)).pooledBudget.streams.map((each: any) => each.visibility)).toEqual(['EXISTS_ONLY', 'FULL']);
      expect((await all(staff.nhs, child.id)).pooledBudget.streams.map((each: any) => [each.stream, each.visibility])).toEqual([['HEALTH', 'FULL']]);

      const sefton = await workers(hub, '343');
      const cut = `streamBudgetId: "${child.budgetId}", kind: REDUCE, to: { value: "7000.00", every: YEAR }, reasons: "Fewer hours", noticeGivenOn: "2025-11-10", effectiveOn: "2026-01-10"`;
      expect((await fault(sefton.send, 'proposeReduction', cut)).message).toContain('by the council that funds it');
      await done(staff.send, 'proposeReduction', cut);
      expect((await fault(staff.send, 'recordCapacity', `personId: "${child.id}", hasCapacity: true, basis: "x", on: "2025-11-10"`)).code).toBe(
        'NOT_FOUND',
      );
      const { id: fresh } = await done(
        sefton.send,
        'awardElementThree',
        `input: { personId: "${child.id}", setting: "100003", assessedOn: "2025-11-06", assessedBy: "EP", topUp: { value: "5000.00", every: YEAR }, from: "2025-11-06" }`,
      );
      expect((await fault(staff.send, 'shareIndicative', `streamBudgetId: "${fresh}", on: "2025-11-10"`)).code).toBe('NOT_FOUND');
      await done(sefton.manager, 'endBudget', `streamBudgetId: "${child.budgetId}", on: "2025-11-30", ground: MOVED`);
    });
  });
});

const health = (personId: string, shown: boolean): string =>
  `input: { personId: "${personId}", eligibility: CHILDRENS_CONTINUING_CARE, assessedOn: "2025-08-01", assessedBy: "N", decidedOn: "2025-08-10", indicative: { value: "300.00" }, from: "2025-09-01", shownInPool: ${shown} }`;

describe('an agreement to share, and the choice to show', () => {
  let hub: TestHub;
  let staff: Workers;
  beforeAll(async () => {
    hub = await aHub({ day: '2025-10-06' });
    staff = await workers(hub);
  });
  afterAll(() => hub.stop());

  const POOL =
    'query($id: ID!, $asOf: Date, $knownAt: DateTime) { person(id: $id) { pooledBudget(asOf: $asOf, knownAt: $knownAt) { completeness agreed { perYear } cost(from: "2025-04-01", to: "2026-03-31") streams { id stream visibility agreed { value } } } } }';
  const pool = async (by: Caller, id: string, at: object = {}): Promise<any> => (await by.ask(POOL, { id, ...at })).person.pooledBudget;
  const sight = async (by: Caller, id: string, budget: string): Promise<string | null> =>
    (await pool(by, id)).streams.find((each: any) => each.id === budget)?.visibility ?? null;
  const share = (budget: string, more: string): string =>
    `input: { streamBudgetId: "${budget}", kind: SHARING, givenBy: "Pat Parent", role: "parent", ${more} }`;

  it('shows in full what was known to exist, to those it names, from its day to its last, and at once no more when it is taken back', async () => {
    const { id, budgetId } = await aChildWithBudget(staff);
    const carers = await hub.as('CARERS_WORKER', '384');
    const nurse = staff.nhs;
    expect([await sight(staff.adults, id, budgetId), await sight(nurse, id, budgetId)]).toEqual(['EXISTS_ONLY', 'EXISTS_ONLY']);
    expect(await pool(staff.adults, id)).toMatchObject({ completeness: 'PARTIAL', agreed: { perYear: '0.00' }, cost: '0.00' });
    await done(staff.send, 'recordAgreement', share(budgetId, 'on: "2025-10-06", until: "2025-10-20", sharedWithRole: "ADULTS_SOCIAL_WORKER"'));
    expect(await pool(staff.adults, id)).toMatchObject({
      completeness: 'FULL',
      agreed: { perYear: '8000.00' },
      streams: [{ id: budgetId, visibility: 'FULL', agreed: { value: '8000.00' } }],
    });
    expect([await sight(carers, id, budgetId), await sight(nurse, id, budgetId)]).toEqual(['EXISTS_ONLY', 'EXISTS_ONLY']);
    const { id: toBoard } = await done(staff.send, 'recordAgreement', share(budgetId, 'on: "2025-10-06", sharedWithOrganisation: "QWO"'));
    expect([await sight(carers, id, budgetId), await sight(nurse, id, budgetId)]).toEqual(['EXISTS_ONLY', 'FULL']);
    // Both named: that role of that organisation.
    await done(staff.send, 'recordAgreement', share(budgetId, 'on: "2025-10-06", sharedWithRole: "CARERS_WORKER", sharedWithOrganisation: "343"'));
    expect(await sight(carers, id, budgetId)).toBe('EXISTS_ONLY');
    await done(staff.send, 'withdrawAgreement', `agreementId: "${toBoard}", on: "2025-10-06", reason: "Asked for"`);
    expect(await sight(nurse, id, budgetId)).toBe('EXISTS_ONLY');
    // It gives nobody a standing, and lets nobody write.
    const elsewhere = await hub.as('CARERS_WORKER', '343');
    expect((await elsewhere.ask(POOL, { id })).person).toBeNull();
    expect((await fault(staff.adults, 'shareIndicative', `streamBudgetId: "${budgetId}", on: "2025-10-06"`)).code).toBe('FORBIDDEN');
    hub.setDay('2025-10-20');
    expect(await sight(staff.adults, id, budgetId)).toBe('FULL');
    hub.setDay('2025-10-21');
    expect(await sight(staff.adults, id, budgetId)).toBe('EXISTS_ONLY');
    // A day on which it was live, looked at today, is looked at today.
    expect((await pool(staff.adults, id, { asOf: '2025-10-10' })).streams).toMatchObject([{ visibility: 'EXISTS_ONLY', agreed: null }]);
  });

  it('names somebody, and somebody who works for people', async () => {
    const { budgetId } = await aChildWithBudget(staff);
    for (const [more, field] of [
      ['on: "2025-10-06"', 'input.sharedWithRole'],
      ['on: "2025-10-06", sharedWithOrganisation: "99"', 'input.sharedWithOrganisation'],
    ])
      expect(await fault(staff.send, 'recordAgreement', share(budgetId, more ?? ''))).toMatchObject({ code: 'BAD_INPUT', field });
    const other = share(budgetId, 'on: "2025-10-06", sharedWithRole: "DP_TEAM"').replace('SHARING', 'ON_SITE_STAFF');
    expect(await fault(staff.send, 'recordAgreement', other)).toMatchObject({ code: 'BAD_INPUT', field: 'input.kind' });
    expect((await fault(staff.send, 'recordAgreement', share(budgetId, 'on: "2025-10-06", sharedWithRole: "PROVIDER"'))).code).toBe('BAD_INPUT');
  });

  it('health is shown by the choice of the person and by nothing else; taken back, it is hidden at once, whatever day or instant is asked about', async () => {
    const id = await aPerson(staff, '2014-05-04');
    const { id: budget } = await done(staff.nhs, 'attachHealthBudget', health(id, false));
    const hidden = { completeness: 'PARTIAL', cost: '0.00', streams: [] };
    expect(await pool(staff.send, id)).toMatchObject(hidden);
    await done(staff.nhs, 'recordAgreement', share(budget, 'on: "2025-10-06", sharedWithRole: "SEND_OFFICER"'));
    expect(await pool(staff.send, id)).toMatchObject(hidden);
    const person = await hub.as('PERSON', '384', { person: id });
    await done(person, 'showInPool', `streamBudgetId: "${budget}", shown: true`);
    await done(staff.nhs, 'shareIndicative', `streamBudgetId: "${budget}", on: "2025-10-06"`);
    const second = await hub.as('HEALTH_COMMISSIONER', 'QWO', { name: 'Dan' });
    await done(second, 'agreeBudget', `streamBudgetId: "${budget}", amount: { value: "300.00" }`);
    const shown = await pool(staff.send, id);
    expect(shown).toMatchObject({ completeness: 'FULL', agreed: { perYear: '15600.00' }, streams: [{ id: budget, visibility: 'FULL' }] });
    const while_ = new Date(hub.now()).toISOString();
    const found = async (asOf: string): Promise<boolean> =>
      (
        await staff.send.ask(`{ pooledBudgets(first: 100, filter: { stream: HEALTH, asOf: "${asOf}" }) { edges { node { person { id } } } } }`)
      ).pooledBudgets.edges.some(({ node }: any) => node.person.id === id);
    hub.setDay('2025-12-01');
    expect([await found('2025-10-06'), await found('2025-12-01')]).toEqual([true, true]);
    await done(person, 'showInPool', `streamBudgetId: "${budget}", shown: false`);
    expect([await found('2025-10-06'), await found('2025-12-01')]).toEqual([false, false]);
    for (const at of [{}, { asOf: '2025-10-06' }, { knownAt: while_ }, { asOf: '2026-01-01', knownAt: while_ }])
      expect(await pool(staff.send, id, at)).toMatchObject(hidden);
    expect(rules(await decide(person, 'showInPool', `streamBudgetId: "${budget}", shown: false`))).toEqual(['PHB-SHOWN']);
  });

  it('a refusal does not tell of health that is not shown', async () => {
    const refused = async (id: string): Promise<unknown> => {
      const { applied, results } = await decide(
        staff.manager,
        'recordFinancialAssessment',
        `personId: "${id}", assessed: { value: "10.00" }, assessedOn: "2025-10-06", from: "2025-10-06"`,
      );
      return { applied, results: results.map(({ rule, message, fix }) => ({ rule: rule.id, message, fix })) };
    };
    const [withNothing, withHealth] = [await aPerson(staff, '1985-03-02'), await aPerson(staff, '1985-03-02')];
    await done(staff.nhs, 'attachHealthBudget', health(withHealth, false).replace('CHILDRENS_CONTINUING_CARE', 'WHEELCHAIR'));
    expect(await refused(withHealth)).toEqual(await refused(withNothing));
    expect(await refused(withNothing)).toMatchObject({ applied: false, results: [{ rule: 'CHARGE-STREAM' }] });
  });
});
