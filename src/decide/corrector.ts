import type { RowSets } from '../database/changes';
import type { Reading } from '../database/reading';
import type { Declaration, Find } from '../mutation/declaration';
import type { Mistaken } from '../person/correction.types';
import type { PersonalFacts } from '../person/person.types';

/** Puts a mistake right in the change that comes with it: what that takes is known further up (`budgets/mistakes/`). */
export interface Corrector<Facts extends PersonalFacts> {
  /** The change, with whoever the mistake is about among those whom it concerns. */
  about<Input>(declaration: Declaration<Input, Facts>, mistaken: Mistaken): Declaration<Input, Facts>;
  /** The change, decided without the mistake, which is void with it. `rows`: what is known of everyone concerned. */
  rightly<Input>(
    declaration: Declaration<Input, Facts>,
    mistaken: Mistaken,
    asking: { readonly reading: Reading; readonly find: Find; readonly rows: RowSets },
  ): Promise<Declaration<Input, Facts>>;
}
