import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { IDENTIFIER_SYSTEMS } from '../person/person.types';
import { enumOf } from '../vocabulary/amount.graph';
import type { CheckedIdentifier } from './identifier.rules';

export const IdentifierSystemEnum = enumOf(IDENTIFIER_SYSTEMS);
registerEnumType(IdentifierSystemEnum, { name: 'IdentifierSystem', description: "What kind of number it is: national, or a council's own." });

@ObjectType('IdentifierCheck', { simpleResolvers: true, description: '`valid` means format and check digit, not that it was ever issued.' })
export class IdentifierCheckView {
  constructor(private readonly check: CheckedIdentifier) {}
  @Field(() => Boolean, { description: 'Do its format and its check digit or letter agree?' })
  get valid(): boolean {
    return this.check.valid;
  }
  @Field(() => String, { nullable: true, description: 'As it is stored: no spaces or hyphens, capitals; null where it is not valid.' })
  get normalised(): string | null {
    return this.check.normalised;
  }
  @Field(() => String, { nullable: true, description: 'Why it is not valid; null where it is.' })
  get reason(): string | null {
    return this.check.reason;
  }
}
