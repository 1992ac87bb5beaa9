import { revise } from '../../database/changes';
import { badInput, forbidden } from '../../vocabulary/refusal';
import { ConsultationRow } from '../record/consultation.entity';
import { noted } from '../record/revisions';
import { consultationRow, ofConsultation } from './reduction.decisions';

export interface ReductionToWithdraw {
  readonly consultationId: number;
  readonly reason: string;
}
/** Whoever proposed a cut takes the proposal back, or a manager does, before it is applied: the budget stays as it is, and what was said stays on record. */
export const withdrawReduction = ofConsultation<ReductionToWithdraw>(
  'withdrawReduction',
  'WRITES',
  ({ budget, facts, consultation }, { reason }, circumstances) => {
    const { actor, at } = circumstances;
    if (consultation.proposedBy !== actor.subject && actor.role !== 'SERVICE_MANAGER')
      throw forbidden('A proposal is withdrawn by whoever made it, or by a service manager.');
    if (consultation.appliedOn !== null || consultation.status === 'APPLIED')
      throw badInput(
        'consultationId',
        'The cut is applied: say that it was a mistake (voidRecord, BUDGET with its version), or decide a reconsideration.',
      );
    if (consultation.status === 'DROPPED') throw badInput('consultationId', 'The proposal was dropped already.');
    return {
      results: [],
      changes: [
        ...revise(ConsultationRow, consultationRow(consultation, budget, facts, circumstances), { status: 'DROPPED' }, at),
        ...noted(budget, 'withdrawReduction', circumstances, reason.trim()),
      ],
      id: consultation.id,
    };
  },
);
