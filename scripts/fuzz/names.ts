import { getNamedType, type GraphQLSchema, isInputObjectType, isObjectType, isScalarType } from 'graphql';
import { SUBJECT } from './memory';

const words = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** What the names of a schema say: whose id an argument takes, and which type of answer an input looks like. */
export class Names {
  private readonly objects: readonly { readonly name: string; readonly scalars: ReadonlyMap<string, string> }[];
  private readonly owners = new Map<string, readonly string[]>();
  private readonly alike = new Map<string, readonly string[]>();
  readonly mutations: readonly string[];

  constructor(private readonly schema: GraphQLSchema) {
    this.objects = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .filter(({ name }) => !name.startsWith('__'))
      .map((type) => ({
        name: type.name,
        scalars: new Map(
          Object.values(type.getFields()).flatMap(({ name, type: of }) => {
            const named = getNamedType(of);
            return isScalarType(named) ? [[name, named.name] as const] : [];
          }),
        ),
      }));
    this.mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
  }

  /** The types whose id an argument of this name takes: `planId` a Plan's, `reviewId` any …Review's, `toId` a person's. */
  typesOfId(argument: string): readonly string[] {
    const known = this.owners.get(argument);
    if (known) return known;
    const withId = this.objects.filter(({ scalars }) => scalars.get('id') === 'ID').map(({ name }) => name);
    const stem = words(argument.replace(/Id$/, ''));
    const last = /[A-Z][a-z]*$/.exec(stem)?.[0] ?? stem;
    const exact = withId.filter((name) => name === stem);
    const ending = withId.filter((name) => name.endsWith(stem));
    const beginning = withId.filter((name) => name.startsWith(stem));
    const loose = withId.filter((name) => name.endsWith(last) && last !== stem);
    const found = [exact, ending, beginning, loose].find((some) => some.length > 0) ?? [SUBJECT];
    const all = [...new Set([...found, ...ending])];
    this.owners.set(argument, all);
    return all;
  }

  /** Mutations whose name shares its beginning with the argument's: what they answered may be what is asked for. */
  decidersOf(argument: string): readonly string[] {
    const stem = argument.replace(/Id$/, '').slice(0, 6).toLowerCase();
    return this.mutations.filter((name) => stem.length > 4 && name.toLowerCase().includes(stem));
  }

  /** Types and fields that tell what a text of this name may be: `outcomeRef` an Outcome's ref, `setting` the code of the organisation there. */
  textsFor(argument: string): readonly (readonly [type: string, field: string])[] {
    const found: [string, string][] = [];
    for (const { name, scalars } of this.objects)
      for (const [field, scalar] of scalars) {
        if (scalar !== 'String') continue;
        if (field === argument || words(argument) === name + words(field)) found.push([name, field]);
        else if (name.endsWith(words(argument)) && field === 'name') found.push([name, field]);
      }
    const isPlace = this.objects.some(({ name }) => {
      const type = this.schema.getType(name);
      const field = isObjectType(type) ? type.getFields()[argument] : undefined;
      return field !== undefined && this.hasCode(getNamedType(field.type).name);
    });
    const places = this.objects.filter(({ name }) => this.hasCode(name)).map(({ name }): [string, string] => [name, 'code']);
    return isPlace || /organisation$/i.test(argument) ? [...places, ...found] : found;
  }
  private hasCode(name: string): boolean {
    return this.objects.some((each) => each.name === name && each.scalars.get('code') === 'String');
  }

  /** Types of answers that hold most of what an input type asks for: what was told may be said again. */
  typesLike(input: string): readonly string[] {
    const known = this.alike.get(input);
    if (known) return known;
    const type = this.schema.getType(input);
    const fields = isInputObjectType(type) ? Object.keys(type.getFields()) : [];
    const stem = input.replace(/Input$/, '');
    const likeness = (name: string): number => {
      const object = this.schema.getType(name);
      const own = isObjectType(object) ? object.getFields() : {};
      return fields.filter((field) => field in own).length / fields.length + (name === stem ? 1 : 0);
    };
    const found = this.objects
      .map(({ name }) => ({ name, likeness: likeness(name) }))
      .filter((each) => each.likeness >= 0.6)
      .sort((a, b) => b.likeness - a.likeness)
      .slice(0, 2)
      .map(({ name }) => name);
    this.alike.set(input, found);
    return found;
  }
}
