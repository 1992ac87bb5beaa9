import type { Day } from '../vocabulary/day';
import type { Service } from '../policy/pack.types';
import type { ArrangementKind } from './stream.types';

/** A service somebody asks a stream to pay for, and how they would hold the money (null: not said). */
export interface ServiceAsked {
  readonly service: Service;
  readonly arrangement: ArrangementKind | null;
  readonly dateOfBirth: Day;
  /** Is the child educated otherwise than in a school or college? */
  readonly educatedOtherwise?: boolean;
}
