import { getNamedType, isInputObjectType, isInterfaceType, isLeafType, isObjectType, isRequiredArgument, isScalarType } from 'graphql';
import { Inspector } from '../../src/invariants/inspector';
import { faultInWords, type InvariantFault } from '../../src/invariants/invariants';
import { boundsIn } from '../../src/server/bounds';
import { entities } from '../../src/server/entities';
import { buildHubSchema } from '../../src/server/schema';
import type { ValueBounds } from '../../src/vocabulary/bounds';
import { aHub, type Caller, type TestHub } from '../builders/hub';
import { aFamily, type Family } from './family';
import { type Asked, edgesOf, everythingAsked, objectOf, type Place, placesOf, textOf, valueAt, withAt, type Words } from './places';

const TODAY = '2025-10-01';
const schema = buildHubSchema();
const asked = everythingAsked(schema);
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
/** BOUNDS_LONG=1 tries each place at both ends of its range. */
const LONG = process.env['BOUNDS_LONG'] === '1';
/** Words that only the check of bounds says. */
const OUT_OF_BOUNDS = /is wanted\.|are kept\.|are taken\.|cannot be shown|can be shown|half a character|is empty\. Write/;

describe('what every argument may hold', () => {
  it('is said of every argument of every field, and of every field of every input', () => {
    const holders = types.flatMap((type) => {
      if (isInputObjectType(type)) return Object.values(type.getFields()).map((holder) => ({ place: `${type.name}.${holder.name}`, holder }));
      if (!isObjectType(type) && !isInterfaceType(type)) return [];
      return Object.values(type.getFields()).flatMap((field) =>
        field.args.map((holder) => ({ place: `${type.name}.${field.name}.${holder.name}`, holder })),
      );
    });
    const unbounded = holders.filter(({ holder }) => {
      const named = getNamedType(holder.type);
      return isScalarType(named) && named.name !== 'Boolean' && boundsIn(holder).value === undefined;
    });
    expect(holders.length).toBeGreaterThan(300);
    expect(unbounded.map(({ place }) => place)).toEqual([]);
    expect(holders.filter(({ holder }) => String(holder.type).includes('[') && boundsIn(holder).items === undefined)).toEqual([]);
  });
});

describe('values at and beyond their bounds', () => {
  let hub: TestHub;
  let family: Family;
  beforeAll(async () => {
    hub = await aHub({ day: TODAY });
    family = await aFamily(hub);
  }, 120_000);
  afterAll(() => hub.stop());

  const baseOf = ({ name, args }: Asked): Readonly<Record<string, unknown>> => objectOf(args, family.words(name));
  const callerOf = ({ name }: Asked): Caller => family.caller(name);
  const places = (each: Asked): readonly Place[] => placesOf(each.args).filter(({ path }) => wayTo(baseOf(each), path));
  /** Is there an input around the place? A place of which the otherwise valid input has no parent is one of a choice. */
  const wayTo = (given: unknown, path: string): boolean => {
    const steps = path.split('.').slice(0, -1);
    return steps.length === 0 || valueAt(given, steps) !== undefined;
  };
  const send = async (each: Asked, given: object): Promise<{ code: string | null; field: string | undefined; message: string }> => {
    const { errors } = await callerOf(each).raw(each.query, given);
    const [error] = errors ?? [];
    return { code: error?.extensions.code ?? null, field: error?.extensions.field, message: error?.message ?? '' };
  };

  const beyondOf = (bounds: ValueBounds, turn: number): readonly unknown[] => {
    const { outside, never } = edgesOf(bounds, TODAY);
    return [...outside, never[turn % never.length]];
  };

  async function rows(): Promise<Record<string, number>> {
    const { store } = hub.hub.parts;
    const tables = entities.map((entity) => store.source.getMetadata(entity).tableName).filter((name) => name !== 'id_block');
    const counts = await Promise.all(tables.map((name) => store.reading.rows<{ count: number }>(`SELECT COUNT(*) AS count FROM ${name}`, [])));
    return Object.fromEntries(tables.map((name, index) => [name, Number(counts[index]?.[0]?.count)]));
  }
  async function faults(): Promise<readonly string[]> {
    const { store, directory, policies } = hub.hub.parts;
    const found: InvariantFault[] = [];
    await new Inspector({ store, directory, policies, entities, today: TODAY }).inspect({ onFault: (each) => found.push(each) });
    return found.map(faultInWords);
  }

  it('every place of every input is reached by some otherwise valid input', () => {
    const reached = asked.flatMap((each) => places(each).map(({ path }) => `${each.name}.${path}`));
    const all = asked.flatMap((each) => placesOf(each.args).map(({ path }) => `${each.name}.${path}`));
    const inputs = all.filter((place) => !reached.includes(place));
    expect(all.length).toBeGreaterThan(450);
    expect(inputs).toEqual([]);
  });

  it('whatever is outside is BAD_INPUT that names its place, and nothing is written', async () => {
    const before = await rows();
    const wrong: string[] = [];
    let tried = 0;
    for (const each of asked) {
      const base = baseOf(each);
      for (const { path, bounds, list } of places(each)) {
        const steps = path.split('.');
        const beyond = list
          ? [Array.from({ length: (bounds.items ?? 0) + 1 }, () => (valueAt(base, steps) as unknown[])[0])]
          : bounds.value === undefined
            ? []
            : beyondOf(bounds.value, ++tried);
        for (const value of beyond) {
          const { code, field, message } = await send(each, withAt(base, steps, value) as object);
          if (code !== 'BAD_INPUT' || field !== path)
            wrong.push(`${each.name} ${path} = ${JSON.stringify(value).slice(0, 40)}: ${code} ${field} ${message}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(await rows()).toEqual(before);
  }, 240_000);

  it('the same holds of every argument of a field further in', async () => {
    /** Where each type that has such fields is come to. */
    const ways: Readonly<Record<string, (field: string) => string>> = {
      Person: (field) => `person(id: $id) { ${field} }`,
      PooledBudget: (field) => `person(id: $id) { pooledBudget { ${field} } }`,
    };
    const further = types.flatMap((type) =>
      isObjectType(type) && !['Query', 'Mutation'].includes(type.name)
        ? Object.values(type.getFields()).flatMap((field) => field.args.map((argument) => ({ type, field, argument })))
        : [],
    );
    expect(further.length).toBeGreaterThan(10);
    const manager = family.caller('person');
    const wrong: string[] = [];
    for (const [turn, { type, field, argument }] of further.entries()) {
      const { value } = boundsIn(argument);
      const heads = [argument, ...field.args.filter((each) => each !== argument && isRequiredArgument(each))];
      const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
      const asks = `${field.name}(${heads.map(({ name }) => `${name}: $${name}`).join(', ')})${selection}`;
      const query = `query($id: ID!, ${heads.map((each) => `$${each.name}: ${String(each.type)}`).join(', ')}) { ${ways[type.name]?.(asks) ?? ''} }`;
      const others = Object.fromEntries(heads.map(({ name }) => [name, TODAY]));
      for (const beyond of value === undefined ? [] : beyondOf(value, turn)) {
        const { errors } = await manager.raw(query, { ...others, id: family.words('person')['personId'], [argument.name]: beyond });
        const { code, field: named } = errors?.[0]?.extensions ?? {};
        if (code !== 'BAD_INPUT' || named !== argument.name)
          wrong.push(`${type.name}.${field.name} ${argument.name} = ${String(beyond)}: ${code} ${named}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('whatever is at an edge is out of no bounds, and breaks nothing', async () => {
    const wrong: string[] = [];
    let turn = 0;
    for (const each of asked) {
      const base = baseOf(each);
      for (const { path, bounds, list } of places(each)) {
        if (list || bounds.value === undefined) continue;
        const steps = path.split('.');
        const inside = bounds.oneOf ?? edgesOf(bounds.value, TODAY).inside;
        // Both ends of everything at once are tried below: here each place by itself, at one end or the other.
        const values = LONG ? inside : [inside[++turn % inside.length]];
        for (const value of values) {
          const tried = withAt(base, steps, value) as Record<string, unknown>;
          const dry = each.kind === 'mutation' ? { ...tried, envelope: { ...(tried['envelope'] as object), dryRun: true } } : tried;
          const { code, field, message } = await send(each, dry);
          if (code === 'INTERNAL_SERVER_ERROR' || (field === path && OUT_OF_BOUNDS.test(message)))
            wrong.push(`${each.name} ${path} = ${JSON.stringify(value).slice(0, 40)}: ${code} ${field} ${message}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 240_000);

  it.each([0, 1])(
    'everything at one end of its range at once is out of no bounds (%i)',
    async (end) => {
      const wrong: string[] = [];
      for (const each of asked) {
        let given: unknown = baseOf(each);
        for (const { path, bounds, list } of places(each)) {
          if (list || bounds.value === undefined || bounds.oneOf !== undefined) continue;
          given = withAt(given, path.split('.'), edgesOf(bounds.value, TODAY).inside[end]);
        }
        const { code, field, message } = await send(each, given as object);
        if (code === 'INTERNAL_SERVER_ERROR' || OUT_OF_BOUNDS.test(message)) wrong.push(`${each.name}: ${code} ${field} ${message}`);
      }
      expect(wrong).toEqual([]);
    },
    120_000,
  );

  it('a life of which every text is as long as it may be is written, read and whole', async () => {
    expect(await family.lives(asked)).toEqual([]);
    expect(await faults()).toEqual([]);
  }, 240_000);
});

describe('what was let in once', () => {
  let hub: TestHub;
  let family: Family;
  beforeAll(async () => {
    hub = await aHub({ day: TODAY });
    family = await aFamily(hub);
  }, 120_000);
  afterAll(() => hub.stop());

  const fault = async (name: string, words: Words): Promise<{ code: string | undefined; field: string | undefined }> => {
    const each = asked.find((field) => field.name === name);
    if (!each) throw new Error(`there is no ${name}`);
    const given = objectOf(each.args, { ...family.words(name), expectedVersion: undefined, corrects: undefined, ...words });
    const { errors } = await family.caller(name).raw(each.query, given);
    return { code: errors?.[0]?.extensions.code, field: errors?.[0]?.extensions.field };
  };
  const part = (value: string): object => ({
    kind: 'COUNCIL_MANAGED',
    holder: 'AUTHORITY',
    holderName: 'C',
    from: '2025-09-01',
    amount: { value, every: 'YEAR' },
  });

  it.each<[string, Words, string]>([
    ['recordOtherFunding', { amount: { value: '-100.00' } }, 'input.amount.value'],
    ['attachHealthBudget', { indicative: { value: '-75.00' } }, 'input.indicative.value'],
    ['recordOtherFunding', { amount: { value: '1.00', weeksPerYear: 0 } }, 'input.amount.weeksPerYear'],
    ['recordOtherFunding', { amount: { value: '1.00', weeksPerYear: -3 } }, 'input.amount.weeksPerYear'],
    ['agreeBudget', { amount: { value: '1.00', weeksPerYear: 400 } }, 'amount.weeksPerYear'],
    ['increaseBudget', { to: { value: '1.00', weeksPerYear: 2147483647 } }, 'to.weeksPerYear'],
    ['chooseArrangements', { arrangements: [part('6000.00'), part('-2000.00')] }, 'arrangements.1.amount.value'],
    ['recordTransactions', { amount: '999999999999.99', on: '0001-01-01' }, 'transactions.0.on'],
    ['agreePlan', { agreedBy: 'x'.repeat(300) }, 'agreedBy'],
    ['recordCapacity', { basis: 'x'.repeat(2001) }, 'basis'],
    ['recordCapacity', { basis: 'nul \u0000' }, 'basis'],
    ['addPlanItem', { cost: undefined, unitPrice: '9999999.99', unitsPerWeek: '9999' }, 'input.unitsPerWeek'],
  ])('%s with %j is refused at %s', async (name, words, field) => {
    expect(await fault(name, words)).toMatchObject({ code: 'BAD_INPUT' });
    const found = await fault(name, words);
    // The fields of an input are looked at in the order of the schema: of two that are wrong the first is named.
    expect([field, field.replace('.on', '.amount')]).toContain(found.field);
  });

  it('what a scalar does not take is BAD_INPUT that names its place, written into the document too', async () => {
    const manager = family.caller('agreeBudget');
    const literal = (amount: string): string => `mutation { agreeBudget(streamBudgetId: "1", amount: ${amount}) { applied } }`;
    for (const [query, field] of [
      [literal('{ value: "1.234" }'), 'amount.value'],
      [literal('{ value: "1.00", weeksPerYear: 2147483648 }'), 'amount.weeksPerYear'],
      [literal('{ value: "1.00", every: SOMETIMES }'), 'amount.every'],
      ['{ person(id: "1") { id } later: pooledBudgets(filter: { asOf: "2025-02-30" }) { __typename } }', 'filter.asOf'],
    ] as const)
      expect((await manager.raw(query)).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field });
    const sent = await manager.raw(
      'mutation($given: [TransactionInput!]!) { recordTransactions(streamBudgetId: "1", transactions: $given) { applied } }',
      {
        given: [
          { reference: 'a', on: '2025-10-01', amount: '1.00' },
          { reference: ' at "x"; y', on: 'today', amount: '1.00' },
        ],
      },
    );
    expect(sent.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'given.1.on' });
    expect((await manager.raw('{ nothing }')).errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('cost to the end of time is out of bounds, and not an error of ours', async () => {
    const query = `{ person(id: "${String(family.words('')['personId'])}") { pooledBudget { cost(from: "2025-10-01", to: "9999-12-31") } } }`;
    expect((await family.caller('').raw(query)).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'to' });
  });

  it('finances of as many lines, and as many characters, as there may be are kept', async () => {
    const lines = Array.from({ length: 100 }, (_, index) => ({ label: textOf(index < 98 ? 20 : 10), amount: '1.00', every: 'FOUR_WEEKS' }));
    const facts = {
      dateOfBirth: '1985-03-02',
      careCost: { value: '100.00' },
      capital: '1000.00',
      income: lines,
      housingCosts: lines,
      disabilityRelatedExpenditure: lines.map((each) => ({ ...each, label: textOf(2) })),
    };
    expect(await fault('recordFinancialAssessment', { facts, assessed: undefined })).toEqual({ code: undefined, field: undefined });
    const longer = { ...facts, income: lines.map((each) => ({ ...each, label: textOf(60) })) };
    expect(await fault('recordFinancialAssessment', { facts: longer, assessed: undefined })).toEqual({ code: 'BAD_INPUT', field: 'facts' });
  });

  it('a purpose in the header is as readable as one in the envelope', async () => {
    const ask = (purpose: string): ReturnType<Caller['raw']> => family.caller('').raw('{ me { id } }', {}, { 'purpose-of-use': purpose });
    expect((await ask('x'.repeat(256))).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'Purpose-Of-Use' });
    expect((await ask('x'.repeat(255))).errors).toBeUndefined();
  });
});
