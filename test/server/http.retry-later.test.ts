import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { comeAgain } from '../../src/server/http/retry-later.plugin';

/* What a caller who knows no graph is told by the status of an answer that says RETRY_LATER. */

const told = (data: Record<string, unknown> | null): readonly [number | undefined, string | undefined] => {
  const errors = [new GraphQLError('Busy.', { extensions: { code: 'RETRY_LATER' } }).toJSON()];
  const http = { headers: new HeaderMap(), status: undefined as number | undefined };
  comeAgain({ http, body: { kind: 'single', singleResult: { errors, data } } });
  return [http.status, http.headers.get('retry-after')];
};

it.each<[string, Record<string, unknown> | null]>([
  ['no data', null],
  ['a field that is withheld', { person: null }],
  ['a page of which only the count was asked', { pooledBudgets: { totalCount: null } }],
])('an answer of %s is 503', (_, data) => {
  expect(told(data)).toEqual([503, '1']);
});

it.each<[string, Record<string, unknown>]>([
  ['something', { person: { name: 'Ada' }, me: null }],
  ['an empty list, which is an answer', { workQueue: [], me: null }],
  ['nought', { pooledBudgets: { totalCount: 0 }, me: null }],
])('an answer that says %s beside is not', (_, data) => {
  expect(told(data)).toEqual([undefined, '1']);
});
