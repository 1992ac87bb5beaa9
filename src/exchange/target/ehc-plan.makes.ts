import { streamOfSection } from '../../streams/sections.rules';
import { FUNDING_STREAMS } from '../../streams/streams';
import type { Day } from '../../vocabulary/day';
import { latest } from '../statements/row';
import type { NeedSaid, Row } from '../statements/row.types';
import { lastLoad, rowsBy, type TargetBuilder } from './target-builder';

/** An EHC plan lasts as long as education may: its section F is what makes it one. */
const planAge = (born: Day, on: Day) => FUNDING_STREAMS[streamOfSection('F', born, on)].atAge(born, on);

export const ehcPlanKey = (start: Day): string => `EHC|${start}`;

/** The needs behind a plan, the first in rank first: those of its own request, else of the return that names none. */
function needsOf(received: Day | null, needs: readonly Row<NeedSaid>[]): string | null {
  const own = needs.filter(({ said }) => said.received === received);
  const ranked = [...rowsBy(own, ({ said }) => `${said.rank} ${said.rank === 99 ? said.need : ''}`).values()].flatMap((rows) => latest(rows) ?? []);
  const words = ranked.sort((a, b) => a.said.rank - b.said.rank || (a.said.need < b.said.need ? -1 : 1)).map(({ said }) => said.need);
  return words.length === 0 ? null : [...new Set(words)].join(' ');
}

/**
 * EHC plans of the SEN2 return. What it says of budgets (taken up, organised arrangements, direct payments) stands beside the plan for
 * comparison and never becomes money.
 */
export function makeEhcPlans(making: TargetBuilder): void {
  const needs = making.of('NEED');
  for (const { said } of making.of('SETTING')) making.around.organisation('EDUCATION_SETTING', said.code);
  const plans = making.of('EHC_PLAN').filter((row) => !making.never(row, 'startdate', planAge(making.person.born, row.said.start)));
  for (const [start, rows] of rowsBy(plans, ({ said }) => said.start)) {
    const said = latest(rows)?.said;
    if (!said) continue;
    const key = ehcPlanKey(start);
    const loadId = lastLoad(rows);
    making.add({
      kind: 'PLAN',
      key,
      loadId,
      refs: {},
      row: {
        kind: 'EHC_PLAN',
        status: said.ceased === null ? 'AGREED' : 'CEASED',
        from_on: start,
        to_on: null,
        review_every_months: null,
        agreed_on: start,
        agreed_by: `${making.around.authority.name} (SEN2 return)`,
        ceased_on: said.ceased,
        cease_ground: said.ceaseReason,
      },
    });
    making.add({
      kind: 'RETURNED',
      key: `${key}|returned`,
      loadId,
      refs: { plan_id: key },
      row: {
        budget_taken_up: said.budgetTakenUp,
        organised_arrangements: said.organisedArrangements,
        direct_payments: said.directPayments,
        needs: needsOf(said.received, needs),
      },
    });
  }
}
