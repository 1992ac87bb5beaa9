import type { HolderKind } from '../../person/person.types';
import type { ArrangementKind } from '../../streams/stream.types';
import type { Amount } from '../../vocabulary/amount';
import { birthday, type Day, type Span } from '../../vocabulary/day';
import type { TargetBuilder } from './target-builder';
import type { ArrangementThing } from './target.types';

/** Who holds money in each way, where the file does not say. */
const HOLDERS: Readonly<Record<ArrangementKind, HolderKind>> = {
  DIRECT_PAYMENT: 'PERSON',
  COUNCIL_MANAGED: 'AUTHORITY',
  INDIVIDUAL_SERVICE_FUND: 'PROVIDER',
  NHS_NOTIONAL: 'HEALTH_COMMISSIONER',
  NHS_THIRD_PARTY: 'THIRD_PARTY',
};

/** Who receives a direct payment that names nobody: a parent until 16 (DP-SELF-16), then the person. */
const holderOf = (kind: ArrangementKind, born: Day, on: Day): HolderKind =>
  kind === 'DIRECT_PAYMENT' && on < birthday(born, 16) ? 'PARENT_OR_CARER' : HOLDERS[kind];

export interface Held {
  readonly kind: ArrangementKind;
  readonly holder: HolderKind | null;
  readonly holderName: string | null;
  /** Card token or account reference; left out where the file has none. */
  readonly route?: string | null;
  readonly amount: Amount;
}

/** How part of a loaded budget is held over some days. */
export function arrangement(
  making: TargetBuilder,
  key: string,
  budget: string,
  loadId: number,
  held: Held,
  days: Span,
  commissioner: string | null = null,
): ArrangementThing {
  const holder = held.holder ?? holderOf(held.kind, making.person.born, days.from);
  const name =
    held.holderName ??
    { PERSON: making.person.name, AUTHORITY: making.around.authority.name, HEALTH_COMMISSIONER: commissioner }[holder as string] ??
    'Not stated';
  return {
    kind: 'ARRANGEMENT',
    key,
    loadId,
    refs: { budget_id: budget },
    row: {
      kind: held.kind,
      holder,
      holder_name: name,
      holder_id: null,
      holder_authority_id: null,
      amount_pence: held.amount.pence,
      amount_every: held.amount.every,
      amount_weeks: held.amount.weeksPerYear,
      contingency: null,
      from_on: days.from,
      to_on: days.to,
      route: held.route ?? null,
      contribution_taken: null,
    },
  };
}
