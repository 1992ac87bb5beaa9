import type { Item, PlanKind, PlanSection } from '../plans/plan.types';
import { law } from '../rules/laws';
import { defineRule } from '../rules/rule';
import { birthday, type Day } from '../vocabulary/day';
import type { Stream } from '../vocabulary/stream';

export const EDU_SECTION = defineRule('EDU-SECTION', {
  stream: 'EDUCATION',
  effect: 'REFUSE',
  title: "A Section J item's stream follows the section that holds it: F education, G health, H1 and H2 social care",
  law: law('CHILDREN_AND_FAMILIES', 's.37'),
  source: 'Wakefield joint policy 3.2.1; Children and Families Act 2014 s.37',
});

/**
 * The stream of a section of an EHC plan on a day (CFA 2014 s.37): F education, G health, H1 and H2 children's social care
 * until the 18th birthday, H2 adult social care from it. H1 (CSDPA 1970 s.2) is a child's and stays so.
 */
export function streamOfSection(section: PlanSection, dateOfBirth: Day, on: Day): Stream {
  if (section === 'F') return 'EDUCATION';
  if (section === 'G') return 'HEALTH';
  return section === 'H2' && birthday(dateOfBirth, 18) <= on ? 'ADULT_SOCIAL_CARE' : 'CHILDRENS_SOCIAL_CARE';
}

export const streamOfItem = (item: Pick<Item, 'section' | 'stream'>, dateOfBirth: Day, on: Day): Stream =>
  item.section === null ? (item.stream ?? 'OTHER') : streamOfSection(item.section, dateOfBirth, on);

/** Whose law each kind of plan is made under: an EHC plan is the school system's, whatever else it holds. */
export const STREAM_OF_PLAN: Record<PlanKind, Stream> = {
  EHC_PLAN: 'EDUCATION',
  CARE_AND_SUPPORT_PLAN: 'ADULT_SOCIAL_CARE',
  CARER_SUPPORT_PLAN: 'CARER',
  CHILD_CARE_PLAN: 'CHILDRENS_SOCIAL_CARE',
  HEALTH_CARE_PLAN: 'HEALTH',
};
