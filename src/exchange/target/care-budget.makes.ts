import type { Step } from '../../rules/rule';
import type { AllocationDetails } from '../../streams/stream.types';
import { type Amount, amountInWords } from '../../vocabulary/amount';
import { type Day, financialYearOf, runsOn, type Span } from '../../vocabulary/day';
import { arrangement } from './arrangement.makes';
import { careSpans, common, type CostedService, together } from './service-spans';
import { lastLoad, type TargetBuilder } from './target-builder';
import type { BudgetSlice, BudgetThing } from './target.types';

type CareStream = 'ADULT_SOCIAL_CARE' | 'CARER';
const SOURCE = 'Client Level Data';

/** What the source knows: that the care is agreed and running. What a RAS said, or at which level a carer is, it does not say. */
const detailsOf = (stream: CareStream, caredForId: number | null): AllocationDetails =>
  stream === 'CARER'
    ? // 0 is nobody's id: the adult cared for is not known here yet.
      { kind: 'CARER', level: null, indicative: null, caredForId: caredForId ?? 0, replacementCare: null, eligible: true }
    : {
        kind: 'RAS',
        system: SOURCE,
        questionnaire: null,
        points: null,
        hoursPerWeek: null,
        band: null,
        indicative: null,
        eligible: true,
        legalBasis: null,
      };

const stepsOf = (services: readonly CostedService[]): readonly Step[] =>
  services.map(({ row: { said }, cost, from, to }) => ({
    label: said.component || said.serviceType,
    detail: `${amountInWords(cost)}${said.unit === null ? '' : `, by the ${said.unit}`}, from ${from}${to === null ? '' : ` to ${to}`}.`,
    amount: cost.pence,
  }));

function careBudget(
  making: TargetBuilder,
  key: string,
  stream: CareStream,
  days: Span,
  services: readonly CostedService[],
  slices: readonly { on: Day; agreed: Amount }[],
  caredForId: number | null,
): BudgetThing {
  return {
    kind: 'BUDGET',
    key,
    loadId: lastLoad(services.map(({ row }) => row)),
    stream,
    funderId: making.around.authority.id,
    assessedOn: days.from,
    assessedBy: `${making.around.authority.name} (${SOURCE})`,
    from: days.from,
    to: days.to,
    proposal: { details: detailsOf(stream, caredForId), steps: stepsOf(services), policy: null, settingId: null, caredForId },
    slices: slices.map(({ on, agreed }): BudgetSlice => ({
      on,
      state: { status: 'RELEASED', indicative: null, agreed, contribution: null, releasedOn: days.from },
    })),
  };
}

/** Each service is held as its own row says, on whichever loaded budget pays for it on the day. */
function hold(making: TargetBuilder, service: CostedService, budgets: readonly { key: string; days: Span }[]): void {
  const { row, cost } = service;
  const kind = row.said.held;
  if (kind === null) return making.warn(row, 'Delivery Mechanism', 'UNHELD', 'The row does not say how the service is held.');
  for (const { key, days } of budgets) {
    const part = common(service, days);
    if (part)
      making.add(
        arrangement(making, `F3|HELD|${row.keyHash}|${part.from}`, key, row.loadId, { kind, holder: null, holderName: null, amount: cost }, part),
      );
  }
}

/**
 * A budget for each run of days in which services are in force and no RAS outcome gives the figure: agreed and released at their sum,
 * which changes on the day a service begins or ends. A service that is paid for once stands alone.
 */
export function makeCareBudgets(making: TargetBuilder, stream: CareStream, services: readonly CostedService[], caredForId: number | null): void {
  const ras =
    stream === 'CARER' ? [] : [...making.things.values()].filter((thing): thing is BudgetThing => thing.kind === 'BUDGET' && thing.stream === stream);
  const recurring = services.filter(({ cost }) => cost.every !== 'ONE_OFF');
  const made: { key: string; days: Span }[] = [];
  for (const span of careSpans(recurring, ras)) {
    const key = `F3|${stream}|${span.from}`;
    const inSpan = recurring.filter((service) => common(service, span));
    making.add(
      careBudget(
        making,
        key,
        stream,
        span,
        inSpan,
        span.slices.map(({ on, services: running }) => ({ on, agreed: together(running.map(({ cost }) => cost)) })),
        caredForId,
      ),
    );
    made.push({ key, days: span });
  }
  const agreed = ras.filter(({ slices }) => slices.some(({ state }) => state.agreed !== null)).map((thing) => ({ key: thing.key, days: thing }));
  for (const service of recurring) hold(making, service, [...made, ...agreed]);
  for (const service of services) {
    if (service.cost.every !== 'ONE_OFF' || ras.some((budget) => runsOn(budget, service.from))) continue;
    const key = `F3|${stream}|ONE_OFF|${service.row.keyHash}`;
    const days = { from: service.from, to: service.to ?? financialYearOf(service.from).to };
    making.add(careBudget(making, key, stream, days, [service], [{ on: service.from, agreed: service.cost }], caredForId));
    hold(making, service, [{ key, days }]);
  }
}
