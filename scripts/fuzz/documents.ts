import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Chance } from '../../src/sample/chance';
import { Touched } from './coverage';
import type { Wire, WireObject } from './edges';
import { literalOf } from './literal';
import type { Values } from './values';

export interface Drawn {
  readonly query: string;
  readonly variables: WireObject;
  readonly touched: Touched;
}
/** How much of a type is asked for. */
export interface Reach {
  /** Of a hundred fields, how many. */
  readonly share: number;
  readonly depth: number;
  /** Fields in all. */
  readonly most: number;
  /** Whether a type may stand within itself. */
  readonly again: boolean;
}
export const WHOLE: Reach = { share: 100, depth: 9, most: 600, again: false };

type Field = GraphQLField<unknown, unknown>;

/** Draws one operation: fields, arguments as literals or variables, aliases, fragments with and without names, directives. */
export class Document {
  private readonly declared: string[] = [];
  private readonly variables: Record<string, Wire> = {};
  private readonly fragments: string[] = [];
  private readonly touched = new Touched();
  private aliases = 0;
  private directives = 0;
  private left: number;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly chance: Chance,
    private readonly values: Values,
    private readonly reach: Reach,
    /** Plain documents have no aliases, directives and fragments but those they need. */
    private readonly isPlain: boolean,
  ) {
    this.left = reach.most;
  }

  /** A query or mutation of these root fields, each with the arguments that are given and the fields that are always asked for. */
  operation(kind: 'query' | 'mutation', asked: readonly (readonly [Field, WireObject])[], always = ''): Drawn {
    const root = (kind === 'query' ? this.schema.getQueryType() : this.schema.getMutationType()) as GraphQLObjectType;
    const fields = asked.map(([field, given], index) => {
      const isAgain = asked.findIndex(([other]) => other === field) < index;
      return this.field(root, field, given, isAgain ? `again${index}` : null, []).replace(/\}$/, `${always} }`);
    });
    const declared = this.declared.length > 0 ? `(${this.declared.join(', ')})` : '';
    const name = this.chance.share(30) ? ' Asked' : declared === '' ? '' : ' Q';
    const query = `${kind}${name}${declared} { ${fields.join(' ')} }${this.fragments.map((text) => `\n${text}`).join('')}`;
    return { query, variables: this.variables, touched: this.touched };
  }

  private field(parent: GraphQLCompositeType, field: Field, given: WireObject, alias: string | null, path: readonly string[]): string {
    this.left--;
    this.touched.fields.add(`${parent.name}.${field.name}`);
    const named = getNamedType(field.type);
    const args = this.args(parent, field, given);
    const own = alias ?? (!this.isPlain && this.aliases < 60 && this.chance.share(6) ? `other${this.aliases}` : null);
    if (own !== null) this.aliases++;
    const directive = path.length > 1 ? this.directive() : '';
    const selection = isCompositeType(named) ? ` ${this.selection(named, [...path, named.name])}` : '';
    return `${own === null ? '' : `${own}: `}${field.name}${args}${directive}${selection}`;
  }

  private args({ name: parent }: GraphQLCompositeType, field: Field, given: WireObject): string {
    this.touched.values((name) => `${parent}.${field.name}(${name})`, field.args, given);
    const written = Object.entries(given).map(
      ([name, value]) =>
        `${name}: ${this.argument(
          field.args.find((each) => each.name === name),
          value,
        )}`,
    );
    return written.length > 0 ? `(${written.join(', ')})` : '';
  }
  private argument(argument: GraphQLArgument | undefined, value: Wire): string {
    if (!argument || this.chance.share(40)) return literalOf(value, argument?.type ?? null);
    const name = `v${this.declared.length}`;
    this.declared.push(`$${name}: ${String(argument.type)}${isNonNullType(argument.type) || !this.chance.share(10) ? '' : ' = null'}`);
    this.variables[name] = value;
    return `$${name}`;
  }

  private directive(): string {
    if (this.isPlain || this.directives >= 20 || !this.chance.share(4)) return '';
    this.directives++;
    if (this.chance.share(50)) return this.chance.pick([' @include(if: true)', ' @skip(if: false)', ' @skip(if: true)', ' @include(if: false)']);
    const name = `v${this.declared.length}`;
    this.declared.push(`$${name}: Boolean!`);
    this.variables[name] = this.chance.share(50);
    return ` @${this.chance.pick(['include', 'skip'])}(if: $${name})`;
  }

  private selection(type: GraphQLCompositeType, path: readonly string[]): string {
    if (isAbstractType(type)) {
      const possible = this.schema.getPossibleTypes(type);
      const seen = new Map<string, string>();
      return `{ __typename ${possible.map((each) => `... on ${each.name} { ${this.fields(each, [...path, each.name], seen)} }`).join(' ')} }`;
    }
    if (!isObjectType(type)) return '{ __typename }';
    const fields = this.fields(type, path, null);
    if (this.isPlain || !this.chance.share(5)) return `{ ${fields} }`;
    if (this.chance.share(30)) return `{ ... { ${fields} } }`;
    const name = `F${this.fragments.length}`;
    this.fragments.push('');
    this.fragments[Number(name.slice(1))] = `fragment ${name} on ${type.name} { ${fields} }`;
    return `{ ...${name} __typename }`;
  }

  /** `seen`: names that stand in fragments beside this one, and of what type they are: others of that name go by another. */
  private fields(type: GraphQLObjectType, path: readonly string[], seen: Map<string, string> | null): string {
    const all = Object.values(type.getFields());
    const leaves = all.filter((field) => !isCompositeType(getNamedType(field.type)));
    const inner = all.filter((field) => isCompositeType(getNamedType(field.type)) && this.mayEnter(getNamedType(field.type).name, path));
    const isNew = ({ name }: Field): boolean => this.values.isNew(`${type.name}.${name}`);
    const likely = (field: Field): number => (isNew(field) ? Math.max(this.reach.share, 80) : this.reach.share);
    // What was never asked for comes before the rest of what lies within: a document may be full before its end.
    const chosen = [...leaves, ...inner.filter(isNew), ...inner.filter((field) => !isNew(field))].filter(
      (field) => field.name === 'id' || this.chance.share(likely(field)),
    );
    const written: string[] = [];
    for (const field of chosen) {
      if (this.left <= 0) break;
      const before = seen?.get(field.name);
      seen?.set(field.name, before ?? String(field.type));
      const isClash = before !== undefined && (before !== String(field.type) || field.args.length > 0 || isCompositeType(getNamedType(field.type)));
      const given = this.values.all(field.args, (name) => `${type.name}.${field.name}(${name})`);
      written.push(this.field(type, field, given, isClash ? `of${type.name}_${field.name}` : null, path));
    }
    return written.length > 0 ? written.join(' ') : '__typename';
  }
  private mayEnter(name: string, path: readonly string[]): boolean {
    const times = path.filter((each) => each === name).length;
    return path.length < this.reach.depth && (times === 0 || (this.reach.again && times < 3));
  }
}
