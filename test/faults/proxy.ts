import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server on loopback that can be refused, cut, or left hanging. */
export class Proxy {
  private readonly pairs = new Set<readonly [near: Socket, far: Socket]>();
  private readonly held = new Set<Socket>();
  private server: Server | null = null;
  private hanging = false;
  port = 0;
  /** Connections that came so far. */
  came = 0;

  constructor(private readonly target: { readonly host: string; readonly port: number }) {}

  async open(): Promise<void> {
    const server = createServer((near) => this.take(near));
    this.server = server;
    server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    this.port = (server.address() as AddressInfo).port;
  }

  private take(near: Socket): void {
    this.came++;
    near.on('error', () => near.destroy());
    if (this.hanging) {
      this.held.add(near);
      near.once('close', () => this.held.delete(near));
      return;
    }
    const far = connect(this.target);
    far.on('error', () => far.destroy());
    const pair = [near, far] as const;
    this.pairs.add(pair);
    near.pipe(far);
    far.pipe(near);
    const close = (): void => {
      near.destroy();
      far.destroy();
      this.pairs.delete(pair);
    };
    near.once('close', close);
    far.once('close', close);
  }

  /** Ends every connection there is. */
  cut(): void {
    for (const [near, far] of this.pairs) {
      near.resetAndDestroy();
      far.destroy();
    }
    for (const near of this.held) near.resetAndDestroy();
  }

  /** Connections there are stay as they are, and nothing passes on them any more; new ones as well, unless they are to be taken. */
  hang({ newOnesToo = true } = {}): void {
    this.hanging = newOnesToo;
    for (const [near, far] of this.pairs) {
      near.unpipe(far);
      far.unpipe(near);
      near.pause();
      far.pause();
    }
  }

  /** Ends what hung, and lets new ones through. */
  resume(): void {
    this.hanging = false;
    this.cut();
  }

  /** Nobody listens, as on a machine whose server has ended. */
  async refuse(): Promise<void> {
    const { server } = this;
    this.server = null;
    const closed = server && once(server, 'close');
    server?.close();
    this.cut();
    await closed;
  }

  /** As it was when it was opened. */
  async restore(): Promise<void> {
    this.resume();
    if (!this.server) await this.open();
  }

  async close(): Promise<void> {
    await this.refuse();
  }
}

/** The address of a database, by way of the proxy. */
export function through(proxy: Proxy, url: string): string {
  const address = new URL(url);
  address.hostname = '127.0.0.1';
  address.port = String(proxy.port);
  return address.toString();
}
