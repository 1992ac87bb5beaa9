import { shrunk } from '../../scripts/fuzz/shrink';
import type { Sent } from '../../scripts/fuzz/sending';

const asking = (query: string): Sent => ({ method: 'POST', path: '/graphql', headers: {}, body: JSON.stringify({ query, variables: { v: 1 } }) });

describe('a request that shows a fault', () => {
  it('is made as small as still shows it', async () => {
    const isStillWrong = (sent: Sent): Promise<boolean> => Promise.resolve(/c\(x: \$v/.test(String(sent.body)));
    const smallest = await shrunk(asking('query($v: Int) { a b { c(x: $v, y: [1]) d(z: 2) @skip(if: false) ... on T { e } } }'), isStillWrong);
    expect(JSON.parse(String(smallest.body)).query.replace(/\s+/g, ' ')).toBe('query ($v: Int) { b { c(x: $v) } }');
  });

  it('stays as it is where it is no document', async () => {
    const cut: Sent = { ...asking(''), body: '[1, 2' };
    expect(await shrunk(cut, () => Promise.resolve(true))).toBe(cut);
  });
});
