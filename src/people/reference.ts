import { type Change, insert, update } from '../database/changes';
import type { Store } from '../database/store';
import type { Day } from '../vocabulary/day';
import { type ListedOrganisation, shippedLists } from './organisation-list';
import { organisationRow, toOrganisation, unnamed } from './organisations';
import { OrganisationRow } from './person.entity';

/** What bringing a list did. */
export interface BroughtList {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: number;
  /** Held by a list that is newer than this one: left as they are. */
  readonly older: number;
}

interface Difference extends BroughtList {
  readonly missing: readonly (ListedOrganisation & { readonly on: Day })[];
  readonly updates: readonly Change[];
}
type Dated = { readonly on: Day; readonly rows: readonly ListedOrganisation[] };

/** The row as the list has it: what the list leaves out stands as it was. */
function asListed(row: OrganisationRow, listed: ListedOrganisation, on: Day): OrganisationRow {
  const known = toOrganisation(row);
  return organisationRow({
    ...known,
    name: listed.name ?? known.name,
    onsCode: listed.ons ?? known.onsCode,
    formerCodes: listed.formerOns ?? known.formerCodes,
    from: listed.from ?? known.from,
    to: listed.to === undefined ? known.to : listed.to,
    successors: listed.successors ?? known.successors,
    listedOn: on,
  });
}

const FACTS = ['name', 'ons_code', 'former_codes', 'from_on', 'to_on', 'successors', 'listed_on'] as const;
const sameFacts = (a: OrganisationRow, b: OrganisationRow): boolean => FACTS.every((column) => a[column] === b[column]);

/** What differs between the lists and what the hub holds. A list changes nothing that a newer one has said. */
async function difference(store: Store, lists: readonly Dated[]): Promise<Difference> {
  const rows = await store.reading.rows<OrganisationRow>('SELECT * FROM organisation');
  const known = new Map(rows.map((row) => [`${row.kind} ${row.code}`, row]));
  const missing: (ListedOrganisation & { readonly on: Day })[] = [];
  const updates: Change[] = [];
  const changed: string[] = [];
  let [unchanged, older] = [0, 0];
  for (const { on, rows: listed } of lists)
    for (const each of listed) {
      const row = known.get(`${each.kind} ${each.code}`);
      if (!row) missing.push({ ...each, on });
      else if (row.listed_on !== null && row.listed_on > on) older++;
      else {
        const { id, ...next } = asListed(row, each, on);
        if (sameFacts(row, { id, ...next })) unchanged++;
        else {
          updates.push(update(OrganisationRow, id, next));
          changed.push(each.code);
        }
      }
    }
  return { missing, updates, added: missing.map(({ code }) => code), changed, unchanged, older };
}

async function bring(store: Store, lists: readonly Dated[]): Promise<BroughtList> {
  const first = await difference(store, lists);
  if (first.missing.length + first.updates.length === 0) return first;
  // Hubs that start together find the same things missing together.
  return store.alone('lists', async () => {
    const found = await difference(store, lists);
    if (found.missing.length + found.updates.length === 0) return found;
    await store.ids.ensure(found.missing.length);
    const inserts = found.missing.map(({ on, ...each }) =>
      insert(OrganisationRow, asListed(organisationRow(unnamed(each.kind, each.code, store.ids.take())), each, on)),
    );
    await store.write(async (tx) => tx.apply([...inserts, ...found.updates]));
    return found;
  });
}

/** Puts the lists that come with the hub in. Run at every start; changes nothing twice, and nothing that a newer list has said. */
export async function keepReferenceLists(store: Store): Promise<void> {
  await bring(
    store,
    shippedLists().map(({ on, rows }) => ({ on: on ?? '2000-01-01', rows })),
  );
}

/** Brings a list that a council or a board has read from its publisher, as of a day. */
export const bringList = (store: Store, rows: readonly ListedOrganisation[], on: Day): Promise<BroughtList> => bring(store, [{ on, rows }]);
