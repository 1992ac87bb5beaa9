import { type Change, insert } from '../../database/changes';
import type { Circumstances } from '../../mutation/declaration';
import { type IdentifierRow, PersonRow } from '../../people/person.entity';
import { type Holder, type Someone, type WhoIsWho, whoIsWho } from '../identity/identity.rules';
import { type Proposable, recordJoin } from '../identity/match-proposals';
import type { Group, HeldPerson } from '../statements/held-group.loader';
import { systemOf, tokenInWords, tokenOf } from '../statements/identifier-token';
import type { RunningLoad } from '../statements/load.types';
import { latest } from '../statements/row';
import { IN_FORCE, type Remark, type Row, type RowStatus } from '../statements/row.types';
import { isCardRow, type Places } from '../target/card.routes';
import { personTarget } from '../target/person.makes';
import { NO_TARGET, targetOf } from '../target/target';
import type { Surroundings, Target } from '../target/target.types';
import { Difference, type HeldFacts } from './difference';
import { giveUpRecord, identifierRows, newPersonRow, nextVersion, NOBODYS_AREA, personPatch, releaseNumber, takeNumbers } from './person.difference';

/** What becomes of a row. */
export interface SettledRow {
  readonly row: Row;
  readonly status: RowStatus;
  readonly personId: number | null;
  readonly remarks: readonly Remark[];
  /** Does it say something else than a row under the same key did before? */
  readonly changes: boolean;
}
export interface SettledGroup {
  readonly changes: readonly Change[];
  readonly rows: readonly SettledRow[];
  /** People whose records changed. */
  readonly changed: readonly number[];
  readonly proposable: readonly Proposable[];
  /** Facts that were not taken back, because somebody changed them by hand. */
  readonly left: number;
}

export interface SettlingWith {
  readonly circumstances: Circumstances;
  readonly places: Places;
  readonly around: (person: HeldPerson | null, authorityId: number) => Surroundings;
  readonly load: Pick<RunningLoad, 'id' | 'reason'>;
}

/** Of rows under one key, the one that holds: what was said last. The others are superseded, or undone with their loads. */
function holding(rows: readonly Row[]): { current: readonly Row[]; past: readonly Row[]; replaced: ReadonlySet<number> } {
  const keyOf = (row: Row): string => `${row.authorityId} ${row.format} ${row.keyHash}`;
  const current: Row[] = [];
  const past: Row[] = [];
  const replaced = new Set<number>();
  for (const same of Map.groupBy(rows, keyOf).values()) {
    const best = latest(same.filter(({ status }) => status !== 'TAKING_BACK'));
    if (best) current.push(best);
    past.push(...same.filter((row) => row !== best));
    if (best?.status === 'STAGED' && same.some(({ status }) => status !== 'STAGED')) replaced.add(best.id);
  }
  return { current, past, replaced };
}

const tokensHeld = ({ identifiers }: HeldPerson, of: readonly IdentifierRow[] = identifiers): readonly string[] =>
  of.map((each) => tokenOf({ system: each.id_system as 'LOCAL', value: each.value, scope: Number(each.scope) }));

function holderOf(person: HeldPerson, proposals: Group['proposals']): Holder {
  const id = Number(person.row.id);
  const joined = proposals.filter(({ survivor_id }) => survivor_id !== null);
  const tokens = tokensHeld(person);
  return {
    id,
    // Somebody without any number is known by their record alone.
    tokens: tokens.length > 0 ? tokens : [`RECORD:${id}`],
    entered: tokensHeld(
      person,
      person.identifiers.filter(({ load_id }) => load_id === null),
    ),
    anchored: person.anchored,
    gone: Number(person.row.authority_id) === NOBODYS_AREA,
    formerly: joined.flatMap((row) => [
      ...(Number(row.first_id) === id ? [row.first_known_by] : []),
      ...(Number(row.second_id) === id ? [row.second_known_by] : []),
    ]),
  };
}

const knownBy = ({ entered, tokens }: Holder): string => entered[0] ?? tokens[0] ?? '';

/** Who is who, where a row of a card or an account is its holder's: it has no number of a person itself. */
function whoseRows(rows: readonly Row[], holders: readonly Holder[], places: Places, confirmed: Group['confirmed']): WhoIsWho {
  const holdersById = new Map(holders.map((holder) => [holder.id, holder]));
  const led = rows.map((row): Row => {
    if (!isCardRow(row)) return row;
    const personId = Number(places.of(row)?.person.row.id);
    const holder = holdersById.get(personId);
    return holder ? { ...row, personId, tokens: [knownBy(holder)] } : { ...row, personId: null };
  });
  const { people, disputed } = whoIsWho(led, holders, confirmed);
  const asRead = new Map(rows.map((row) => [row.id, row]));
  return { people: people.map((someone) => ({ ...someone, rows: someone.rows.map((row) => asRead.get(row.id) ?? row) })), disputed };
}

/** Rows of another council than the person's. The NHS's rows are of no council, and what a card paid for stays paid when its holder moves. */
function elsewhere(rows: readonly Row[], authorityId: number): ReadonlyMap<number, Remark> {
  const message = 'The person is in the area of another council: record their move first.';
  return new Map(
    rows
      .filter((row) => row.authorityId !== authorityId && row.format !== 'F4' && row.format !== 'F8')
      .map((row) => [row.id, { effect: 'REFUSE', field: '', rule: 'AREA', message }]),
  );
}

/** The council of a record that is new: that of the row which introduces them. */
const areaOf = (rows: readonly Row[]): number => {
  const introducing = ['WHO', 'PUPIL', 'CARE'].flatMap(
    (kind) => latest(rows.filter(({ said }) => said.kind === kind && 'person' in said && said.person !== null)) ?? [],
  );
  return introducing[0]?.authorityId ?? rows[0]?.authorityId ?? 0;
};

const heldFacts = (person: { id: number; authorityId: number }, held: HeldPerson | null): HeldFacts => ({
  person,
  things: held?.things ?? new Map(),
  rows: held?.versioned ?? new Map(),
  budgets: held?.facts.budgets ?? [],
  changedByHand: held?.changedByHand ?? new Set(),
});

/** Decides a group: who is who, what their facts should be, and what has to be written for it. Pure but for the ids it takes. */
export function settle(group: Group, { circumstances, around, places, load }: SettlingWith): SettledGroup {
  const { current, past, replaced } = holding(group.rows);
  const holders = [...group.people.values()].map((person) => holderOf(person, group.proposals));
  const { people, disputed } = whoseRows(current, holders, places, group.confirmed);
  const numbers = identifierRows(group.people.values());
  const changes: Change[] = [];
  const changed = new Set<number>();
  const settled: SettledRow[] = past.map((row) => ({
    row,
    status: row.status === 'TAKING_BACK' ? 'UNDONE' : 'SUPERSEDED',
    personId: row.personId,
    remarks: [],
    changes: false,
  }));
  const proposable: Proposable[] = [];
  let left = 0;
  const record = (id: number, own: readonly Change[]): void => {
    changes.push(...own);
    if (own.length > 0) changed.add(id);
  };
  const inForce = Map.groupBy(
    group.rows.filter(({ status }) => IN_FORCE.includes(status)),
    ({ personId }) => personId,
  );
  const assigned = new Map<Someone, number>();
  const wanted = people.map((someone) => {
    const held = someone.holder === null ? null : (group.people.get(someone.holder) ?? null);
    const authorityId = held && Number(held.row.authority_id) !== NOBODYS_AREA ? Number(held.row.authority_id) : areaOf(someone.rows);
    const refused = new Map([...disputed, ...elsewhere(someone.rows, authorityId)]);
    const surroundings = around(held, authorityId);
    // Ids first: a carer's row may name somebody who joins in the same batch.
    const introduced =
      personTarget(
        someone.rows.filter(({ id }) => !refused.has(id)),
        surroundings,
      ) !== null;
    if (introduced) assigned.set(someone, someone.holder ?? circumstances.newId());
    return { someone, held, authorityId, refused, surroundings };
  });
  const newcomers = new Map(wanted.flatMap(({ someone }) => someone.tokens.map((token) => [token, assigned.get(someone) ?? null] as const)));
  for (const { someone, held, authorityId, refused, surroundings } of wanted) {
    const knowing: Surroundings = { ...surroundings, personWith: (token) => newcomers.get(token) ?? surroundings.personWith(token) };
    const after = targetOf(someone.rows, knowing, refused);
    const id = assigned.get(someone);
    if (id === undefined || after.person === null) {
      settled.push(...someone.rows.map((row) => waiting(row, places, disputed.get(row.id), replaced.has(row.id))));
      if (held) giveUp(held, null);
      continue;
    }
    const before: Target = held ? targetOf(inForce.get(id) ?? [], surroundings, new Map()) : NO_TARGET;
    const person = { id, authorityId };
    const own: Change[] = [];
    if (!held) own.push(insert(PersonRow, newPersonRow(id, authorityId, after.person, someone.rows[0]?.loadId ?? load.id, circumstances)));
    own.push(...takeNumbers(person, someone.rows, someone.tokens, numbers, circumstances));
    const difference = new Difference(heldFacts(person, held), before, after, { circumstances, loadId: load.id, reason: load.reason });
    own.push(...difference.changes);
    left += difference.left;
    const patch = held ? { ...personPatch(held.row, before.person, after.person), ...comesBack(held, authorityId) } : {};
    if (held && (own.length > 0 || Object.keys(patch).length > 0)) own.push(...nextVersion(held, patch, circumstances));
    record(id, own);
    for (const row of someone.rows) {
      const verdict = after.verdicts.get(row.id);
      settled.push({ row, status: verdict?.status ?? 'LOADED', personId: id, remarks: verdict?.remarks ?? [], changes: replaced.has(row.id) });
    }
    if (!held || 'name' in patch || 'postcode' in patch || 'date_of_birth' in patch) proposable.push(toProposable(id, authorityId, someone, after));
  }
  const kept = new Set(assigned.values());
  for (const held of group.people.values()) {
    const id = Number(held.row.id);
    if (kept.has(id) || held.anchored || changed.has(id)) continue;
    const survivors = new Set(
      group.rows
        .filter(({ personId }) => personId === id)
        .flatMap((row) => settled.find((each) => each.row === row && each.status !== 'UNDONE')?.personId ?? []),
    );
    giveUp(held, [...survivors].find((survivor) => survivor !== id) ?? null);
  }
  releaseNumbers();
  return { changes, rows: settled, changed: [...changed], proposable, left };

  /** A record that is nobody's any more: everything that files made on it is taken back, and it is in no area. */
  function giveUp(held: HeldPerson, survivor: number | null): void {
    const id = Number(held.row.id);
    if (held.anchored || Number(held.row.authority_id) === NOBODYS_AREA) return;
    const person = { id, authorityId: Number(held.row.authority_id) };
    const why = survivor === null ? load.reason : `Joined to record ${survivor}`;
    const taken = new Difference(heldFacts(person, held), NO_TARGET, NO_TARGET, { circumstances, loadId: load.id, reason: why });
    left += taken.left;
    record(id, [...taken.changes, ...giveUpRecord(held, circumstances)]);
    if (survivor === null) return;
    const other = group.people.get(survivor);
    const knownBy = { joined: tokensHeld(held)[0] ?? '', survivor: (other && tokensHeld(other)[0]) ?? '' };
    changes.push(recordJoin({ joined: id, survivor, knownBy }, person.authorityId, group.proposals, circumstances));
  }

  /** Numbers that came from files which no file gives to anybody any more. */
  function releaseNumbers(): void {
    const given = new Set(people.filter((someone) => assigned.has(someone)).flatMap(({ tokens }) => tokens));
    for (const [token, row] of numbers)
      if (row.load_id !== null && !given.has(token) && ['NHS_NUMBER', 'UPN', 'ULN', 'LOCAL'].includes(row.id_system))
        changes.push(releaseNumber(row));
  }
}

/** A record that was given up is its person's again: it is back in its area. */
const comesBack = ({ row }: HeldPerson, authorityId: number): Partial<PersonRow> =>
  Number(row.authority_id) === NOBODYS_AREA ? { authority_id: authorityId } : {};

function waiting(row: Row, places: Places, dispute: Remark | undefined, changes: boolean): SettledRow {
  const [field, message] = isCardRow(row)
    ? ['Token', places.why(row)]
    : ['', `Nobody here is known as ${row.tokens.map(tokenInWords).join(' or ')} yet: the row waits for them.`];
  const remark: Remark = dispute ?? { effect: 'WAIT', field, rule: 'WAITING', message };
  return { row, status: dispute ? 'REFUSED' : 'WAITING', personId: null, remarks: [remark], changes };
}

function toProposable(id: number, authorityId: number, { tokens }: Someone, { person }: Target): Proposable {
  return {
    id,
    authority_id: authorityId,
    name: person?.name ?? '',
    date_of_birth: person?.born ?? '',
    postcode: person?.postcode ?? null,
    knownBy: tokens[0] ?? '',
    nhs: tokens.some((token) => systemOf(token) === 'NHS_NUMBER'),
  };
}
