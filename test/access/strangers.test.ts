import { rootFields } from '../../src/server/root-field-access';
import { buildHubSchema } from '../../src/server/schema';
import { done as make } from '../builders/case';
import { aReleasedBudget, done, type Workers, workers } from '../builders/family';
import { aHub, type Caller, type TestHub } from '../builders/hub';
import { operations } from './asked-of-nobody';

/* Ids are whole numbers that anybody may guess. What is another's is answered in the words for what is not there. */

const NOBODY = '999999999';
const NOBODYS_OTHER = '999999998';
const schema = buildHubSchema();
const named = rootFields(schema)
  .filter(({ name, field }) => name.startsWith('Mutation.') && JSON.stringify(operations(schema).get(name)).includes(NOBODY) && field.args.length > 0)
  .map(({ name }) => name);

describe('an id of another area’s person', () => {
  let hub: TestHub;
  let staff: Workers;
  let own: Readonly<Record<string, string>>;
  beforeAll(async () => {
    hub = await aHub({ day: '2025-10-06' });
    staff = await workers(hub);
    const child = await aReleasedBudget(staff);
    const { person: found } = await staff.send.ask(`{ person(id: "${child.id}") { plans { items { id } } } }`);
    const line = found.plans[0].items[0].id;
    await done(
      staff.send,
      'recordTransactions',
      `streamBudgetId: "${child.budgetId}", transactions: [{ reference: "T1", on: "2025-10-06", amount: "60.00", itemId: "${line}" }]`,
    );
    const bill = await done(
      staff.send,
      'submitInvoice',
      `input: { streamBudgetId: "${child.budgetId}", provider: "Tutors", number: "7", lines: [{ itemId: "${line}", on: "2025-10-06", units: "2", rate: "30.00" }] }`,
    );
    const [payment] = await hub.hub.parts.store.reading.rows<{ id: number }>('SELECT id FROM budget_transaction WHERE person_id = ?', [
      Number(child.id),
    ]);
    const parent = (await make(staff.send, 'registerPerson', { input: { name: 'P', dateOfBirth: '1980-01-01', authority: '384' } })).id;
    const tie = await done(staff.send, 'relatePeople', `fromId: "${parent}", kind: PARENT_OF, toId: "${child.id}", from: "2012-05-04"`);
    const cut = await done(
      staff.send,
      'proposeReduction',
      `streamBudgetId: "${child.budgetId}", kind: REDUCE, to: { value: "7000.00", every: YEAR }, reasons: "r", noticeGivenOn: "2025-10-06", effectiveOn: "2025-12-06"`,
    );
    const review = await done(staff.send, 'requestSufficiencyReview', `streamBudgetId: "${child.budgetId}", account: "x"`);
    const dispute = await done(staff.send, 'raiseDispute', `streamBudgetId: "${child.budgetId}", subject: AMOUNT, account: "x"`);
    const { person } = await staff.send.ask(
      `{ person(id: "${child.id}") { plans { items { id } } pooledBudget { streams { agreements { id } } } } }`,
    );
    const nurse = await hub.as('CHILDRENS_SOCIAL_WORKER', '926', { name: 'Night' });
    const emergency = await nurse.ask(
      'mutation($id: ID!) { answer: openEmergencyAccess(personId: $id, dateOfBirth: "2012-05-04", envelope: { reason: "r" }) { id } }',
      {
        id: child.id,
      },
    );
    own = {
      personId: child.id,
      carerId: child.id,
      fromId: child.id,
      toId: parent,
      caredForId: parent,
      planId: child.planId,
      streamBudgetId: child.budgetId,
      carerBudgetId: child.budgetId,
      adultBudgetId: child.budgetId,
      itemId: person.plans[0].items[0].id,
      relationId: tie.id,
      agreementId: person.pooledBudget.streams[0].agreements[0].id,
      consultationId: cut.id,
      reviewId: review.id,
      disputeId: dispute.id,
      emergencyId: emergency.answer.id,
      transactionId: String(payment?.id),
      invoiceId: bill.id,
      id: child.budgetId,
    };
  });
  afterAll(() => hub.stop());

  /** The operation of nobody, with the ids of the child in the places of those names. */
  const about = (operation: string): string => operation.replace(/(\w+): "99999999\d"/g, (_, name: string) => `${name}: "${own[name] ?? 'unnamed'}"`);
  const answer = async (by: Caller, operation: string): Promise<string> => {
    const { data, errors } = await by.raw(operation);
    return JSON.stringify({ data, errors: errors?.map(({ message, extensions: { code, field } }) => ({ message, code, field })) });
  };
  /** What is left once the ids that were sent are taken out. */
  const withoutIds = (text: string): string =>
    Object.values(own)
      .reduce((rest, id) => rest.replaceAll(`\\"${id}\\"`, '#').replaceAll(` ${id} `, ' # '), text)
      .replaceAll(`\\"${NOBODY}\\"`, '#')
      .replaceAll(` ${NOBODY} `, ' # ')
      .replaceAll(` ${NOBODYS_OTHER} `, ' # ');

  it.each(named)('%s', async (name) => {
    // Two people, where an operation names two.
    const operation = (operations(schema).get(name) ?? '').replace(
      /(caredForId|toId): "\d+"/,
      (_, second: string) => `${second}: "${NOBODYS_OTHER}"`,
    );
    expect(about(operation)).not.toContain('unnamed');
    for (const [role, organisation] of [
      ['SERVICE_MANAGER', '343'],
      ['INTEGRATION', '343'],
      ['FINANCE_OFFICER', '343'],
      ['HEALTH_COMMISSIONER', 'QYG'],
      ['SETTING_APPROVER', '100002'],
      ['PROVIDER', 'OTHERS'],
      ['PARENT', '384'],
    ] as const) {
      const by = await hub.as(role, organisation, role === 'PARENT' ? { person: '2' } : {});
      const [theirs, nobodys] = [await answer(by, about(operation)), await answer(by, operation)];
      expect([role, withoutIds(theirs)]).toEqual([role, withoutIds(nobodys)]);
    }
  });
});
