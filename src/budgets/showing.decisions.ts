import { shownOnlyIfTheySaySo } from '../streams/health/eligibility.rules';
import { onStreamBudget } from './on-budget';
import { reviseBudget } from './revisions';

export interface ShownInPool {
  readonly streamBudgetId: number;
  readonly shown: boolean;
}
/** The choice of the person, or of who speaks for them, whether their health budget is shown with the rest; their commissioner may record it. */
export const showInPool = onStreamBudget<ShownInPool>('showInPool', 'SPEAKS', ({ budget }, { shown }, circumstances) => ({
  results: budget.stream === 'HEALTH' ? shownOnlyIfTheySaySo(shown, budget.id) : [],
  changes: reviseBudget(budget, { action: 'showInPool', patch: () => ({ shownInPool: shown }) }, circumstances),
}));
