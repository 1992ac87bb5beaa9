import { type Change, insert, update } from '../../database/changes';
import type { Circumstances } from '../../mutation/declaration';
import { factColumns } from '../../people/people.decisions';
import { changePerson } from '../../people/person.changes';
import { IdentifierRow, PersonRow } from '../../people/person.entity';
import { toPerson } from '../../people/person.loader';
import type { Identifier } from '../../person/person.types';
import type { HeldPerson } from '../statements/held-group.loader';
import { identifiersOf, tokenOf } from '../statements/identifier-token';
import type { Row } from '../statements/row.types';
import type { PersonTarget } from '../target/target.types';

/** The area of a record that was given up for another, or whose files were taken back: nobody's, so that nobody is shown it. */
export const NOBODYS_AREA = 0;

export const newPersonRow = (
  id: number,
  authorityId: number,
  { name, born, died, postcode, commissionerId }: PersonTarget,
  loadId: number,
  { at }: Circumstances,
): PersonRow => ({
  id,
  authority_id: authorityId,
  health_commissioner_id: commissionerId,
  name,
  date_of_birth: born,
  date_of_death: died,
  postcode,
  version: 1,
  recorded_at: at,
  load_id: loadId,
});

/** The columns of a record that files say differently now. What was entered by hand is filled in where it is empty and never corrected. */
export function personPatch(row: PersonRow, before: PersonTarget | null, after: PersonTarget): Partial<PersonRow> {
  const columns = ({ name, born, died, postcode, commissionerId }: PersonTarget): Partial<PersonRow> => ({
    name,
    date_of_birth: born,
    date_of_death: died,
    postcode,
    health_commissioner_id: commissionerId,
  });
  const [then, now] = [before && columns(before), columns(after)];
  const entered = row.load_id === null;
  return Object.fromEntries(
    Object.entries(now).filter(([column, value]) => {
      const held = row[column as keyof PersonRow];
      if (entered) return held === null && value !== null;
      return (then === null || then[column as keyof PersonRow] !== value) && held !== value;
    }),
  );
}

/** A person's numbers as their rows write them, of those that are theirs. */
function numbersIn(rows: readonly Row[], tokens: ReadonlySet<string>): ReadonlyMap<string, { identifier: Identifier; loadId: number }> {
  const numbers = new Map<string, { identifier: Identifier; loadId: number }>();
  for (const row of rows)
    for (const identifier of identifiersOf(row.said.ids, row.authorityId)) {
      const token = tokenOf(identifier);
      if (tokens.has(token) && !numbers.has(token)) numbers.set(token, { identifier, loadId: row.loadId });
    }
  return numbers;
}

/** All identifier rows of a group, by what they hold. */
export const identifierRows = (people: Iterable<HeldPerson>): ReadonlyMap<string, IdentifierRow> =>
  new Map(
    [...people].flatMap(({ identifiers }) =>
      identifiers.map(
        (row) => [tokenOf({ system: row.id_system as Identifier['system'], value: row.value, scope: Number(row.scope) }), row] as const,
      ),
    ),
  );

/** Gives a person the numbers that are theirs: new ones, and those that stood on a record that is theirs as well. */
export function takeNumbers(
  person: { readonly id: number; readonly authorityId: number },
  rows: readonly Row[],
  tokens: readonly string[],
  held: ReadonlyMap<string, IdentifierRow>,
  circumstances: Circumstances,
): Change[] {
  return [...numbersIn(rows, new Set(tokens))].flatMap(([token, { identifier, loadId }]): Change[] => {
    const row = held.get(token);
    if (!row) {
      const facts = factColumns(circumstances.newId(), person, { ...circumstances, loadId });
      return [insert(IdentifierRow, { ...facts, id_system: identifier.system, value: identifier.value, scope: identifier.scope })];
    }
    if (Number(row.person_id) === person.id) return [];
    return [update(IdentifierRow, Number(row.id), { person_id: person.id, authority_id: person.authorityId })];
  });
}

/** Lets go of a number that no file gives to anybody any more, so that it may be registered again. What it was stays on the record. */
export const releaseNumber = (row: IdentifierRow): Change =>
  update(IdentifierRow, Number(row.id), { id_system: `WAS_${row.id_system}`, scope: Number(row.person_id) });

export const giveUpRecord = ({ row }: HeldPerson, { at }: Circumstances): Change[] =>
  changePerson(toPerson(row), { authority_id: NOBODYS_AREA, health_commissioner_id: null, version: Number(row.version) + 1 }, at);

/** The record's next version, with what files say differently of the person. */
export const nextVersion = ({ row }: HeldPerson, patch: Partial<PersonRow>, { at }: Circumstances): Change[] => {
  const version = Number(row.version) + 1;
  return Object.keys(patch).length === 0 ? [update(PersonRow, Number(row.id), { version })] : changePerson(toPerson(row), { ...patch, version }, at);
};
