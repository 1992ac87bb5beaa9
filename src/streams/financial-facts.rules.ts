import { addDays, type Day } from '../vocabulary/day';
import type { FinancialFacts } from './financial-facts.types';

const TWELVE_WEEKS = 84;
/** The first day after the 12 weeks that begin with the day on which somebody moves into a care home to stay (SI 2014/2672 schedule 2 para 2). */
export const twelveWeeksAfter = (moved: Day): Day => addDays(moved, TWELVE_WEEKS);

/** The first day on which the main home counts, where it is the 12 weeks alone that keep it out; null where they do not decide. */
export function homeCountsFrom({
  setting,
  property = [],
  careHomeSince,
}: Pick<FinancialFacts, 'setting' | 'property' | 'careHomeSince'>): Day | null {
  const waits = setting === 'CARE_HOME' && property.some(({ mainHome, livedInBy }) => mainHome && livedInBy.length === 0);
  return waits && careHomeSince ? twelveWeeksAfter(careHomeSince) : null;
}
