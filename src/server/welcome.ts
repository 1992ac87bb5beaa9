import type { Role } from '../access/actor';
import type { Reading } from '../database/reading';
import { marks } from '../database/sql';
import { streamsThat } from '../streams/streams';
import type { ExplorerTab } from './explorer/config';

/** A query that a newcomer may paste, with who asks it. */
export interface FirstQuery {
  readonly title: string;
  readonly role: Role | null;
  readonly query: string;
}

const POOL = `pooledBudget {
      label completeness
      streams {
        stream status visibility
        funder { name }
        indicative { value every perYear }
        agreed { value every perYear }
        source { __typename ... on ElementThreeAward { topUp { perYear } elementOne elementTwo released { perYear } } }
        items { service description cost { perYear } }
      }
      agreed { perWeek perYear oneOff }
      contribution { perYear }
      net { perYear }
      heldAs { kind amount { perYear } }
      steps { label detail amount }
    }`;

/** The three queries that `npm start` prints and the explorer opens with. */
export const firstQueries = (nhsNumber: string): readonly FirstQuery[] => [
  {
    title: "One child's pooled budget: who pays, how much, and how it adds up",
    role: 'SEND_OFFICER',
    query: `query OneChildsPool {
  person(nhsNumber: "${nhsNumber}") {
    name dateOfBirth ageBand
    control { holder basis }
    ${POOL}
  }
}`,
  },
  {
    title: 'The pools of an area, a page at a time',
    role: 'SERVICE_MANAGER',
    query: `query PoolsOfTheArea {
  pooledBudgets(filter: { pooledOnly: true }, first: 10) {
    totalCount
    edges {
      node {
        person { name ageBand }
        streams { stream status agreed { perYear } }
        agreed { perWeek perYear oneOff }
        completeness
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
  },
  {
    title: 'A calculator, open to all: what the published table gives, step by step',
    role: null,
    query: `query TopUpForOneNeed {
  elementThreeTopUp(authority: "384", on: "2025-09-01", needs: [{ strand: "1A", level: 5, tier: HIGH }]) {
    amount { value every perWeek }
    upTo
    steps { label detail amount }
    policy { name version from }
  }
  equivalentAmount(value: "110.00", every: WEEK, weeksPerYear: 50) { perWeek perYear }
}`,
  },
];

/** Streams that change as a child grows up: a pool of these is worth looking at. */
const OF_CHILDHOOD = streamsThat(({ turnsFromAge }) => turnsFromAge !== null);
/** So many people are looked at for one to ask for. */
const LOOKED_AT = 2000;

/** Of the first people of a hub, one whose pool holds the most streams: who the first query asks for. null in an empty hub. */
export async function someoneToAskFor(reading: Reading): Promise<string | null> {
  const [row] = await reading.rows<{ value: string }>(
    `SELECT i.value FROM (SELECT person_id, value FROM identifier WHERE id_system = 'NHS_NUMBER' ORDER BY value LIMIT ${LOOKED_AT}) i
     JOIN budget_revision r ON r.person_id = i.person_id
     WHERE r.stream IN (${marks(OF_CHILDHOOD)}) AND r.to_on IS NULL
     GROUP BY i.value ORDER BY COUNT(DISTINCT r.stream) DESC, MIN(r.shown_in_pool) DESC, i.value LIMIT 1`,
    OF_CHILDHOOD,
  );
  return row?.value ?? null;
}

export const PURPOSE = 'looking around';

/** The explorer's tabs: the first queries, ready to run where a token is given for their role. */
export const tabsOf = (queries: readonly FirstQuery[], tokens: ReadonlyMap<Role, string>): ExplorerTab[] =>
  queries.map(({ title, role, query }) => {
    const token = role === null ? undefined : tokens.get(role);
    return { title, query, ...(token === undefined ? {} : { headers: { Authorization: `Bearer ${token}`, 'Purpose-Of-Use': PURPOSE } }) };
  });
