import { Max, MaxLength, Min, MinLength } from 'class-validator';
import { Field, InputType, Int, registerEnumType } from 'type-graphql';
import { enumOf } from '../../vocabulary/amount.graph';
import { NEED_TIERS, type NeedTier } from '../../policy/pack.types';
import type { BandedNeed } from './top-up.rules';

export const NeedTierEnum = enumOf(NEED_TIERS);
registerEnumType(NeedTierEnum, { name: 'NeedTier', description: 'How high a need lies within its level.' });

@InputType({ description: 'A need by its strand and level in the table of an authority.' })
export class BandedNeedInput {
  @MinLength(1, { message: 'A strand is not empty.' })
  @MaxLength(100, { message: 'A strand has at most 100 characters.' })
  @Field(() => String, { description: 'The code of the strand, such as 1A.' })
  strand!: string;
  @Min(0, { message: 'A level is not negative.' })
  @Max(100, { message: 'A level is at most 100.' })
  @Field(() => Int, { description: 'The level in the table.' })
  level!: number;
  @Field(() => NeedTierEnum, { nullable: true, description: 'Where the level has three amounts: which of them.' })
  tier?: NeedTier | null;
}

export const bandedNeed = ({ strand, level, tier }: BandedNeedInput): BandedNeed => ({ strand, level, tier: tier ?? null });
