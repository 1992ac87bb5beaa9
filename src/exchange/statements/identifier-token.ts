import type { Identifier } from '../../person/person.types';
import type { Ids } from './row.types';

/*
 * An identifier and its system as one piece of text, by which rows and records find each other. A council's own number counts
 * within that council; capitals and small letters are alike in it, as the databases hold them.
 */

const ORDER = ['NHS_NUMBER', 'UPN', 'LOCAL', 'ULN'] as const;

export const tokenOf = ({ system, value, scope }: Identifier): string =>
  system === 'LOCAL' ? `LOCAL:${scope}:${value.toLowerCase()}` : `${system}:${value}`;

/** Who a row is about, strongest first: NHS number, UPN, the council's own number, ULN. */
export function tokensOf({ nhs, upn, uln, local, row, route, account }: Ids, authorityId: number): readonly string[] {
  const values = { NHS_NUMBER: nhs, UPN: upn, LOCAL: local, ULN: uln };
  const tokens = ORDER.flatMap((system) => {
    const value = values[system];
    return value === undefined ? [] : [tokenOf({ system, value, scope: system === 'LOCAL' ? authorityId : 0 })];
  });
  if (tokens.length > 0) return tokens;
  // No number of a person: the card or account leads to whoever's money it holds.
  const routes = [...new Set([route, account])].flatMap((each) => (each === undefined ? [] : [routeToken(each, authorityId)]));
  return row === undefined ? routes : [`ROW:${row}`];
}

/** The card or account that holds a budget, as one council's files name it; capitals and small letters differ in it. */
export const routeToken = (route: string, authorityId: number): string => `ROUTE:${authorityId}:${route}`;
export const isRoute = (token: string): boolean => token.startsWith('ROUTE:');

/** The identifiers that a row carries, as a record holds them. */
export const identifiersOf = ({ nhs, upn, uln, local }: Ids, authorityId: number): readonly Identifier[] => [
  ...(nhs === undefined ? [] : [{ system: 'NHS_NUMBER' as const, value: nhs, scope: 0 }]),
  ...(upn === undefined ? [] : [{ system: 'UPN' as const, value: upn, scope: 0 }]),
  ...(local === undefined ? [] : [{ system: 'LOCAL' as const, value: local, scope: authorityId }]),
  ...(uln === undefined ? [] : [{ system: 'ULN' as const, value: uln, scope: 0 }]),
];

export const systemOf = (token: string): string => token.slice(0, token.indexOf(':'));

/** The number alone; a council's own may hold a colon itself. */
export const valueOf = (token: string): string =>
  token
    .split(':')
    .slice(systemOf(token) === 'LOCAL' || isRoute(token) ? 2 : 1)
    .join(':');

/** For a person to read: without the hub's id of the council. */
export const tokenInWords = (token: string): string => token.replace(/^(LOCAL|ROUTE):\d+:/, '$1:');
