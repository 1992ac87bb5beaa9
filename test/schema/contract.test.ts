import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { CHANGES_FILE, CONTRACT_FILE, departureInWords, departuresFrom, explainedIn } from '../../scripts/contract';
import { buildHubSchema } from '../../src/server/schema';

const home = join(__dirname, '../..');
const contractText = readFileSync(join(home, CONTRACT_FILE), 'utf8');
const contract = buildSchema(contractText);
const departures = departuresFrom(contract, buildHubSchema());
const explained = explainedIn(readFileSync(join(home, CHANGES_FILE), 'utf8'));

describe('the built schema', () => {
  it('contains the contract, but for what schema/CHANGES.md explains', () => {
    expect(departures.filter(({ place }) => !explained.has(place)).map(departureInWords)).toEqual([]);
  });

  it('departs from it wherever schema/CHANGES.md says so', () => {
    const places = new Set(departures.map(({ place }) => place));
    expect([...explained].filter((place) => !places.has(place))).toEqual([]);
  });

  it('is compared with the contract as published, where both are at hand', () => {
    const published = join(home, '../shared/design/contract.graphql');
    if (existsSync(published)) expect(contractText).toBe(readFileSync(published, 'utf8'));
    expect(Object.keys(contract.getTypeMap()).length).toBeGreaterThan(100);
  });
});

describe('the comparison', () => {
  const base = `
    "A line." interface Line { id: ID! }
    enum Kind { ONE TWO }
    type Item implements Line { id: ID! cost(kind: Kind! = ONE, on: String): Int! }
    type Other { id: ID }
    union Thing = Item | Other
    input Ask { name: String! many: Int! = 5 }
    type Query { thing(ask: Ask!): Thing line: Line }`;
  const differ = (...changes: readonly (readonly [string, string])[]): string[] => {
    const changed = changes.reduce((text, [from, to]) => {
      expect(text).toContain(from);
      return text.replace(from, to);
    }, base);
    return departuresFrom(buildSchema(base), buildSchema(changed)).map(departureInWords);
  };

  it('finds nothing where nothing is lacking, and lets a schema hold more', () => {
    expect(differ()).toEqual([]);
    expect(differ(['type Other { id: ID }', 'type Other { id: ID more(than: Int): Int }'], ['many: Int! = 5', 'many: Int! = 5 more: Int'])).toEqual(
      [],
    );
    expect(differ(['ONE TWO', 'ONE TWO THREE'], ['on: String', 'on: String at: Int! = 1'])).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['type Other { id: ID }', 'type Other { uid: ID }', 'Other.id is missing'],
    ['): Int!', '): Int', 'Item.cost is Int, and the contract says Int!'],
    ['): Int!', '): Float!', 'Item.cost is Float!, and the contract says Int!'],
    ['Kind! = ONE', 'Kind! = TWO', 'Item.cost(kind:) is Kind! = TWO, and the contract says Kind! = ONE'],
    ['Kind! = ONE', 'Kind!', 'Item.cost(kind:) is Kind!, and the contract says Kind! = ONE'],
    [', on: String', '', 'Item.cost(on:) is missing'],
    ['on: String', 'on: String at: Int!', 'Item.cost(at:) is asked for, and clients of the contract do not send it'],
    ['ONE TWO', 'ONE', 'Kind.TWO is missing'],
    ['Item | Other', 'Item', 'Thing.Other is missing'],
    ['type Item implements Line', 'type Item', 'Item.Line is missing'],
    ['many: Int! = 5', 'many: Int! = 6', 'Ask.many is Int! = 6, and the contract says Int! = 5'],
    ['many: Int! = 5', 'many: Int! = 5 more: Int!', 'Ask.more is asked for, and clients of the contract do not send it'],
    ['union Thing = Item | Other', 'interface Thing { id: ID }', 'Thing is of the kind Interface, and the contract says Union'],
    ['enum Kind { ONE TWO }', 'enum Sort { ONE TWO } scalar Kind', 'Kind is of the kind Scalar, and the contract says Enum'],
  ])('sees %s become %s', (from, to, finding) => {
    expect(differ([from, to])).toContain(finding);
  });
});
