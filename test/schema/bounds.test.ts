import { getNamedType, isInputObjectType, isInterfaceType, isObjectType, isScalarType } from 'graphql';
import { Inspector } from '../../src/invariants/inspector';
import { faultInWords, type Fault } from '../../src/invariants/invariants';
import { boundsIn } from '../../src/server/bounds';
import { entities } from '../../src/server/entities';
import { buildHubSchema } from '../../src/server/schema';
import type { ValueBounds } from '../../src/vocabulary/bounds';
import type { Caller, TestHub } from '../builders/hub';
import { aHub } from '../builders/hub';
import { aFamily, type Family } from './family';
import { type Asked, edgesOf, everythingAsked, objectOf, type Place, placesOf, valueAt, withAt } from './places';

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
    const found: Fault[] = [];
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
