import { type GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { AccessLogResolver } from '../audit/access-log.resolver';
import { AwardResolver } from '../budgets/award.resolver';
import { BudgetItemResolver, BudgetsResolver, PlanItemsResolver } from '../budgets/budgets.resolver';
import { PlanItemView, SectionJItemView } from '../budgets/item.graph';
import { ReconsideringResolver } from '../budgets/reconsidering.resolver';
import { EndingResolver } from '../budgets/ending.resolver';
import { LATER_RESOLVERS } from '../oversight/later.resolver';
import { PeopleResolver } from '../people/people.resolver';
import { TiesResolver } from '../people/ties.resolver';
import { PlansResolver } from '../plans/plans.resolver';
import { CalculatorsResolver } from '../pool/calculators.resolver';
import { DecisionPoolResolver, PersonPoolResolver, PoolResolver } from '../pool/pool.resolver';

/** The whole graph, built from the rooms' own types and fields. */
export const buildHubSchema = (): GraphQLSchema =>
  buildSchemaSync({
    resolvers: [
      PoolResolver,
      PersonPoolResolver,
      DecisionPoolResolver,
      CalculatorsResolver,
      PeopleResolver,
      TiesResolver,
      PlansResolver,
      PlanItemsResolver,
      BudgetItemResolver,
      AwardResolver,
      BudgetsResolver,
      AccessLogResolver,
      EndingResolver,
      ReconsideringResolver,
      ...LATER_RESOLVERS,
    ],
    orphanedTypes: [SectionJItemView, PlanItemView],
    validate: { forbidUnknownValues: false },
  });
