import { type Change, insert } from '../../database/changes';
import type { Circumstances } from '../../mutation/declaration';
import { factColumns, firstVersion } from '../../people/people.decisions';
import type { Budget } from './budget.loader';
import type { Movement } from './budget.types';
import type { PersonFacts } from './person-facts';
import { MovementRow } from './spending.entity';

type Inserted = Extract<Change, { readonly kind: 'insert' }> & { readonly row: MovementRow };

/** Money that was moved for days that are named, on record beside the budget of its owner. */
export function movement(
  kind: Movement['kind'],
  budget: Pick<Budget, 'id'>,
  { on, amount, covers }: Pick<Movement, 'on' | 'amount' | 'covers'>,
  owner: Pick<PersonFacts, 'person'>,
  circumstances: Circumstances,
): Inserted {
  const row: MovementRow = {
    ...factColumns(circumstances.newId(), owner.person, circumstances),
    ...firstVersion,
    budget_id: budget.id,
    arrangement_id: null,
    kind,
    moved_on: on,
    amount_pence: amount,
    note: circumstances.envelope.reason,
    covers_from: covers?.from ?? null,
    covers_to: covers?.to ?? null,
  };
  return { ...insert(MovementRow, row), row } as Inserted;
}
