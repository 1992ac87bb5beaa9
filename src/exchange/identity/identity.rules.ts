import type { Day } from '../../vocabulary/day';
import { systemOf, tokenInWords } from '../statements/identifier-token';
import type { Remark, Row } from '../statements/row.types';

/*
 * Who is who: which rows and records are about one person. Only numbers decide (NHS number, then UPN, then the council's own,
 * then ULN), and a person's confirmation; never a name. The answer depends on what is said and not on the order in which it came.
 */

/** A record the hub has already. */
export interface Holder {
  readonly id: number;
  readonly tokens: readonly string[];
  /** Identifiers that somebody entered: they hold together whatever the files say. */
  readonly entered: readonly string[];
  /** Registered by hand, or changed by hand since: it cannot be given up for another record. */
  readonly anchored: boolean;
  /** Given up for another record, or with its files: it is in no area. */
  readonly gone: boolean;
  /** Numbers it was known by when it was joined to another, so that it comes back where they are parted. */
  readonly formerly: readonly string[];
}

/** One person: everything that is said of them. */
export interface Someone {
  readonly tokens: readonly string[];
  readonly rows: readonly Row[];
  /** Their record; null where the hub has none yet. */
  readonly holder: number | null;
}

export interface WhoIsWho {
  readonly people: readonly Someone[];
  /** Rows whose numbers belong to two people. They stay with the person of their strongest number and say nothing of them. */
  readonly disputed: ReadonlyMap<number, Remark>;
}

export const bornIn = ({ said }: Row): Day | null => ('person' in said && said.person ? said.person.born : said.kind === 'HEALTH' ? said.born : null);

/** Sets of tokens that are one person's, each with what keeps two apart: an NHS number, a record that is anchored. */
class Clusters {
  private readonly parent = new Map<string, string>();
  private readonly nhs = new Map<string, string>();
  private readonly anchors = new Map<string, number>();

  root(token: string): string {
    let root = token;
    for (let up = this.parent.get(root); up !== undefined && up !== root; up = this.parent.get(root)) root = up;
    if (!this.parent.has(token)) {
      this.parent.set(token, token);
      if (systemOf(token) === 'NHS_NUMBER') this.nhs.set(token, token);
    }
    return root;
  }
  anchor(token: string, record: number): void {
    this.anchors.set(this.root(token), record);
  }
  anchorOf = (root: string): number | null => this.anchors.get(root) ?? null;

  /** Joins two; says why not where that cannot be. */
  join(first: string, second: string): string | null {
    const [a, b] = [this.root(first), this.root(second)];
    if (a === b) return null;
    const [nhsA, nhsB] = [this.nhs.get(a), this.nhs.get(b)];
    if (nhsA !== undefined && nhsB !== undefined) return `${tokenInWords(second)} belongs to somebody with another NHS number`;
    const [anchorA, anchorB] = [this.anchors.get(a), this.anchors.get(b)];
    if (anchorA !== undefined && anchorB !== undefined && anchorA !== anchorB)
      return `${tokenInWords(first)} and ${tokenInWords(second)} are on two records that were both entered or changed by hand`;
    this.parent.set(b, a);
    if (nhsB !== undefined) this.nhs.set(a, nhsB);
    if (anchorB !== undefined) this.anchors.set(a, anchorB);
    return null;
  }
}

/** How often each number is said to have each birth date. */
function birthDates(rows: readonly Row[]): ReadonlyMap<string, ReadonlyMap<Day, number>> {
  const births = new Map<string, Map<Day, number>>();
  for (const row of rows) {
    const born = bornIn(row);
    if (born === null) continue;
    for (const token of row.tokens) {
      const days = births.get(token) ?? new Map<Day, number>();
      days.set(born, (days.get(born) ?? 0) + 1);
      births.set(token, days);
    }
  }
  return births;
}

/** Do other rows give the two numbers birth dates of which none is the same? Then a row that has both is no proof that they are one person's. */
function birthDatesDiffer(row: Row, first: string, second: string, births: ReturnType<typeof birthDates>): boolean {
  const own = bornIn(row);
  const others = (token: string): Day[] => [...(births.get(token) ?? [])].flatMap(([day, times]) => (times > (day === own ? 1 : 0) ? [day] : []));
  const [a, b] = [others(first), others(second)];
  return a.length > 0 && b.length > 0 && !a.some((day) => b.includes(day));
}

const STRENGTH = ['NHS_NUMBER', 'UPN', 'LOCAL', 'ULN', 'ROW'];
/** Links by strong numbers first; the rest of the order is only there to be always the same. */
const linkOrder = ({ tokens }: Row): string => `${tokens.map((token) => STRENGTH.indexOf(systemOf(token))).join('')} ${tokens.join(' ')}`;

export function whoIsWho(rows: readonly Row[], holders: readonly Holder[], confirmed: readonly (readonly [string, string])[]): WhoIsWho {
  const clusters = new Clusters();
  for (const { id, entered, anchored, tokens } of holders) {
    const [first, ...rest] = entered.length > 0 ? entered : tokens.slice(0, 1);
    if (first === undefined) continue;
    for (const token of rest) clusters.join(first, token);
    if (anchored) clusters.anchor(first, id);
  }
  for (const [first, second] of confirmed) clusters.join(first, second);

  const births = birthDates(rows);
  const disputed = new Map<number, Remark>();
  for (const row of [...rows].sort((a, b) => (linkOrder(a) < linkOrder(b) ? -1 : 1))) {
    const [first, ...rest] = row.tokens;
    if (first === undefined) continue;
    clusters.root(first);
    for (const token of rest) {
      if (clusters.root(first) === clusters.root(token)) continue;
      const why = birthDatesDiffer(row, first, token, births)
        ? `other rows give ${tokenInWords(first)} and ${tokenInWords(token)} different birth dates`
        : clusters.join(first, token);
      if (why !== null) {
        const message = `The row says that ${row.tokens.map(tokenInWords).join(', ')} are one person's, but ${why}. Check the numbers.`;
        disputed.set(row.id, { effect: 'REFUSE', field: '', rule: 'IDENTITY', message });
      }
    }
  }
  return { people: gather(rows, holders, clusters), disputed };
}

interface Cluster {
  readonly root: string;
  readonly tokens: Set<string>;
  readonly rows: Row[];
  readonly claims: Set<number>;
  readonly formerly: Set<number>;
}

/** The rows and numbers of each cluster, and the records that have a claim to be theirs. */
function gather(rows: readonly Row[], holders: readonly Holder[], clusters: Clusters): readonly Someone[] {
  const byRoot = new Map<string, Cluster>();
  const at = (token: string): Cluster => {
    const root = clusters.root(token);
    const known = byRoot.get(root) ?? { root, tokens: new Set(), rows: [], claims: new Set(), formerly: new Set() };
    byRoot.set(root, known);
    return known;
  };
  for (const row of rows) {
    const [first] = row.tokens;
    if (first === undefined) continue;
    const own = at(first);
    own.rows.push(row);
    for (const token of row.tokens) if (clusters.root(token) === own.root) own.tokens.add(token);
    if (row.personId !== null) own.claims.add(row.personId);
  }
  for (const { id, tokens, entered, anchored, formerly } of holders) {
    const [first] = entered.length > 0 ? entered : tokens;
    if (anchored && first !== undefined) at(first).claims.add(id);
    for (const token of entered) at(token).tokens.add(token);
    for (const token of tokens) byRoot.get(clusters.root(token))?.claims.add(id);
    for (const token of formerly) byRoot.get(clusters.root(token))?.formerly.add(id);
  }
  return assign([...byRoot.values()], holders, clusters);
}

/**
 * Gives each cluster its record: one that is anchored; else the one that it was known by, where records were joined and are parted;
 * else the oldest that has a claim; else one that was given up, which comes back.
 */
function assign(found: readonly Cluster[], holders: readonly Holder[], clusters: Clusters): readonly Someone[] {
  const byId = new Map(holders.map((holder) => [holder.id, holder]));
  const given = new Map<Cluster, number>();
  const taken = new Set<number>();
  const give = (cluster: Cluster, id: number | null | undefined): void => {
    if (id === null || id === undefined || given.has(cluster) || taken.has(id)) return;
    given.set(cluster, id);
    taken.add(id);
  };
  const oldest = (ids: Iterable<number>, gone: boolean): number | undefined =>
    [...ids].filter((id) => byId.get(id)?.gone === gone && !byId.get(id)?.anchored && !taken.has(id)).sort((a, b) => a - b)[0];
  for (const cluster of found) give(cluster, clusters.anchorOf(cluster.root));
  for (const cluster of found) if (!given.has(cluster)) give(cluster, oldest(cluster.formerly, false));
  for (const cluster of found) if (!given.has(cluster)) give(cluster, oldest(cluster.claims, false));
  for (const cluster of found) if (!given.has(cluster)) give(cluster, oldest([...cluster.claims, ...cluster.formerly], true));
  return found.map((cluster) => ({ tokens: [...cluster.tokens], rows: cluster.rows, holder: given.get(cluster) ?? null }));
}
