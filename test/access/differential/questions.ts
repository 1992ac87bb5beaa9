import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Actor } from '../../../src/access/actor';
import { ConsultationPartyRow } from '../../../src/budgets/record/consultation.entity';
import type { Change } from '../../../src/database/changes';
import type { Chance } from '../../../src/sample/chance';
import { placesOf } from './rows';
import { type Selected, Selection } from './selection';
import { TODAY } from './world';

export interface Question {
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What a world gives to ask about: ids of either side, whether the reader may know of them or not, and words. */
export type Known = Readonly<Record<string, readonly string[]>>;

const SETTING = '900001';
const DAYS = [TODAY, '2025-09-15', '2025-11-01', '2026-02-01', '2026-04-20', '2025-06-30', '2024-10-01', '2027-04-01'];
const WORDS: Known = {
  Money: ['0.00', '10.00', '123.45', '5000.00', '999999.00'],
  Decimal: ['1', '2.5'],
  Date: DAYS,
  DateTime: ['2025-09-30T12:00:00Z', '2024-06-01T00:00:00Z'],
  authority: ['384', '384', '383'],
  healthCommissioner: ['QWO', 'QWO', 'QF7'],
  setting: [SETTING],
  outcomeRef: ['O1', 'O2', 'O3'],
  service: ['THERAPY', 'PERSONAL_ASSISTANT', 'SHORT_BREAK', 'HOME_CARE', 'DAY_ACTIVITY', 'RESIDENTIAL_CARE'],
  party: ['The person', 'The board', 'The council', 'Another funder'],
};

const TABLE_OF: Readonly<Record<string, string>> = {
  PlanRow: 'planId',
  BudgetItemRow: 'itemId',
  BudgetRevisionRow: 'streamBudgetId',
  AgreementRow: 'agreementId',
  ArrangementRow: 'arrangementId',
  ConsultationRow: 'consultationId',
  SufficiencyReviewRow: 'reviewId',
  DisputeRow: 'disputeId',
  TransactionRow: 'transactionId',
  InvoiceRow: 'invoiceId',
  RelationRow: 'relationId',
  HolderAuthorityRow: 'authorityId',
};

/** What holds a mistake is named by its kind, and an id of that kind. */
const RECORDED: Readonly<Record<string, string>> = {
  PlanRow: 'PLAN',
  BudgetItemRow: 'ITEM',
  BudgetRevisionRow: 'BUDGET',
  AgreementRow: 'AGREEMENT',
  AlongsideRow: 'ALONGSIDE',
  ArrangementRow: 'ARRANGEMENT',
  FinancialAssessmentRow: 'FINANCIAL_ASSESSMENT',
  TransactionRow: 'PAYMENT',
  MovementRow: 'MOVEMENT',
  InvoiceRow: 'INVOICE',
  ReviewRow: 'REVIEW',
  ConsultationRow: 'CONSULTATION',
  ConsultationPartyRow: 'ANSWER',
  SufficiencyReviewRow: 'SUFFICIENCY_REVIEW',
  DisputeRow: 'DISPUTE',
  RelationRow: 'RELATION',
  CapacityDecisionRow: 'CAPACITY',
  LivingSituationRow: 'LIVING_SITUATION',
  HolderAuthorityRow: 'HOLDER_AUTHORITY',
};

/** Consultations in which the reader's own organisation is heard: of these they know, whatever budget they are about. */
const heardIn = (actor: Actor, changes: readonly Change[]): ReadonlySet<number> =>
  new Set(
    changes.flatMap((change) => {
      const row = change.kind === 'insert' && change.table === ConsultationPartyRow ? (change.row as ConsultationPartyRow) : null;
      return row?.organisation_id === actor.organisation.id ? [row.consultation_id] : [];
    }),
  );

/** All that can be named in either of two worlds. */
export function knownIn(base: number, actor: Actor, hidden: ReadonlySet<number>, ...sides: readonly (readonly Change[])[]): Known {
  const found = new Map<string, Set<string>>();
  const heard = heardIn(actor, sides.flat());
  for (const change of sides.flat()) {
    if (change.kind !== 'insert') continue;
    const { name: table } = change.table;
    const row = change.row as { id?: number; budget_id?: number };
    if (table === 'ConsultationRow' && heard.has(row.id ?? 0) && hidden.has(row.budget_id ?? 0)) continue;
    for (const name of [TABLE_OF[table], RECORDED[table]]) {
      if (name === undefined) continue;
      const ids = found.get(name) ?? new Set();
      found.set(name, ids.add(String(table === 'BudgetRevisionRow' ? row.budget_id : row.id)));
    }
  }
  const { subject, parent, carer } = placesOf(base);
  const people = [subject, subject, parent, carer].map(String);
  const budgets = [...(found.get('streamBudgetId') ?? [])];
  return {
    ...WORDS,
    ...Object.fromEntries([...found].map(([name, ids]) => [name, [...ids]])),
    ...Object.fromEntries(
      ['id', 'personId', 'fromId', 'toId', 'carerId', 'caredForId', 'benefitsPersonId', 'holderId'].map((name) => [name, people]),
    ),
    adultBudgetId: budgets,
    carerBudgetId: budgets,
  };
}

type Given = Pick<GraphQLArgument, 'name' | 'type' | 'defaultValue'>;
const NOBODY = '99';

/** What a caller might send for an argument: something of the world where its name says what it is. */
function value(type: GraphQLInputType, name: string, chance: Chance, known: Known): unknown {
  if (isNonNullType(type)) return value(type.ofType, name, chance, known);
  if (isListType(type)) return Array.from({ length: chance.whole(1, 2) }, () => value(type.ofType, name, chance, known));
  if (isEnumType(type)) return chance.pick(type.getValues()).name;
  if (isInputObjectType(type)) return given(Object.values(type.getFields()), chance, known);
  const named = known[name] ?? known[String(type)];
  if (named && named.length > 0) return String(type) === 'ID' && chance.share(8) ? NOBODY : chance.pick(named);
  switch (String(type)) {
    case 'Boolean':
      return chance.share(50);
    case 'Int':
      return chance.whole(1, 12);
    case 'Float':
      return 1.5;
    case 'ID':
      return NOBODY;
    default:
      return 'some words';
  }
}

function given(all: readonly Given[], chance: Chance, known: Known): Record<string, unknown> {
  return Object.fromEntries(
    all
      .filter(({ type, name }) => isNonNullType(type) || (name !== 'after' && chance.share(45)))
      .map(({ name, type }) => [name, name === 'envelope' ? envelope(chance) : value(type, name, chance, known)]),
  );
}

/** Nothing is written; the version that was read is right now and then. */
const envelope = (chance: Chance): Record<string, unknown> => ({
  dryRun: true,
  ...(chance.share(15) ? { expectedVersion: chance.whole(1, 3) } : {}),
});

/** Left out below all but a person, so that documents stay so short that the hubs keep them: they are read once, not for each world. */
const OF_A_PERSON = [
  ...['pooledBudget', 'plans', 'transitions', 'relations', 'control', 'capacity', 'identifiers', 'accessLog'].map((name) => `Person.${name}`),
  'SectionJItem.fundedBy',
  'PlanItem.fundedBy',
  'CarerAllocation.caredFor',
];

/** Asks the whole schema, whatever is in it. */
export class Questions {
  private readonly selections = new Map<string, Selected>();

  constructor(private readonly schema: GraphQLSchema) {}

  get queries(): readonly GraphQLField<unknown, unknown>[] {
    return Object.values(this.schema.getQueryType()?.getFields() ?? {});
  }
  get mutations(): readonly GraphQLField<unknown, unknown>[] {
    return Object.values(this.schema.getMutationType()?.getFields() ?? {});
  }

  /** Everything below a field, but what refuses this reader. A person's whole record is asked for where a person is. */
  selected(field: GraphQLField<unknown, unknown>, refusing: ReadonlySet<string>): Selected | null {
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return null;
    const without = type.name === 'Person' ? refusing : new Set([...refusing, ...OF_A_PERSON]);
    const key = `${type.name} ${[...without].sort().join(' ')}`;
    const found = this.selections.get(key) ?? new Selection(this.schema, without).of(type);
    this.selections.set(key, found);
    return found;
  }

  /** One root field with arguments of chance, and everything below it. */
  about(kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>, chance: Chance, known: Known, without: ReadonlySet<string>): Question {
    const selected = this.selected(field, without);
    const own = given(field.args, chance, known);
    if (kind === 'mutation') own['envelope'] = envelope(chance);
    const recorded = known[String(own['kind'])] ?? [];
    if (field.name === 'voidRecord' && recorded.length > 0) own['id'] = chance.pick(recorded);
    // One document a field, whatever it is given: what is left out is a variable without a value.
    const args = field.args.filter(({ name, defaultValue }) => defaultValue === undefined || own[name] !== undefined);
    const declared = [
      ...args.map(({ name, type }) => `$of_${name}: ${String(type)}`),
      ...[...(selected?.variables ?? [])].map(([name, type]) => `$${name}: ${type}`),
    ];
    const passed = args.map(({ name }) => `${name}: $of_${name}`);
    return {
      name: `${field.name} ${JSON.stringify(own)}`,
      query: `${kind}${declared.length === 0 ? '' : `(${declared.join(', ')})`} { ${field.name}${passed.length === 0 ? '' : `(${passed.join(', ')})`} ${selected?.text ?? ''} } ${selected?.fragments ?? ''}`,
      variables: { ...Object.fromEntries(args.map(({ name }) => [`of_${name}`, own[name]])), ...spans(selected, chance) },
    };
  }

  /** One person, whole, on a day. */
  person(id: string, chance: Chance, without: ReadonlySet<string>): Question {
    const field = this.queries.find(({ name }) => name === 'person');
    if (!field) throw new Error('the schema has a person');
    const selected = this.selected(field, without);
    const declared = [...(selected?.variables ?? [])].map(([name, type]) => `, $${name}: ${type}`).join('');
    const variables = { ...spans(selected, chance), id };
    return {
      name: `person ${JSON.stringify(variables)}`,
      query: `query($id: ID${declared}) { person(id: $id) ${selected?.text ?? ''} } ${selected?.fragments ?? ''}`,
      variables,
    };
  }

  /** Who is found by each value of each part of a filter, and by some of two at once: one document for all worlds. */
  found(): Question {
    const filter = this.queries.find(({ name }) => name === 'pooledBudgets')?.args.find(({ name }) => name === 'filter');
    const type = filter && getNamedType(filter.type);
    if (!isInputObjectType(type)) throw new Error('pooledBudgets takes a filter');
    const parts = Object.values(type.getFields()).flatMap(({ name, type: of }): [string, string][] => {
      const named = getNamedType(of);
      if (isEnumType(named)) return named.getValues().map((each) => [name, each.name]);
      if (named.name === 'Boolean') return [[name, 'true']];
      return (WORDS[name] ?? WORDS[named.name] ?? []).slice(0, 6).map((each) => [name, JSON.stringify(each)]);
    });
    const two = parts.flatMap((part, index) => [[part, parts[(index * 7 + 3) % parts.length]]]).filter(([one, other]) => one?.[0] !== other?.[0]);
    const filters = [...parts.map((part) => [part]), ...two].map((some) => some.map((part) => part?.join(': ')).join(', '));
    const light =
      '{ totalCount pageInfo { hasNextPage endCursor } edges { cursor node { label completeness agreed { perYear oneOff } person { id version } streams { id to visibility } } } }';
    return {
      name: 'every filter',
      query: `{ ${filters.map((text, index) => `f${index}: pooledBudgets(filter: { ${text} }) ${light}`).join(' ')} }`,
      variables: {},
    };
  }
}

/** The days and instants at which the selection looks. */
function spans(selected: Selected | null, chance: Chance): Record<string, unknown> {
  const days = [chance.pick(DAYS), chance.pick(DAYS)].sort();
  const all: Record<string, unknown> = {
    asOf: chance.share(50) ? null : chance.pick(DAYS),
    knownAt: chance.share(80) ? null : chance.pick(WORDS['DateTime'] ?? []),
    from: days[0],
    to: days[1],
    until: '2040-01-01',
  };
  for (const [name, type] of selected?.variables ?? [])
    if (!(name in all) && type.endsWith('!')) throw new Error(`nothing is known to ask for as $${name}: ${type}`);
  return Object.fromEntries([...(selected?.variables.keys() ?? [])].map((name) => [name, all[name] ?? null]));
}
