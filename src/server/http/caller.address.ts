import { BlockList, isIP, isIPv6 } from 'node:net';
import { badInput } from '../../vocabulary/refusal';

const family = (address: string): 'ipv4' | 'ipv6' => (isIPv6(address) ? 'ipv6' : 'ipv4');
/** IPv4 as it is written within IPv6 (::ffff:10.0.0.1), written as itself. */
const plain = (address: string): string => address.trim().replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');

/**
 * Whose request it is, by address. Behind a proxy the connection is the proxy's; who came to it is what it wrote at the end of
 * X-Forwarded-For. That header is believed only as far as proxies that are named wrote it: what a caller puts there itself counts for nothing.
 */
export class CallerAddress {
  private readonly proxies = new BlockList();

  /** Addresses and networks (10.0.0.0/8) of proxies. Throws BAD_INPUT for what is neither. */
  constructor(proxies: readonly string[] = []) {
    for (const each of proxies) {
      const [address = '', bits, ...rest] = each.split('/');
      const most = isIPv6(address) ? 128 : 32;
      if (isIP(address) === 0 || rest.length > 0 || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= most)))
        throw badInput('TRUSTED_PROXIES', `TRUSTED_PROXIES: "${each}" is no address and no network such as 10.0.0.0/8.`);
      if (bits === undefined) this.proxies.addAddress(address, family(address));
      else this.proxies.addSubnet(address, Number(bits), family(address));
    }
  }

  private isProxy(address: string): boolean {
    return isIP(address) !== 0 && this.proxies.check(address, family(address));
  }

  /** The last address on the way here that is no proxy of ours. */
  of(connection: string | undefined, forwardedFor: string | readonly string[] | undefined): string {
    let caller = plain(connection ?? '');
    const chain = [forwardedFor ?? []].flat().join(',').split(',').map(plain);
    while (this.isProxy(caller) && chain.length > 0) {
      const before = chain.pop() ?? '';
      // What is no address was not written by a proxy that keeps to the form: the proxy itself answers for it.
      if (isIP(before) === 0) return caller;
      caller = before;
    }
    return caller;
  }
}
