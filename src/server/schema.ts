import { type GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import './rule-book';
import { AccessLogResolver } from '../audit/access-log.resolver';
import { AwardResolver } from '../budgets/award/award.resolver';
import { BudgetItemResolver, PlanItemsResolver } from '../budgets/standing/line-fields.resolver';
import { PlanItemView, SectionJItemView } from '../budgets/lines/line.graph';
import { SufficiencyReviewResolver } from '../budgets/change/sufficiency-review.resolver';
import { ReleaseResolver } from '../budgets/running/release.resolver';
import { ReductionResolver } from '../budgets/change/reduction.resolver';
import { SettlingResolver } from '../budgets/spending/settling.resolver';
import { SpendingResolver } from '../budgets/spending/spending.resolver';
import { CareChargesResolver, ChargeResolver } from '../budgets/charge/charge.resolver';
import { DeathAndPlanEndResolver } from '../budgets/running/death-and-plan-end.resolver';
import { QueueResolver } from '../dashboards/queue.resolver';
import { SummaryResolver } from '../dashboards/summary.resolver';
import { ReviewsAndDisputesOfBudgetResolver, ReviewsAndDisputesResolver } from '../oversight/reviews-and-disputes.resolver';
import { EmergenciesOfPersonResolver, EmergencyAccessResolver } from '../oversight/emergency-access.resolver';
import { LifeOfPersonResolver } from '../people/life.resolver';
import { PeopleResolver } from '../people/people.resolver';
import { TiesResolver } from '../people/ties.resolver';
import { PlansResolver } from '../plans/plans.resolver';
import { CalculatorsResolver } from '../calculators/calculators.resolver';
import { FindPeopleResolver } from '../pool/find-people.resolver';
import { DecisionPoolResolver, PersonPoolResolver, PoolResolver } from '../pool/pool.resolver';
import { TransitionsResolver } from '../pool/transitions.resolver';
import { keepBounds } from './bounds';
import { sayWhatIsMeant } from './words/schema-descriptions';
import { LinesResolver } from '../budgets/lines/lines.resolver';
import { AgreementResolver } from '../budgets/agreement/agreement.resolver';
import { WithdrawAgreementResolver } from '../budgets/agreement/withdraw-agreement.resolver';
import { JoinResolver } from '../budgets/agreement/join.resolver';
import { ArrangementResolver } from '../budgets/holding/arrangement.resolver';
import { IncreaseResolver } from '../budgets/change/increase.resolver';
import { AlongsideResolver } from '../budgets/change/alongside.resolver';
import { EndResolver } from '../budgets/running/end.resolver';
import { OrganisationsResolver } from '../people/organisations.resolver';
import { PublishedResolver } from '../calculators/published.resolver';
import { PassOnResolver } from '../budgets/running/pass-on.resolver';
import { VoidResolver } from '../budgets/mistakes/void.resolver';
import { CorrectionsOfBudgetResolver, CorrectionsOfPersonResolver } from '../budgets/mistakes/corrections.resolver';
import { DecideInvoiceResolver } from '../budgets/spending/decide-invoice.resolver';

interface FieldMetadata {
  readonly target: { readonly prototype: object };
  readonly methodName: string;
  readonly kind?: 'internal' | 'external';
}
interface ArgumentDirective {
  readonly target: object;
  readonly fieldName: string;
  readonly parameterIndex: number;
}
interface GraphMetadata {
  fieldResolvers: readonly FieldMetadata[];
  argumentDirectives: readonly ArgumentDirective[];
  readonly resolverClasses: readonly { readonly target: object; readonly getObjectType: () => object }[];
  readonly authorizedFields: readonly { readonly target: object; readonly fieldName: string }[];
}

/**
 * type-graphql (2.0.0-rc.4) wraps every getter in a resolver of its own, `simpleResolvers` or not, which costs a page of pools
 * a tenth of its processor time. graphql-js reads a property by itself, so they are taken for the properties that they are;
 * one that names who may read it keeps its resolver.
 */
function readGettersAsProperties(metadata: GraphMetadata): void {
  const isOpenGetter = ({ target, methodName, kind }: FieldMetadata): boolean =>
    kind === 'internal' &&
    Object.getOwnPropertyDescriptor(target.prototype, methodName)?.get !== undefined &&
    !metadata.authorizedFields.some((field) => field.target === target && field.fieldName === methodName);
  metadata.fieldResolvers = metadata.fieldResolvers.filter((field) => !isOpenGetter(field));
}

/**
 * What stands beside an argument (@Within) of a field that is resolved in a class of its own is looked for, by type-graphql, at the type that
 * has the field: it is put there as well.
 */
function takeAlongWhatStandsBesideArguments(metadata: GraphMetadata): void {
  const known = metadata.argumentDirectives;
  const taken = metadata.fieldResolvers.flatMap(({ target, methodName, kind }) => {
    const type = kind === 'external' ? metadata.resolverClasses.find((each) => each.target === target)?.getObjectType() : undefined;
    const beside = known.filter((each) => each.target === target && each.fieldName === methodName);
    return type === undefined || known.some((each) => each.target === type && each.fieldName === methodName)
      ? []
      : beside.map((each) => ({ ...each, target: type }));
  });
  metadata.argumentDirectives = [...known, ...taken];
}

/** The whole graph, built from the rooms' own types and fields. */
export function buildHubSchema(): GraphQLSchema {
  const { TypeGraphQLMetadataStorage: metadata } = globalThis as unknown as { readonly TypeGraphQLMetadataStorage: GraphMetadata };
  readGettersAsProperties(metadata);
  takeAlongWhatStandsBesideArguments(metadata);
  const schema = buildSchemaSync({
    resolvers: [
      PoolResolver,
      FindPeopleResolver,
      PersonPoolResolver,
      TransitionsResolver,
      DecisionPoolResolver,
      CalculatorsResolver,
      LifeOfPersonResolver,
      PeopleResolver,
      TiesResolver,
      PlansResolver,
      PlanItemsResolver,
      BudgetItemResolver,
      AwardResolver,
      LinesResolver,
      AgreementResolver,
      WithdrawAgreementResolver,
      JoinResolver,
      ArrangementResolver,
      IncreaseResolver,
      AlongsideResolver,
      EndResolver,
      PassOnResolver,
      OrganisationsResolver,
      VoidResolver,
      PublishedResolver,
      CorrectionsOfPersonResolver,
      CorrectionsOfBudgetResolver,
      DecideInvoiceResolver,
      AccessLogResolver,
      ReleaseResolver,
      ReductionResolver,
      SettlingResolver,
      SpendingResolver,
      ReviewsAndDisputesResolver,
      ReviewsAndDisputesOfBudgetResolver,
      EmergencyAccessResolver,
      EmergenciesOfPersonResolver,
      ChargeResolver,
      CareChargesResolver,
      DeathAndPlanEndResolver,
      SufficiencyReviewResolver,
      SummaryResolver,
      QueueResolver,
    ],
    orphanedTypes: [SectionJItemView, PlanItemView],
    validate: false,
  });
  return keepBounds(sayWhatIsMeant(schema));
}
