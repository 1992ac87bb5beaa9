import { ask } from './ask';

interface ListedRule {
  readonly id: string;
  readonly stream: string | null;
  readonly title: string;
  readonly effect: string;
  readonly authority: string | null;
  readonly law: string | null;
  readonly source: string;
}
const listed = async (given: Record<string, unknown> = {}): Promise<readonly ListedRule[]> =>
  (
    await ask<{ rules: readonly ListedRule[] }>(
      'query ($stream: Stream, $authority: String, $on: Date) { rules(stream: $stream, authority: $authority, on: $on) { id stream title effect authority law source } }',
      given,
    )
  ).rules;
const ids = (rules: readonly ListedRule[]): readonly string[] => rules.map(({ id }) => id);

test('each rule once, in a settled order, with its law and its source', async () => {
  const rules = await listed();
  expect(new Set(ids(rules)).size).toBe(rules.length);
  expect(rules.find(({ id }) => id === 'EDU-DP-PLACE')).toEqual({
    id: 'EDU-DP-PLACE',
    stream: 'EDUCATION',
    title: 'No direct payment for a school place or post-16 institution',
    effect: 'REFUSE',
    authority: null,
    law: 'SEND Code of Practice 2015, 9.119',
    source: 'Wakefield joint policy, Appendix 2 1.1; SEND Code of Practice 2015, 9.119',
  });
  expect(ids(await listed())).toEqual(ids(rules));
});
test('a stream’s rules are its own and those of every stream', async () => {
  const rules = await listed({ stream: 'HEALTH' });
  expect(ids(rules)).toEqual(expect.arrayContaining(['PHB-EXCLUDED', 'PHB-FORBIDDEN', 'PHB-NHS-ONLY', 'SPEND-LAWFUL']));
  expect(rules.every(({ stream }) => stream === null || stream === 'HEALTH')).toBe(true);
});
test('an authority’s own policy is listed under whose it is, and only where and when it holds', async () => {
  const whose = async (given: Record<string, unknown>): Promise<string | null | undefined> =>
    (await listed(given)).find(({ id }) => id === 'SERVICE-BLOCK')?.authority;
  expect(await whose({})).toBe('384, 999');
  expect(await whose({ authority: 'E08000036' })).toBe('384');
  expect(await whose({ authority: '926' })).toBeUndefined();
  expect(await whose({ authority: '999' })).toBe('999');
  expect(await whose({ on: '2014-08-31' })).toBeUndefined();
  expect(await whose({ on: '2019-01-01' })).toBe('384');
});
test('every policy version is listed, an authority’s own first', async () => {
  const packs = async (authority: string | null): Promise<readonly unknown[]> =>
    (
      await ask<{ policyPacks: readonly unknown[] }>(
        'query ($authority: String) { policyPacks(authority: $authority) { authority name version from to reviewDue draft } }',
        { authority },
      )
    ).policyPacks;
  expect(await packs('343')).toEqual([
    { authority: '343', name: 'sefton', version: '2016-2018-draft-2.2', from: '2016-04-01', to: null, reviewDue: '2018-03-31', draft: true },
    { authority: 'E92000001', name: 'england', version: '2026-27', from: '2000-04-01', to: null, reviewDue: '2027-04-05', draft: false },
  ]);
  expect((await packs(null)).length).toBeGreaterThan(6);
});
test('equivalents and identifiers refuse what is out of bounds', async () => {
  await expect(ask('{ equivalentAmount(value: "1.00", every: WEEK, weeksPerYear: 53) { perYear } }')).rejects.toThrow('1 to 52 weeks');
  await expect(ask('{ equivalentAmount(value: "-1.00", every: WEEK) { perYear } }')).rejects.toThrow('not negative');
  await expect(ask(`{ checkIdentifier(system: LOCAL, value: "${'x'.repeat(201)}") { valid } }`)).rejects.toThrow('At most 200 characters');
});
