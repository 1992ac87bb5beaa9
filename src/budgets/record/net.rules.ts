import type { BudgetState } from '../../streams/stream.types';
import { type Amount, less } from '../../vocabulary/amount';

/** Agreed less what the person pays, never below zero; null while nothing is agreed. */
export const netOf = ({ agreed, contribution }: Pick<BudgetState, 'agreed' | 'contribution'>): Amount | null =>
  agreed && (contribution ? less(agreed, [contribution]) : agreed);
