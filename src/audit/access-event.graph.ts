import { Field, ObjectType } from 'type-graphql';
import { PageInfoView } from '../vocabulary/page.graph';
import type { Instant } from '../vocabulary/day';
import { DateTimeScalar } from '../vocabulary/scalars.graph';

@ObjectType('AccessEvent', { simpleResolvers: true, description: 'One look at a record, or one change of it.' })
export class AccessEventView {
  @Field(() => DateTimeScalar, { description: 'The instant of the look or change.' })
  at!: Instant;
  @Field(() => String, { description: 'Who, by the name they had then.' })
  who!: string;
  @Field(() => String, { description: 'The role in which they acted.' })
  role!: string;
  @Field(() => String, { description: 'The organisation that they acted for.' })
  organisation!: string;
  @Field(() => String, { nullable: true, description: 'Why, as they stated it.' })
  purpose!: string | null;
  @Field(() => String, { description: 'READ, EMERGENCY (a record was opened in one), EMERGENCY_READ (a look by virtue of it), or what was changed.' })
  action!: string;
}

@ObjectType('AccessEventEdge', { simpleResolvers: true, description: 'One event and where it is in the list.' })
export class AccessEventEdgeView {
  @Field(() => AccessEventView, { description: 'The event at this place of the list.' })
  node!: AccessEventView;
  @Field(() => String, { description: 'Its place in the list.' })
  cursor!: string;
}

@ObjectType('AccessEventConnection', { simpleResolvers: true, description: 'A page of events, newest first.' })
export class AccessEventConnectionView {
  @Field(() => [AccessEventEdgeView], { description: 'The events of this page.' })
  edges!: AccessEventEdgeView[];
  @Field(() => PageInfoView, { description: 'Where the page is in the list.' })
  pageInfo!: PageInfoView;
}
