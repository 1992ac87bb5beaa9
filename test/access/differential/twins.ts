import type { Actor } from '../../../src/access/actor';
import { type Seen, seenBy } from '../../../src/budgets/caller/visibility';
import type { Budget } from '../../../src/budgets/record/budget.loader';
import { type PersonFacts, toFacts } from '../../../src/budgets/record/person-facts';
import type { Change, PlainRow, Table } from '../../../src/database/changes';
import type { HubParts } from '../../../src/server/context';
import { streamOfSection } from '../../../src/streams/sections.rules';
import type { Stream } from '../../../src/vocabulary/stream';
import type { Ground } from './budget-rows';
import { budgetId, doubleOf, itemId, NOTHING_ELSE, type Otherwise, placesOf, rowsOfWorld } from './rows';
import { NOW, type PersonWords, type Reader, TODAY, type World } from './world';

/** The two worlds, which differ in what the reader may not see and in nothing else. */
export interface Twins {
  readonly left: readonly Change[];
  readonly right: readonly Change[];
  readonly actor: Actor;
  /** The budgets that differ, and how many lines do. */
  readonly hidden: ReadonlySet<number>;
  readonly lines: number;
}

const factsIn = (changes: readonly Change[]): ReadonlyMap<number, PersonFacts> => {
  const sets = new Map<Table<PlainRow>, PlainRow[]>();
  for (const change of changes) {
    if (change.kind !== 'insert') continue;
    const rows = sets.get(change.table);
    if (rows) rows.push(change.row);
    else sets.set(change.table, [change.row]);
  }
  return toFacts(sets);
};

export function actorOf(reader: Reader, parts: HubParts, ground: Ground, base: number): Actor {
  const places = placesOf(base);
  const codes = { COUNCIL: ground.council, OTHER_COUNCIL: ground.otherCouncil, COMMISSIONER: ground.commissioner } as const;
  const id = { ...codes, OTHER_COMMISSIONER: ground.otherCommissioner, SETTING: ground.setting, PROVIDER: ground.provider }[reader.of];
  const organisation = parts.directory.get(id);
  if (!organisation) throw new Error(`no organisation for ${reader.of}`);
  const person = { SUBJECT: places.subject, PARENT: places.parent, CARER: places.carer, STRANGER: places.stranger };
  return {
    subject: `${organisation.code}:${reader.role}`,
    name: 'R. Reader',
    role: reader.role,
    organisation,
    personId: reader.as ? person[reader.as] : null,
  };
}

const ALL_ELSE: Otherwise = { ...NOTHING_ELSE, budget: () => true };

/**
 * Draws the twin of a world for its reader: a budget of which they are shown that it exists has another amount, state, record and
 * lines there; one of which they are shown nothing is another one, and where there are two just alike, its double is gone; of people who
 * are not theirs everything is otherwise.
 */
export function twinsOf(world: World, parts: HubParts, ground: Ground, base: number): Twins {
  const actor = actorOf(world.reader, parts, ground, base);
  const left = rowsOfWorld(world, ground, base, NOTHING_ELSE, actor);
  const facts = factsIn(left);
  // What is shown to the reader is decided by the hub itself (`seenBy`); a budget is hidden where it stays so however its record is told.
  const seenIn = (all: ReadonlyMap<number, PersonFacts>): ReadonlyMap<number, Seen> =>
    new Map([...all].map(([id, own]) => [id, seenBy(actor, own, { today: TODAY, at: NOW })]));
  const [here, there] = [seenIn(facts), seenIn(factsIn(rowsOfWorld(world, ground, base, ALL_ELSE, actor)))];
  const alike = [...facts.values()].filter(({ person: { id } }) => here.get(id)?.standing === there.get(id)?.standing);
  // What a person is charged for replacement care is theirs to know (careCharges), though the budget is their carer's.
  const charges = ({ revisions }: Budget): boolean =>
    revisions.some(({ caredForId }) => caredForId !== null && here.get(caredForId)?.ofStream('ADULT_SOCIAL_CARE') === 'FULL');
  const hidden = new Map(
    alike.flatMap(({ person, budgets }) =>
      budgets.flatMap((budget): [number, 'EXISTS_ONLY' | 'NONE'][] => {
        if (charges(budget)) return [];
        const sight = here.get(person.id)?.of(budget);
        return (sight === 'EXISTS_ONLY' || sight === 'NONE') && there.get(person.id)?.of(budget) === sight ? [[budget.id, sight]] : [];
      }),
    ),
  );
  const unseen = new Set(alike.map(({ person }) => person.id).filter((id) => here.get(id)?.standing === 'NONE'));

  const ownerOf = (id: number): number => base + Math.floor((id - base) / 1000) * 1000;
  const budgetsOf = (personId: number): readonly Budget[] => facts.get(personId)?.budgets ?? [];
  /** May the reader see money of a stream of that person's: any that there is, or that there might be? */
  const seesStream = (personId: number, stream: Stream): boolean =>
    budgetsOf(personId).some((budget) => budget.stream === stream && !hidden.has(budget.id)) || here.get(personId)?.ofStream(stream) === 'FULL';
  const factsOf = (personId: number): PersonFacts => {
    const own = facts.get(personId);
    if (!own) throw new Error(`nobody is ${personId}`);
    return own;
  };
  const hiddenItem = (id: number): boolean => {
    const personId = ownerOf(id);
    if (unseen.has(personId)) return true;
    const own = factsOf(personId);
    const item = own.plans.flatMap(({ items }) => items).find((each) => each.id === id);
    if (!item) return false;
    if (item.budgetId !== null) return hidden.has(item.budgetId);
    const born = own.person.dateOfBirth;
    const { section } = item;
    const streams: readonly Stream[] =
      section === null ? [item.stream ?? 'OTHER'] : [streamOfSection(section, born, born), streamOfSection(section, born, '2100-01-01')];
    return !streams.some((stream) => seesStream(personId, stream));
  };
  const { subject, parent, carer } = placesOf(base);
  const people: readonly (readonly [number, PersonWords])[] = [
    [subject, world.subject],
    [parent, world.parent],
    [carer, world.carer],
  ];
  const doubles = new Set<number>();
  const lines = new Set<number>();
  const gone = new Set<number>();
  for (const [personId, words] of people) {
    words.budgets.forEach((_, index) => {
      const double = doubleOf(budgetId(personId, index));
      if (hidden.get(double) === 'NONE' && hidden.has(budgetId(personId, index))) doubles.add(double);
    });
    words.items.forEach((item, index) => {
      const id = itemId(personId, index);
      if (!hiddenItem(id)) return;
      lines.add(id);
      if (item.absent) gone.add(id);
    });
  }
  const right = rowsOfWorld(
    world,
    ground,
    base,
    {
      budget: (id) => hidden.has(id),
      item: (id) => lines.has(id),
      assessed: (personId) => unseen.has(personId) || !(['ADULT_SOCIAL_CARE', 'CARER'] as const).some((stream) => seesStream(personId, stream)),
      plans: (personId) => unseen.has(personId),
      absent: (id) => doubles.has(id) || gone.has(id),
    },
    actor,
  );
  return { left, right, actor, hidden: new Set(hidden.keys()), lines: lines.size };
}
