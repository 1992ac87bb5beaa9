import { Inspector } from '../../src/invariants/inspector';
import { faultInWords } from '../../src/invariants/invariants';
import { entities } from '../../src/server/entities';
import { dayOf } from '../../src/vocabulary/day';
import { aReleasedBudget, workers } from '../builders/family';
import { aHub, type TestHub } from '../builders/hub';
import { LogBook } from './http.toy';

/* What `npm run fuzz` came upon, each as it should be. */

describe('what the fuzzer found', () => {
  let hub: TestHub;
  const log = new LogBook();
  beforeAll(async () => {
    hub = await aHub({ day: '2025-10-20', logger: log.logger, production: true });
  });
  afterAll(() => hub.stop());

  const faults = async (): Promise<string[]> => {
    const found: string[] = [];
    const { store, directory, policies } = hub.hub.parts;
    await new Inspector({ store, directory, policies, entities, today: dayOf(hub.now()) }).inspect({
      onFault: (each) => found.push(faultInWords(each)),
    });
    return found;
  };
  const errorsLogged = (): unknown[] => log.entries.filter(({ level }) => Number(level) >= 50);
  const events = async (action: string): Promise<number> =>
    Number((await hub.hub.parts.store.reading.rows<{ n: number }>('SELECT COUNT(*) AS n FROM access_event WHERE action = ?', [action]))[0]?.n);

  it('payments that are sent again change nothing: no event and no new version, and the invariants hold', async () => {
    const staff = await workers(hub);
    const { id, budgetId } = await aReleasedBudget(staff);
    const query = `mutation { recordTransactions(streamBudgetId: "${budgetId}", transactions: [{ reference: "T1", on: "2025-10-10", amount: "60.00" }]) { applied } }`;
    const version = async (): Promise<number> => (await staff.send.ask(`{ person(id: "${id}") { version } }`))['person'].version;
    expect(await staff.send.ask(query)).toEqual({ recordTransactions: { applied: true } });
    const [before, recorded] = [await version(), await events('recordTransactions')];
    expect(await staff.send.ask(query)).toEqual({ recordTransactions: { applied: true } });
    expect([await version(), await events('recordTransactions')]).toEqual([before, recorded]);
    expect(await faults()).toEqual([]);
  });

  it('a look in an emergency is a look and no change: the invariants hold after it', async () => {
    const [child] = await hub.hub.parts.store.reading.rows<{ id: number; born: string }>(
      'SELECT id, date_of_birth AS born FROM person ORDER BY id LIMIT 1',
    );
    const stranger = await hub.as('SEND_OFFICER', '380');
    await stranger.ask(
      `mutation { openEmergencyAccess(personId: "${child?.id}", dateOfBirth: "${child?.born}", envelope: { reason: "Found alone in the street at night", purpose: "emergency" }) { applied } }`,
    );
    await stranger.ask(`{ person(id: "${child?.id}") { name } }`);
    expect(await events('EMERGENCY_READ')).toBeGreaterThan(0);
    expect(await faults()).toEqual([]);
  });

  it('more mistakes in the variables than are listed are the mistakes of the caller, and no fault in the log', async () => {
    const analyst = await hub.as('ANALYST');
    const { errors = [] } = await analyst.raw('query($by: [PoolDimension!]!) { poolSummary(groupBy: $by) { asOf } }', {
      by: Array.from({ length: 60 }, () => 'NOT_ONE_OF_THEM'),
    });
    expect(errors.map(({ extensions }) => extensions.code)).not.toContain('INTERNAL_SERVER_ERROR');
    expect(errors.length).toBeGreaterThan(50);
    expect(errorsLogged()).toEqual([]);
  });

  it.each(['Bearer a.b.c', 'Bearer', 'Basic eA=='])('a token that is none (%s) is answered 401, and no fault in the log', async (authorization) => {
    const { errors = [] } = await hub.anonymous().raw('{ __typename }', {}, { authorization });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
    expect(errorsLogged()).toEqual([]);
  });

  it('a subscription is answered as the mistake it is, and no fault in the log', async () => {
    const officer = await hub.as('SEND_OFFICER');
    const { errors = [] } = await officer.raw('subscription { x }');
    expect(errors.map(({ extensions }) => extensions.code)).not.toContain('INTERNAL_SERVER_ERROR');
    expect(errorsLogged()).toEqual([]);
  });
});
