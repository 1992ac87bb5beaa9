import { AUDITS, auditAll } from './audits';
import { startToy, type Toy } from './http.toy';

let toy: Toy;
beforeAll(async () => {
  toy = await startToy();
});
afterAll(() => toy.stop());

test('the HTTP layer passes every audit of graphql-http', async () => {
  const { ran, findings } = await auditAll(`${toy.url}/graphql`);
  expect(findings).toEqual([]);
  expect(ran).toBe(AUDITS);
});

test('the audits see a server that is not one', async () => {
  const { findings } = await auditAll(`${toy.url}/health/live`);
  expect(findings.filter(({ status }) => status === 'error').length).toBeGreaterThan(0);
});
