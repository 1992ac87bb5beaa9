import { createHmac } from 'node:crypto';
import type { Chance } from '../../src/sample/chance';
import { HOSTILE, type Wire } from './edges';
import type { Sent } from './sending';

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Requests of somebody who means harm, or whose program is broken: documents cut up, forged tokens, bodies that are no JSON, other methods and paths. */
export class Hostile {
  constructor(
    private readonly chance: Chance,
    /** A sound document and a sound token to begin from. */
    private readonly sound: () => { readonly query: string; readonly token: string },
  ) {}

  private up(to: number): number {
    return this.chance.whole(0, to - 1);
  }

  private value(depth = 0): Wire {
    const { chance } = this;
    switch (this.up(depth > 3 ? 6 : 9)) {
      case 0:
        return null;
      case 1:
        return chance.share(50);
      case 2:
        return chance.pick([0, -1, 2 ** 31, 2 ** 53, -(2 ** 53), 1e308, 0.1, -0]);
      case 3:
      case 4:
      case 5:
        return chance.pick(HOSTILE);
      case 6:
        return Array.from({ length: this.up(6) }, () => this.value(depth + 1));
      default:
        return Object.fromEntries(
          Array.from({ length: this.up(5) }, () => [
            chance.pick(['__proto__', 'constructor', 'toString', '', 'personId', 'input', 'envelope', 'first']),
            this.value(depth + 1),
          ]),
        );
    }
  }

  private query(whole: string): string {
    const { chance } = this;
    switch (this.up(9)) {
      case 0:
        return whole.replace(/"[^"]*"/g, () => JSON.stringify(chance.pick(HOSTILE)));
      case 1:
        return whole.replace(/\b\d+\b|true|"[^"]*"/g, () => chance.pick(['null', '[]', '{}', '-1', '1e400', '"x"', '[[[[1]]]]', '$x', 'ENUM']));
      case 2:
        return whole.slice(0, this.up(whole.length + 1));
      case 3: {
        const at = this.up(whole.length);
        return whole.slice(0, at) + chance.pick(['{', '}', '(', ')', '...', '@', '"', '"""', '$', '\u0000', '\ufeff', '#']) + whole.slice(at);
      }
      case 4: {
        const deep = this.up(3_000);
        return `{ ${'me { pooledBudget { person { '.repeat(deep)}id${' } } }'.repeat(deep)} }`;
      }
      case 5:
        return `{ ${Array.from({ length: this.up(400) }, (_, index) => `a${index}: __typename`).join(' ')} }`;
      case 6:
        return `{ ...A } fragment A on Query { ...B } fragment B on Query { ...${chance.pick(['A', 'B', 'C'])} }`;
      case 7:
        return chance.share(20)
          ? chance.pick(['subscription { x }', 'query A { __typename } query B { __typename }', '{ __schema { types { name } } }'])
          : `query(${'$v: Int! '.repeat(this.up(50))}) { __typename ${'@skip(if: true) '.repeat(this.up(20))} }`;
      default:
        return whole;
    }
  }

  private authorization(good: string): string | null {
    const { chance } = this;
    const [head = '', body = '', signature = ''] = good.split('.');
    switch (this.up(10)) {
      case 0:
        return null;
      case 1:
        return `Bearer ${base64({ alg: 'none' })}.${body}.`;
      case 2:
        return `Bearer ${base64({ alg: chance.pick(['HS512', 'RS256', 'ES256', '']) })}.${body}.${signature}`;
      case 3:
        return `Bearer ${head}.${base64({ sub: 'x', role: 'SERVICE_MANAGER', organisation: '384', exp: 4e9 })}.${createHmac('sha256', 'secret').update('x').digest('base64url')}`;
      case 4:
        return chance.pick(['Bearer', 'Bearer ..', `Basic ${good}`, 'Bearer a.b.c', `Bearer ${'A'.repeat(6_000)}.B.C`, good]);
      default:
        return `Bearer ${good}`;
    }
  }

  next(): Sent {
    const { chance } = this;
    const { query, token } = this.sound();
    const authorization = this.authorization(token);
    const isTooMuch = chance.share(2);
    const headers: Record<string, string> = {
      'content-type': chance.share(88)
        ? 'application/json'
        : chance.pick([
            'text/plain',
            'application/json; charset=utf-7',
            'multipart/form-data; boundary=x',
            'application/json;;',
            'x',
            'application/graphql+json',
          ]),
      ...(authorization === null ? {} : { authorization }),
      ...(chance.share(75) ? { 'purpose-of-use': chance.pick(['direct care', 'x'.repeat(2_000), ' ']) } : {}),
      ...(chance.share(10) ? { accept: chance.pick(['*/*', 'text/html', 'application/graphql-response+json', 'x/y;q=9', ',,,']) } : {}),
      ...(isTooMuch ? { 'x-huge': 'x'.repeat(chance.pick([8_000, 15_000, 20_000])) } : {}),
      ...(chance.share(2) ? { 'content-encoding': chance.pick(['gzip', 'br', 'x']) } : {}),
    };
    if (chance.share(9))
      return {
        method: chance.pick(['GET', 'GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'TRACE']),
        path: `/graphql?query=${encodeURIComponent(this.query(query).toWellFormed().slice(0, 8_000))}&variables=${encodeURIComponent(chance.pick(HOSTILE).toWellFormed().slice(0, 2_000))}`,
        headers: { ...headers, 'apollo-require-preflight': '1' },
        body: '',
        isTooMuch,
      };
    if (chance.share(4))
      return {
        method: 'POST',
        path: chance.pick(['/', '/graphql/x', '/health/ready', '/%00', '/..%2f..%2fetc', '//', '/graphql?x=%']),
        headers,
        body: '{}',
        isTooMuch,
      };
    const body = this.body(this.query(query));
    return { method: 'POST', path: '/graphql', headers, body, isTooMuch: isTooMuch || body.length > 1_000_000 };
  }

  private body(query: string): string | Buffer {
    const { chance } = this;
    const whole = JSON.stringify({
      query,
      variables: chance.share(50) ? { v: this.value() } : undefined,
      operationName: chance.share(10) ? chance.pick(HOSTILE) : undefined,
    });
    switch (this.up(14)) {
      case 0:
        return whole.slice(0, this.up(whole.length));
      case 1:
        return JSON.stringify(this.value());
      case 2:
        return JSON.stringify({ query: this.value(), variables: this.value(), extensions: this.value(), operationName: this.value() });
      case 3:
        return Buffer.from(Array.from({ length: this.up(300) }, () => this.up(256)));
      case 4:
        return '['.repeat(this.up(60_000)) + whole;
      case 5:
        return `[${whole},${whole}]`;
      case 6:
        return chance.share(5)
          ? 'x'.repeat(1_200_000)
          : JSON.stringify({ query: '{ __typename }', extensions: { persistedQuery: { version: this.up(3), sha256Hash: chance.pick(HOSTILE) } } });
      default:
        return whole;
    }
  }
}
