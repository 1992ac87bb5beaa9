import { CallerAddress } from '../../src/server/http/caller.address';
import { aHub } from '../builders/hub';

describe('whose request it is, by address', () => {
  const behind = new CallerAddress(['10.0.0.0/8', '192.0.2.7', '2001:db8::/32']);

  it.each([
    ['the connection itself, where no proxy is trusted', new CallerAddress(), '203.0.113.5', '198.51.100.1', '203.0.113.5'],
    ['the connection itself, where it is no trusted proxy', behind, '203.0.113.5', '198.51.100.1', '203.0.113.5'],
    ['who came to the trusted proxy', behind, '10.1.2.3', '198.51.100.1', '198.51.100.1'],
    ['who came to the first of two trusted proxies', behind, '10.1.2.3', '198.51.100.1, 192.0.2.7', '198.51.100.1'],
    ['not what the caller wrote there itself', behind, '10.1.2.3', '1.1.1.1, 198.51.100.1', '198.51.100.1'],
    ['the proxy, where it did not say', behind, '10.1.2.3', undefined, '10.1.2.3'],
    ['the proxy, where what it said is no address', behind, '10.1.2.3', 'unknown', '10.1.2.3'],
    ['the same where IPv4 is written within IPv6', behind, '::ffff:10.1.2.3', '::ffff:198.51.100.1', '198.51.100.1'],
    ['one behind a proxy of IPv6', behind, '2001:db8::1', '2001:4860::8', '2001:4860::8'],
  ] as const)('is %s', (_, callers, connection, forwarded, expected) => {
    expect(callers.of(connection, forwarded)).toBe(expected);
  });

  it('is not guessed: what is no address and no network of proxies stops the hub from starting', () => {
    for (const wrong of ['proxy', '10.0.0.0/33', '10.0.0.0/8/1', '10.0.0.0/x', '/8'])
      expect(() => new CallerAddress([wrong])).toThrow('TRUSTED_PROXIES');
  });

  it('has a bucket of its own: behind a trusted proxy one caller does not use up what is left to another, and cannot give itself a new name', async () => {
    const hub = await aHub({ rate: { perSecond: 1, burst: 2 }, trustedProxies: ['127.0.0.1'] });
    const from = async (forwarded: string): Promise<number> =>
      (
        await fetch(`${hub.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-forwarded-for': forwarded },
          body: '{"query":"{ __typename }"}',
        })
      ).status;
    const seen: number[] = [];
    for (const spoofed of ['1.1.1.1', '2.2.2.2', '3.3.3.3', '4.4.4.4', '5.5.5.5']) seen.push(await from(`${spoofed}, 198.51.100.1`));
    expect(seen.slice(0, 2)).toEqual([200, 200]);
    expect(seen).toContain(429);
    expect(await from('198.51.100.2')).toBe(200);
    await hub.stop();
  });
});
