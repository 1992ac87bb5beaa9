import type { Remark, Row } from '../statements/row.types';
import { makeCards } from './card.makes';
import { makeCare } from './care.makes';
import { makeEhcPlans } from './ehc-plan.makes';
import { makeElementThree } from './element-3.makes';
import { makeHealth } from './health.makes';
import { personTarget, warnOfOtherBirthDates } from './person.makes';
import { makeRas } from './ras.makes';
import { makeSectionJ } from './section-j.makes';
import { TargetBuilder } from './target-builder';
import type { Surroundings, Target } from './target.types';

/** The order in which one may rest on another: plans first, then what files agree, then lines and how they are held. */
const MAKERS = [makeEhcPlans, makeElementThree, makeRas, makeCare, makeHealth, makeSectionJ, makeCards];

export const NO_TARGET: Target = { person: null, things: new Map(), verdicts: new Map() };

/** What a person's facts should be by all the rows about them. Pure: the same rows in any order give the same. */
export function targetOf(rows: readonly Row[], around: Surroundings, disputed: ReadonlyMap<number, Remark>): Target {
  const inOrder = [...rows].sort((a, b) => (a.text === b.text ? a.id - b.id : a.text < b.text ? -1 : 1));
  const agreed = inOrder.filter(({ id }) => !disputed.has(id));
  const person = personTarget(agreed, around);
  if (person === null) return NO_TARGET;
  const making = new TargetBuilder(inOrder, person, around);
  for (const row of inOrder) {
    const dispute = disputed.get(row.id);
    if (dispute) making.remark(row, dispute);
  }
  warnOfOtherBirthDates(making);
  for (const make of MAKERS) make(making);
  return { person, things: making.things, verdicts: making.verdicts() };
}
