import { parseId } from '../../vocabulary/id';

export const budgetIdOf = (id: string): number => parseId(id, 'streamBudgetId');
