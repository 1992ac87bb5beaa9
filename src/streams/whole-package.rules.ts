import { law } from '../rules/laws';
import { defineRule } from '../rules/rule';

/** Of two streams: budgets/ finds out where it speaks. */
export const PHB_CHC_WHOLE = defineRule('PHB-CHC-WHOLE', {
  stream: 'HEALTH',
  effect: 'REFUSE',
  title:
    "Continuing healthcare is the NHS's whole package: no new adult social care budget or charge for the same needs; one that is running is flagged (WARN) from that day. That CHC exists is visible to the adults' worker",
  law: [law('NHS_RULES', 'regs 20 and 21'), law('CARE_ACT', 's.22')],
  source: 'Wakefield joint policy 2.2; SI 2012/2996',
});
