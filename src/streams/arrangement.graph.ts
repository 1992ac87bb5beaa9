import { registerEnumType } from 'type-graphql';
import { enumOf } from '../vocabulary/amount.graph';
import { ARRANGEMENT_KINDS } from './stream.types';

export const ArrangementKindEnum = enumOf(ARRANGEMENT_KINDS);
registerEnumType(ArrangementKindEnum, { name: 'ArrangementKind', description: 'How part of a budget is held.' });
