import type { Policies } from '../policy/policy.types';
import { allRules, lawHoldsOn, type RuleDefinition } from '../rules/rule';
import { RuleView } from '../rules/rule.graph';
import type { Day } from '../vocabulary/day';
import { type Stream, STREAMS } from '../vocabulary/stream';

/** Every stream's rules first, then the streams in the order of the pool. */
const place = ({ stream }: RuleDefinition): number => (stream === null ? -1 : STREAMS.indexOf(stream));

/** A rule as it is listed: a local one with the authority whose policy it is, and the days of that policy; null where none holds it. */
function listed(rule: RuleDefinition, policies: Policies, authority: string | null, on: Day): RuleView | null {
  if (!rule.local) return new RuleView(rule, null, on);
  if (authority === null) {
    const whose = policies.authoritiesWith(rule.id, on).join(', ');
    return whose === '' ? null : new RuleView(rule, whose, on);
  }
  const view = policies.forAuthority(authority).on(on);
  return view.applies(rule.id) ? new RuleView({ ...rule, since: view.version.from, until: view.version.to }, view.version.authority, on) : null;
}

/** The rules in force on a day, each by the law of that day: national ones, and local ones where an authority's policy holds them. */
export function rulesInForce(
  policies: Policies,
  { stream, authority, on }: { readonly stream: Stream | null; readonly authority: string | null; readonly on: Day },
): RuleView[] {
  return allRules()
    .filter((rule) => lawHoldsOn(rule, on) && (stream === null || rule.stream === null || rule.stream === stream))
    .toSorted((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1))
    .flatMap((rule) => listed(rule, policies, authority, on) ?? []);
}
