import { join } from 'node:path';
import { policyCommand } from '../../scripts/policy';
import { aHub, type Caller, type TestHub } from '../builders/hub';

/* As a council would: a pack written from the format document alone, checked, put into POLICY_DIR, and asked over HTTP without a token. */

const folder = join(__dirname, 'own-folder');

test('the pack has no faults, and the check says what it holds and until when it decides', () => {
  const said: string[] = [];
  expect(policyCommand(['check', join(folder, 'reading.yaml')], (line) => said.push(line))).toBe(0);
  expect(said).toEqual([
    `${join(folder, 'reading.yaml')}: no faults. reading 2024/25 of Reading Borough Council, in force from 2024-04-08: 4 financial figures.`,
  ]);
});

describe('a hub whose POLICY_DIR holds it', () => {
  let hub: TestHub;
  let anybody: Caller;
  beforeAll(async () => {
    hub = await aHub({ policyDir: folder });
    anybody = hub.anonymous();
  });
  afterAll(() => hub.stop());

  const contribution = async (on: string, born: string, pension: string, authority = '870') => {
    const facts = `{ dateOfBirth: "${born}", careCost: { value: "300.00" }, capital: "15000.00", income: [{ label: "income", amount: "${pension}" }] }`;
    const { adultContribution }: any = await anybody.ask(
      `{ adultContribution(authority: "${authority}", on: "${on}", facts: ${facts}) { amount { value } steps { label amount } results { rule { id } effect message fix } policy { name version } } }`,
    );
    return adultContribution;
  };
  const step = (answer: any, label: string): string | null => answer.steps.find((each: any) => each.label === label)?.amount ?? null;

  it('works out a contribution by its guarantee and standard allowance, to the penny, and names it', async () => {
    const answer = await contribution('2024-06-01', '1970-01-01', '180.00');
    // £180.00 + £3.00 of tariff income - £164.25 - £10.85.
    expect(answer).toMatchObject({ amount: { value: '7.90' }, results: [], policy: { name: 'reading', version: '2024/25' } });
    expect([step(answer, 'Minimum income guarantee'), step(answer, 'Disability-related expenditure')]).toEqual(['164.25', '10.85']);
  });
  it('takes what it does not say from England: the guarantee from pension credit age', async () => {
    const answer = await contribution('2024-06-01', '1940-01-01', '240.00');
    expect(step(answer, 'Minimum income guarantee')).toBe('228.70');
    expect(answer.amount.value).toBe('3.45');
  });
  it('collects no charge below its smallest', async () => {
    // £3.00 + £173.34 - £164.25 - £10.85 = £1.24.
    expect((await contribution('2024-06-01', '1970-01-01', '173.34')).amount.value).toBe('0.00');
    expect((await contribution('2024-06-01', '1970-01-01', '173.35')).amount.value).toBe('1.25');
  });
  it('refuses by name, once they have ended, the figures that were its own, and puts no national ones in their place', async () => {
    const answer = await contribution('2025-06-01', '1970-01-01', '240.00');
    expect(answer.amount).toBeNull();
    expect(answer.results.map(({ rule, effect }: any) => [rule.id, effect])).toEqual(Array(3).fill(['POLICY-FIGURE', 'REFUSE']));
    expect(answer.results[0].message).toContain('its own figure ended on 2025-04-06');
    expect(answer.results[0].fix).toContain('a version of the pack without its own');
    // Before its first day it had none, and a council without a pack never has.
    for (const [on, authority] of [
      ['2024-04-06', '870'],
      ['2025-06-01', '869'],
    ] as const)
      expect(await contribution(on, '1970-01-01', '240.00', authority)).toMatchObject({ results: [], policy: { name: 'england' } });
  });
  it('refuses by name what it has no table for', async () => {
    const { elementThreeTopUp }: any = await anybody.ask(
      '{ elementThreeTopUp(authority: "870", on: "2024-06-01", band: "A") { amount { value } results { rule { id } message } } }',
    );
    expect(elementThreeTopUp).toMatchObject({
      amount: null,
      results: [{ rule: { id: 'POLICY-FIGURE' }, message: expect.stringContaining('Reading Borough Council') }],
    });
  });
  it('is listed, its own version first', async () => {
    const { policyPacks }: any = await anybody.ask('{ policyPacks(authority: "870") { name version } }');
    expect(policyPacks[0]).toEqual({ name: 'reading', version: '2024/25' });
  });
});
