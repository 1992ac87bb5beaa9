import type { RuleResult } from '../../rules/rule';
import type { BudgetState } from '../../streams/stream.types';
import type { Budget } from './budget.loader';

/** The steps of a budget's life that rules ask about. */
export type LifeStep = 'AWARD' | 'AGREE' | 'RELEASE';

const MADE_HERE: Readonly<Record<LifeStep, string | null>> = { AWARD: null, AGREE: 'agreeBudget', RELEASE: 'releaseBudget' };
const REACHED: Readonly<Record<LifeStep, readonly BudgetState['status'][]>> = {
  AWARD: ['INDICATIVE', 'AGREED', 'RELEASED', 'SUSPENDED'],
  AGREE: ['AGREED', 'RELEASED', 'SUSPENDED'],
  RELEASE: ['RELEASED', 'SUSPENDED'],
};

/** Was a step taken elsewhere, before a file brought the budget? What is loaded is taken as it was, so that step is not asked for again. */
export const wasLoaded = ({ revisions }: Pick<Budget, 'revisions'>, state: Pick<BudgetState, 'origin' | 'status'>, step: LifeStep): boolean =>
  state.origin === 'IMPORTED' && REACHED[step].includes(state.status) && !revisions.some(({ action }) => action === MADE_HERE[step]);

/** What would stop a step that was taken elsewhere only warns: it was loaded without it. */
export const softened = (results: readonly RuleResult[], loaded: boolean): readonly RuleResult[] =>
  loaded
    ? results.map((result) =>
        result.effect === 'REFUSE' || result.effect === 'NEEDS_AGREEMENT'
          ? {
              ...result,
              effect: 'WARN',
              message: result.message.startsWith('Loaded') ? result.message : `Loaded without this on record. ${result.message}`,
            }
          : result,
      )
    : results;
