import { registerEnumType } from 'type-graphql';
import { enumOf } from '../vocabulary/amount.graph';
import { IDENTIFIER_SYSTEMS } from './person.types';

export const IdentifierSystemEnum = enumOf(IDENTIFIER_SYSTEMS);
registerEnumType(IdentifierSystemEnum, { name: 'IdentifierSystem', description: 'A system of numbers that people are known by.' });
