import { FUNDING_STREAMS } from '../../streams/streams';
import { onStreamBudget } from '../caller/budget-mutation';
import { reviseBudget } from '../record/revisions';

export interface ShownInPool {
  readonly streamBudgetId: number;
  readonly shown: boolean;
}
/** The choice of the person, or of who speaks for them, whether their health budget is shown with the rest; their commissioner may record it. */
export const showInPool = onStreamBudget<ShownInPool>('showInPool', 'SPEAKS', ({ budget }, { shown }, circumstances) => ({
  results: FUNDING_STREAMS[budget.stream].saysOfShowing(shown, budget.id),
  changes: reviseBudget(budget, { action: 'showInPool', patch: () => ({ shownInPool: shown }) }, circumstances),
}));
