import { spanOf } from '../../src/vocabulary/span';
import { aChild } from '../builders/child';
import { aHub, type TestHub } from '../builders/hub';

describe('a span of days that is asked about', () => {
  let hub: TestHub;
  let personId: string;
  beforeAll(async () => {
    hub = await aHub();
    ({ personId } = await aChild(hub).withEhcPlan().withElement3().made());
  });
  afterAll(() => hub.stop());

  const cost = async (from: string, to: string) => {
    const { data, errors } = await (
      await hub.as('SEND_OFFICER')
    ).raw(`{ person(id: "${personId}") { pooledBudget { cost(from: "${from}", to: "${to}") } } }`);
    return errors?.[0] ?? (data as object);
  };

  it('is ten years at most, and says so', async () => {
    expect(await cost('2025-04-01', '2035-04-01')).not.toHaveProperty('message');
    expect(await cost('2025-04-01', '2035-04-02')).toMatchObject({
      message: 'A span is at most 10 years: from 2025-04-01 to a day no later than 2035-04-01.',
      extensions: { code: 'BAD_INPUT', field: 'to' },
    });
    expect(await cost('2025-04-01', '9999-12-31')).toMatchObject({ extensions: { code: 'BAD_INPUT', field: 'to' } });
    expect(await cost('2025-04-02', '2025-04-01')).toMatchObject({ extensions: { code: 'BAD_INPUT', field: 'to' } });
  });

  it('is a span where it is', () => {
    expect(spanOf('2024-02-29', '2034-02-28')).toEqual({ from: '2024-02-29', to: '2034-02-28' });
    expect(() => spanOf('2024-02-29', '2034-03-01')).toThrow('A span is at most 10 years');
  });
});
