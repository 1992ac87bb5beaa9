import type { PolicyView } from '../policy/policy.types';
import { byTheLawOf, type RuleResult } from '../rules/rule';
import type { Amount } from '../vocabulary/amount';
import type { Day } from '../vocabulary/day';
import type { Stream } from '../vocabulary/stream';
import { ASC_REABLEMENT } from './adult-social-care/provision.rules';
import { CAR_REPLACEMENT_CONSENT } from './carers/replacement-care.rules';
import { DP_HOUSEHOLD_RELATIVE } from './direct-payment.rules';
import { EDU_ON_SITE_STAFF, EDU_SETTING_AGREES } from './element-3/provision.rules';
import { fundingResults, SERVICE_BLOCK, SERVICE_GROUP_HARM, SERVICE_OTHER_STREAM, SERVICE_UNIVERSAL } from './services.rules';
import { type Agreement, type AgreementKind, type ArrangementKind, liveAgreements } from './stream.types';
import type { ServiceAsked } from './service-asked.types';
import { FUNDING_STREAMS } from './streams';

export { daysOfStay } from './adult-social-care/care-home.rules';

/** A line of a plan, as far as the stream that pays for it is concerned. */
export interface LineAsked extends ServiceAsked {
  readonly stream: Stream;
  readonly cost: Amount;
  /** null while it is not recorded yet: an agreement that names no line yet lets it in. */
  readonly itemId: number | null;
  readonly from: Day;
  /** How the whole budget is held; null where that is not chosen, or where it is held in several ways. */
  readonly arrangement: ArrangementKind | null;
  /** Of the budget that pays for it. */
  readonly agreements: readonly Agreement[];
  /** The day on which an agreement must stand. */
  readonly on: Day;
}

/** Which agreement each of these rules asks for. */
const SATISFIED_BY: Readonly<Record<string, AgreementKind>> = {
  [SERVICE_UNIVERSAL.id]: 'SERVICE_EXCEPTION',
  [SERVICE_BLOCK.id]: 'SERVICE_EXCEPTION',
  [SERVICE_GROUP_HARM.id]: 'SERVICE_EXCEPTION',
  [EDU_ON_SITE_STAFF.id]: 'ON_SITE_STAFF',
  [DP_HOUSEHOLD_RELATIVE.id]: 'HOUSEHOLD_RELATIVE',
};

/**
 * Does an agreement stand for a line? One that names no line stands for those that had begun when it was given, and lets in one more, which it
 * then names (agreementsNamingNone): an exception is a reason for one thing, and no door for whatever comes later.
 */
const standsFor = ({ itemId, on }: Agreement, line: Pick<LineAsked, 'itemId' | 'from'>): boolean =>
  itemId === null ? line.itemId === null || line.from <= on : itemId === line.itemId;

/** Is it for the school or college to allow? */
export const isForTheSetting = ({ rule }: RuleResult): boolean => rule === EDU_ON_SITE_STAFF.id;

/** The live agreements that answer a rule for a line, in the order they were given. */
function agreedTo(line: LineAsked, rule: string): readonly Agreement[] {
  const kind = SATISFIED_BY[rule];
  return kind === undefined ? [] : liveAgreements(line.agreements, kind, line.on).filter((each) => standsFor(each, line));
}

/** The agreements that name no line yet and let this new one in: from then on they are about it. */
export function agreementsNamingNone(line: LineAsked, policy: PolicyView): readonly Agreement[] {
  const used = fundingResults(line, line.stream, policy).flatMap(({ rule }) => agreedTo(line, rule).slice(-1));
  return [...new Set(used)].filter(({ itemId }) => itemId === null);
}

/**
 * What a stream says of a line: what it says of the service (as canBeFunded does), less what is on record. That the setting agrees,
 * and that the person cared for consents, is asked once, of the whole budget; other funding may buy what its funder likes, as long as it is lawful.
 */
export function lineFunding(line: LineAsked, policy: PolicyView): readonly RuleResult[] {
  const { service, stream } = line;
  const onRecord = ({ rule }: RuleResult): boolean => agreedTo(line, rule).length > 0;
  const silent = ({ rule }: RuleResult): boolean =>
    rule === EDU_SETTING_AGREES.id ||
    rule === CAR_REPLACEMENT_CONSENT.id ||
    (rule === SERVICE_OTHER_STREAM.id && FUNDING_STREAMS[stream].buysAnything) ||
    (rule === ASC_REABLEMENT.id && line.cost.pence === 0);
  const results = byTheLawOf(line.on, fundingResults(line, stream, policy)).filter((result) => !silent(result) && !onRecord(result));
  return [...results, ...FUNDING_STREAMS[stream].saysOfCost(service, line.cost)];
}
