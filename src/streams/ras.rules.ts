import type { Amount } from '../vocabulary/amount';
import type { Day } from '../vocabulary/day';
import type { Thousandths } from '../vocabulary/money';
import type { CareBasis } from './stream.types';

/** What a resource allocation system was told and what it said, for children's and for adults' care alike. */
export interface RasOutcome {
  readonly eligible: boolean;
  readonly legalBasis: CareBasis | null;
  readonly questionnaire: string | null;
  readonly points: number | null;
  readonly hoursPerWeek: Thousandths | null;
  readonly hoursPerYear?: Thousandths | null;
  readonly answers: readonly { readonly question: string; readonly answer: string }[];
  readonly indicative: Amount | null;
  readonly assessedOn: Day;
  readonly assessedBy: string;
  readonly from: Day;
  readonly to: Day | null;
}
