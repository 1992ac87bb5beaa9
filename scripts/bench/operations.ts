/** The day that both operations ask about: the made-up people's budgets are spread around it. */
export const AS_OF = '2025-10-01';
export const PAGE = 50;

const TOTAL = '{ perWeek perYear oneOff }';
const AMOUNT = '{ value every weeksPerYear perWeek perYear }';

export const ONE_POOL = `query OnePool($id: ID!, $asOf: Date!) {
  person(id: $id) {
    id name dateOfBirth
    pooledBudget(asOf: $asOf) {
      asOf label completeness
      indicative ${TOTAL} agreed ${TOTAL} contribution ${TOTAL} net ${TOTAL}
      heldAs { kind amount ${TOTAL} }
      streams {
        id stream funder { code name } from to visibility status version
        indicative ${AMOUNT} agreed ${AMOUNT} contribution ${AMOUNT} net ${AMOUNT} unallocated ${AMOUNT}
        source {
          __typename
          ... on ElementThreeAward { band topUp { value every } elementOne elementTwo setting { code name } released { value every } settingAgreement { givenBy role on } }
          ... on RasOutcome { system points band allotted: indicative { value every } assessedOn }
          ... on CarerAllocation { level allotted: indicative { value every } caredForConsent { givenBy role on } }
          ... on HealthBudget { eligibility rightToHave baseline { value every } decidedBy { code name } decidedOn shownInPool }
          ... on OtherFunding { paidBy: funder purpose }
        }
        items {
          __typename id stream service description outcome { ref text tags } cost ${AMOUNT} from to
          ... on SectionJItem { reference section quantity }
        }
        arrangements { id kind holder holderName amount { value every } from to agreementSignedOn }
        history { at by action reason status effectiveOn amount { value every } }
      }
    }
  }
}`;

export const POOL_PAGE = `query PoolPage($after: String, $asOf: Date!) {
  pooledBudgets(filter: { asOf: $asOf }, first: ${PAGE}, after: $after) {
    edges {
      cursor
      node {
        person { id name }
        label completeness agreed ${TOTAL} net ${TOTAL}
        streams {
          id stream visibility from to status
          agreed { value every perYear } net { value every perYear }
          items { id service cost { value every perYear } from to }
        }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** Where a page begins after a person, as the hub writes it. */
export const cursorOf = (id: number): string => Buffer.from(`p${id}`).toString('base64url');

export interface Operation {
  readonly name: 'OnePool' | 'PoolPage';
  readonly title: string;
  /** The body of a request about a person, or for the page after them. */
  readonly body: (personId: number) => string;
}

export const OPERATIONS: readonly [Operation, Operation] = [
  {
    name: 'OnePool',
    title: "one person's pool",
    body: (id) => JSON.stringify({ operationName: 'OnePool', query: ONE_POOL, variables: { id: String(id), asOf: AS_OF } }),
  },
  {
    name: 'PoolPage',
    title: `a page of ${PAGE}`,
    body: (id) => JSON.stringify({ operationName: 'PoolPage', query: POOL_PAGE, variables: { after: cursorOf(id), asOf: AS_OF } }),
  },
];

export const PURPOSE = 'direct care';
