import { graphql, type GraphQLSchema } from 'graphql';
import { join } from 'node:path';
import { buildSchemaSync } from 'type-graphql';
import { CalculatorsResolver } from '../../src/calculators/calculators.resolver';
import { loadPolicies } from '../../src/policy/policies';
import { keepBounds } from '../../src/server/bounds';
import { HubError } from '../../src/vocabulary/refusal';

/** The packs that come with the hub and those written for the tests. */
export const policies = loadPolicies({ extraDirectory: join(__dirname, '..', 'policy', 'packs') });

let built: GraphQLSchema | null = null;
export const schema = (): GraphQLSchema => (built ??= keepBounds(buildSchemaSync({ resolvers: [CalculatorsResolver], validate: false })));

interface AskedRule {
  readonly id: string;
}
export interface AskedResult {
  readonly rule: AskedRule;
  readonly effect: string;
  readonly message: string;
  readonly fix: string | null;
  readonly subject: string | null;
}
export interface AskedCalculation {
  readonly amount: { readonly value: string; readonly every: string; readonly perYear: string; readonly perWeek: string | null } | null;
  readonly upTo: boolean;
  readonly band: string | null;
  readonly steps: readonly { readonly label: string; readonly detail: string; readonly amount: string | null; readonly rule: AskedRule | null }[];
  readonly results: readonly AskedResult[];
  readonly policy: { readonly name: string; readonly version: string; readonly draft: boolean } | null;
}

/** Asks the graph, without a sign-in. Throws the hub's own error where the request is broken. */
export async function ask<Answer>(query: string, variableValues: Record<string, unknown> = {}): Promise<Answer> {
  const { data, errors } = await graphql({
    schema: schema(),
    source: query,
    variableValues,
    contextValue: { policies, clock: { today: () => '2025-10-01' } },
  });
  const [error] = errors ?? [];
  if (error) throw error.originalError ?? error;
  return data as Answer;
}

const PARTS = `{ amount { value every perYear perWeek } upTo band steps { label detail amount rule { id } }
  results { rule { id } effect message fix subject } policy { name version draft } }`;
const ARGUMENTS: Readonly<Record<string, string>> = {
  authority: 'String!',
  on: 'Date!',
  band: 'String',
  needs: '[BandedNeedInput!]',
  setting: 'String',
  questionnaire: 'String',
  points: 'Int',
  hoursPerWeek: 'Decimal',
  hoursPerYear: 'Decimal',
  answers: '[AnswerInput!]',
  level: 'String',
  facts: 'FinancialFactsInput!',
};

/** One of the calculators, with the arguments that are given. */
export async function calculate(
  name: 'elementThreeTopUp' | 'childrensRas' | 'adultsRas' | 'carerAllocation' | 'adultContribution',
  given: Readonly<Record<string, unknown>>,
): Promise<AskedCalculation> {
  const names = Object.keys(given);
  const query = `query (${names.map((key) => `$${key}: ${ARGUMENTS[key] ?? '?'}`).join(', ')}) { answer: ${name}(${names.map((key) => `${key}: $${key}`).join(', ')}) ${PARTS} }`;
  return (await ask<{ answer: AskedCalculation }>(query, { ...given })).answer;
}

/** The error of a broken request. */
export async function faultOf(asked: Promise<unknown>): Promise<HubError> {
  try {
    await asked;
  } catch (error) {
    if (error instanceof HubError) return error;
    throw error;
  }
  throw new Error('the request was answered');
}
