import type { RuleId } from '../rules/rule-ids';
import { addDays, type Day, later, runsOn } from '../vocabulary/day';
import type { Pence } from '../vocabulary/money';
import type { Stream } from '../vocabulary/stream';
import {
  APPROVER_ROLES,
  type ApproverRole,
  type Availability,
  type CouncilDisputeStage,
  FINANCIAL_FIGURES,
  type FinancialFigure,
  type LeadDays,
  LOCAL_RULES,
  type OptionalFigure,
  type Pack,
  type PublishedSummaries,
  type Rate,
  type ReviewCycle,
  type Service,
} from './pack.types';
import { type CarerLevels, type Dated, type ElementThreeTable, type RasBasis, rasBasisOf, type RasTable, type TopUpShape } from './table.types';
import { missing, missingOfNation } from './policy.rules';
import type { FoundFigure, PolicyFigure, PolicyVersion, PolicyView, WhoseFigure, PublishedTables } from './policy.types';

/** A version of a pack and how answers name it. */
export interface VersionedPack {
  readonly pack: Pack;
  readonly version: PolicyVersion;
}

const SHAPE_NAMES: Record<TopUpShape, string> = { band: 'bands', matrix: 'strands and levels', setting: 'settings', points: 'points' };
const BASIS_NAMES: Record<RasBasis, string> = { points: 'points', hours: 'hours a week', 'hours-a-year': 'hours a year', bands: 'bands' };
/** Where no pack says it: as England's has it. */
const LEAD_DAYS: LeadDays = { reviews: 28, agreements: 56, transitions: 365 };
const SUMMARIES: PublishedSummaries = { every: 'QUARTER', publishedAfterDays: 14, keep: 8 };
const LOCAL: ReadonlySet<string> = new Set(LOCAL_RULES);
const same = (a: string | null, b: string | null): boolean => (a ?? '').trim().toLowerCase() === (b ?? '').trim().toLowerCase();

/** What one authority says on one day: its own pack first, then the one it extends. */
export class PolicyOnDay implements PolicyView {
  readonly version: PolicyVersion;
  private readonly packs: readonly VersionedPack[];

  /**
   * `begun` is the version of the authority's own pack that began last by the day, whether or not it has ended; null for an authority without
   * a pack, or before its pack begins. `base` is England's.
   */
  constructor(
    readonly authority: string,
    readonly authorityName: string,
    readonly day: Day,
    private readonly begun: VersionedPack | null,
    private readonly base: VersionedPack,
  ) {
    const own = begun && runsOn(begun.version, day) ? begun : null;
    this.packs = own ? [own, base] : [base];
    this.version = (own ?? base).version;
  }

  /** The first pack that holds a set for the day which is the one asked for. */
  private find<Value extends Dated>(
    sets: (pack: Pack) => readonly Value[],
    wanted: (value: Value) => boolean = () => true,
    packs: readonly VersionedPack[] = this.packs,
  ): FoundFigure<Value> | null {
    for (const { pack, version } of packs) {
      const value = sets(pack).find((set) => runsOn(set, this.day) && wanted(set));
      if (value) return { found: true, value, policy: version, source: value.source };
    }
    return null;
  }
  private practice<Value>(read: (practice: Pack['practice']) => Value | null, otherwise: Value): Value {
    for (const { pack } of this.packs) {
      const value = read(pack.practice);
      if (value !== null) return value;
    }
    return otherwise;
  }

  /** Every set of the day, the authority's own first. */
  private allOf<Value extends Dated>(sets: (pack: Pack) => readonly Value[]): readonly FoundFigure<Value>[] {
    return this.packs.flatMap(({ pack, version }) =>
      sets(pack)
        .filter((set) => runsOn(set, this.day))
        .map((value): FoundFigure<Value> => ({ found: true, value, policy: version, source: value.source })),
    );
  }

  elementThreeTables(): readonly FoundFigure<ElementThreeTable>[] {
    return this.allOf((pack) => pack.elementThree);
  }

  get published(): PublishedTables {
    return {
      childrensRas: this.allOf((pack) => pack.childrensRas),
      adultsRas: this.allOf((pack) => pack.adultsRas),
      carerLevels: this.allOf((pack) => pack.carerLevels),
      rates: this.allOf((pack) => pack.rates),
    };
  }

  elementThree<Shape extends TopUpShape>(shape: Shape): PolicyFigure<Extract<ElementThreeTable, { shape: Shape }>> {
    type Wanted = Extract<ElementThreeTable, { shape: Shape }>;
    const isWanted = (table: ElementThreeTable): table is Wanted => table.shape === shape;
    return this.find<Wanted>((pack) => pack.elementThree.filter(isWanted)) ?? missing(this, `a table of Element 3 top-ups by ${SHAPE_NAMES[shape]}`);
  }

  childrensRas(questionnaire: string | null, basis: RasBasis): PolicyFigure<RasTable> {
    const running = this.packs.flatMap(({ pack }) => pack.childrensRas.filter((table) => runsOn(table, this.day)));
    const names = [...new Set(running.flatMap((table) => (table.questionnaire === null ? [] : [table.questionnaire])))];
    if (questionnaire === null && names.length > 1)
      return missing(
        this,
        "a table of the children's resource allocation system without its questionnaire",
        `Say which questionnaire was answered: ${names.join(', ')}.`,
      );
    const asked = questionnaire ?? names[0] ?? null;
    const found = this.find(
      (pack) => pack.childrensRas,
      (table) => same(table.questionnaire, asked) && rasBasisOf(table) === basis,
    );
    if (found) return found;
    const of = asked === null ? '' : ` for the questionnaire "${asked}"`;
    return missing(
      this,
      `a table of the children's resource allocation system by ${BASIS_NAMES[basis]}${of}`,
      names.length > 0 && !names.some((name) => same(name, asked))
        ? `It has published the questionnaires ${names.join(', ')}; without a table the amount is assessed.`
        : undefined,
    );
  }

  adultsRas(basis: RasBasis): PolicyFigure<RasTable> {
    return (
      this.find(
        (pack) => pack.adultsRas,
        (table) => rasBasisOf(table) === basis,
      ) ?? missing(this, `a table of the adults' resource allocation system by ${BASIS_NAMES[basis]}`)
    );
  }

  carerLevels(): PolicyFigure<CarerLevels> {
    return this.find((pack) => pack.carerLevels) ?? missing(this, 'a table of carer levels');
  }

  financial(figure: FinancialFigure, whose: WhoseFigure = 'HERE'): PolicyFigure<number> {
    const row = this.find(
      (pack) => pack.financial,
      (candidate) => candidate.figure === figure,
      whose === 'NATION' ? [this.base] : this.packs,
    );
    const expired = whose === 'NATION' || row?.policy === this.begun?.version ? null : this.expiredOn(figure);
    if (expired !== null)
      return missing(
        this,
        `${FINANCIAL_FIGURES[figure]}: its own figure ended on ${expired}. The national one is not put in its place`,
        `${this.authorityName} adds its figure for the day to its policy pack; or, where the national figure holds for it now, a version of the pack without its own.`,
      );
    if (row) return { ...row, value: row.value.value };
    return { found: false, refusal: missingOfNation([figure], this.day), ofNation: figure };
  }
  financialIfAny(figure: OptionalFigure): PolicyFigure<number> | null {
    const held = this.financial(figure);
    return held.found || held.ofNation === undefined ? held : null;
  }
  private since: Day | null = null;
  /** Worked out once: it is asked of every charge. */
  get figuresSince(): Day {
    return (this.since ??= this.figuresBegan());
  }
  /** By the days of the figures alone: a version that only adds what was missing moves nothing. */
  private figuresBegan(): Day {
    const { pack } = this.base;
    const turns = pack.financial.flatMap(({ from, to }) => [from, ...(to === null ? [] : [addDays(to, 1)])]).filter((day) => day <= this.day);
    return turns.length === 0 ? pack.from : turns.reduce(later);
  }
  /** The last day of a figure of the authority's own that has ended and nothing followed. */
  private expiredOn(figure: FinancialFigure): Day | null {
    if (!this.begun) return null;
    const { pack, version } = this.begun;
    const ends = pack.financial.flatMap((row) => (row.figure === figure && row.from <= this.day ? [row.to ?? version.to] : []));
    return (
      ends
        .flatMap((end) => end ?? [])
        .sort()
        .at(-1) ?? null
    );
  }

  rate(service: string): PolicyFigure<Rate> {
    return (
      this.find(
        (pack) => pack.rates,
        (rate) => rate.service === service,
      ) ?? missing(this, `a rate for ${this.service(service)?.name ?? service}`)
    );
  }

  service(code: string): Service | null {
    const service = this.packs.flatMap(({ pack }) => pack.services).find((each) => each.code === code);
    return service ? this.asBoughtHere(service) : null;
  }
  services(): readonly Service[] {
    const own = this.packs.filter((held) => held !== this.base).flatMap(({ pack }) => pack.services);
    return [...this.base.pack.services.map((service) => this.asBoughtHere(service)), ...own];
  }
  /** In the streams that the authority buys it from, where it says so; else in the national ones. */
  private asBoughtHere(service: Service): Service {
    const here = this.packs.flatMap(({ pack }) => pack.boughtFrom).find((row) => row.service === service.code);
    return here ? { ...service, streams: here.streams } : service;
  }

  availability(service: string, stream: Stream): Availability {
    for (const { pack } of this.packs) {
      const row = pack.availability.find((candidate) => candidate.service === service && (candidate.stream === null || candidate.stream === stream));
      if (row) return row.is;
      const listed = pack.services.find(({ code }) => code === service);
      if (listed) return listed.availability;
    }
    return 'individual';
  }

  applies(rule: RuleId): boolean {
    return !LOCAL.has(rule) || this.packs.some(({ pack }) => pack.rules.some((held) => held === rule));
  }

  get consultationDays(): number {
    return this.practice((practice) => practice.consultationDays, 28);
  }
  get reviewCycle(): ReviewCycle {
    return this.practice<ReviewCycle>((practice) => practice.reviews, {
      basis: 'law',
      firstWithinMonths: null,
      secondAfterMonths: null,
      thenEveryMonths: [12],
      usuallyEveryMonths: 12,
    });
  }
  get disputeStages(): readonly CouncilDisputeStage[] {
    return this.practice<readonly CouncilDisputeStage[]>((practice) => practice.disputeStages, ['COMPLAINTS']);
  }
  get leadDays(): LeadDays {
    const of = (what: keyof LeadDays): number => this.practice((practice) => practice.leadDays[what] ?? null, LEAD_DAYS[what]);
    return { reviews: of('reviews'), agreements: of('agreements'), transitions: of('transitions') };
  }
  approvalLimit(role: string): Pence | null {
    const isApprover = (name: string): name is ApproverRole => APPROVER_ROLES.some((known) => known === name);
    return isApprover(role) ? this.practice<Pence | null>((practice) => practice.approvalLimits[role] ?? null, null) : null;
  }
  get suppressionThreshold(): number {
    return this.practice((practice) => practice.suppressionThreshold, 5);
  }
  get summaries(): PublishedSummaries {
    return {
      every: this.practice((practice) => practice.summaries.every ?? null, SUMMARIES.every),
      publishedAfterDays: this.practice((practice) => practice.summaries.publishedAfterDays ?? null, SUMMARIES.publishedAfterDays),
      keep: this.practice((practice) => practice.summaries.keep ?? null, SUMMARIES.keep),
    };
  }
}
