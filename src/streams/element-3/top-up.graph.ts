import { Field, InputType, Int, registerEnumType } from 'type-graphql';
import { LONGEST_REFERENCE, line, whole } from '../../vocabulary/bounds';
import { Within } from '../../vocabulary/bounds.graph';
import { enumOf } from '../../vocabulary/amount.graph';
import { NEED_TIERS, type NeedTier } from '../../policy/table.types';
import type { BandedNeed } from './top-up.rules';

export const NeedTierEnum = enumOf(NEED_TIERS);
registerEnumType(NeedTierEnum, { name: 'NeedTier', description: 'How high a need lies within its level.' });

/** How many needs are banded at most. */
export const MOST_NEEDS = 50;

@InputType({ description: 'A need by its strand and level in the table of an authority.' })
export class BandedNeedInput {
  @Within(line(LONGEST_REFERENCE))
  @Field(() => String, { description: 'The code of the strand, such as 1A.' })
  strand!: string;
  @Within(whole(0, 100))
  @Field(() => Int, { description: 'The level in the table.' })
  level!: number;
  @Field(() => NeedTierEnum, { nullable: true, description: 'Where the level has three amounts: which of them.' })
  tier?: NeedTier | null;
}

export const bandedNeed = ({ strand, level, tier }: BandedNeedInput): BandedNeed => ({ strand, level, tier: tier ?? null });
