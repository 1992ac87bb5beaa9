import { aHub, type TestHub } from '../builders/hub';
import { AUDITS, auditAll } from './audits';

// Two of the audits ask for a type, so introspection is on: outside production it is.
describe('the hub itself', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await aHub();
  });
  afterAll(() => hub.stop());

  it('passes every audit of graphql-http with the real schema', async () => {
    const { ran, findings } = await auditAll(`${hub.url}/graphql`);
    expect(findings).toEqual([]);
    expect(ran).toBe(AUDITS);
  });

  it('passes them for somebody signed in as well', async () => {
    const authorization = `Bearer ${await hub.token('SERVICE_MANAGER')}`;
    const { ran, findings } = await auditAll(`${hub.url}/graphql`, { authorization, 'purpose-of-use': 'audit' });
    expect(findings).toEqual([]);
    expect(ran).toBe(AUDITS);
  });
});
