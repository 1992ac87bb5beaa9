import type { BudgetState } from '../../streams/stream.types';
import { type Amount, exceeds, less } from '../../vocabulary/amount';

type Charged = Pick<BudgetState, 'agreed' | 'contribution'>;

/** Agreed less what the person pays, never below zero; null while nothing is agreed. */
export const netOf = ({ agreed, contribution }: Charged): Amount | null => agreed && (contribution ? less(agreed, [contribution]) : agreed);

/** What the person pays of what is agreed, and no more than it; null while nothing is agreed: a charge that is assessed before takes nothing from nothing. */
export const chargedOf = ({ agreed, contribution }: Charged): Amount | null =>
  agreed && contribution && (exceeds([contribution], agreed) ? agreed : contribution);
