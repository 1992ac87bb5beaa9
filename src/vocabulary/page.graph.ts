import { Field, ObjectType } from 'type-graphql';

@ObjectType('PageInfo', { simpleResolvers: true, description: 'Where a page is in its list.' })
export class PageInfoView {
  @Field(() => Boolean, { description: 'Is there a page after it?' })
  hasNextPage!: boolean;
  @Field(() => Boolean, { description: 'Is there a page before it?' })
  hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true, description: 'The cursor of its first row.' })
  startCursor!: string | null;
  @Field(() => String, { nullable: true, description: 'The cursor of its last row: `after` for the next page.' })
  endCursor!: string | null;
}
