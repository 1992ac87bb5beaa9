import { isAdult } from '../../person/ages.rules';
import type { Amount } from '../../vocabulary/amount';
import { type Day, financialYearOf, type Span } from '../../vocabulary/day';
import { notAfterItsEnd } from '../../people/organisation.rules';
import { digest } from '../statements/row';
import type { HealthSaid, Row } from '../statements/row.types';
import { arrangement } from './arrangement.makes';
import { careSpans, common, type CostedService, together } from './service-spans';
import { lastLoad, rowsBy, type TargetBuilder } from './target-builder';

type HealthRow = Row<HealthSaid>;

function makePackage(making: TargetBuilder, group: string, rows: readonly HealthRow[]): void {
  const [first] = rows;
  if (!first) return;
  const commissioner = making.around.organisation('HEALTH_COMMISSIONER', first.said.commissioner);
  const eligibility = isAdult(making.person.born, first.said.from) ? 'CHC' : 'CHILDRENS_CONTINUING_CARE';
  const costed = rows.flatMap((row) => (row.said.cost === null ? [] : [{ row, cost: row.said.cost, from: row.said.from, to: row.said.to }]));
  const add = (key: string, days: Span, lines: readonly CostedService<HealthSaid>[], slices: readonly { on: Day; agreed: Amount }[]): void => {
    making.add({
      kind: 'BUDGET',
      key,
      loadId: lastLoad(lines.map(({ row }) => row)),
      stream: 'HEALTH',
      funderId: commissioner.id,
      assessedOn: first.said.from,
      assessedBy: commissioner.name,
      from: days.from,
      to: days.to,
      proposal: {
        details: { kind: 'HEALTH', eligibility, baseline: null, decidedById: commissioner.id, decidedOn: first.said.from },
        steps: lines.map(({ row: { said }, cost }) => ({ label: said.product, detail: `${said.costDetail}.`, amount: cost.pence })),
        policy: null,
        settingId: null,
        caredForId: null,
      },
      slices: slices.map(({ on, agreed }) => ({
        on,
        state: { status: 'RELEASED', indicative: null, agreed, contribution: null, releasedOn: days.from },
      })),
    });
    for (const { row, cost } of lines) {
      const { held, provider } = row.said;
      const part = common(row.said, days);
      if (held === null || part === null) continue;
      const holderName = held === 'NHS_THIRD_PARTY' ? provider : null;
      making.add(
        arrangement(
          making,
          `F4|HELD|${row.keyHash}|${part.from}`,
          key,
          row.loadId,
          { kind: held, holder: null, holderName, amount: cost },
          part,
          commissioner.name,
        ),
      );
    }
  };
  const recurring = costed.filter(({ cost }) => cost.every !== 'ONE_OFF');
  for (const span of careSpans(recurring, []))
    add(
      `F4|${group}|${span.from}`,
      span,
      recurring.filter((line) => common(line, span)),
      span.slices.map(({ on, services }) => ({ on, agreed: together(services.map(({ cost }) => cost)) })),
    );
  // What is paid for once stands alone beside what recurs.
  for (const line of costed.filter(({ cost }) => cost.every === 'ONE_OFF')) {
    const days = { from: line.from, to: line.to ?? financialYearOf(line.from).to };
    add(`F4|ONE_OFF|${line.row.keyHash}`, days, [line], [{ on: line.from, agreed: line.cost }]);
  }
}

/**
 * A personal health budget for each care package of type 01, 02 or 03, decided on the package's first day: continuing care for a child,
 * NHS Continuing Healthcare from the 18th birthday. A package of type 04 is commissioned and makes none.
 */
export function makeHealth(making: TargetBuilder): void {
  const budgets = making.of('HEALTH').filter(({ said }) => said.held !== null);
  for (const row of budgets)
    if (row.said.cost === null)
      making.warn(
        row,
        'CONTRACT UNIT COST',
        'UNCOSTED',
        `The package has ${row.said.costDetail}: it is listed and not guessed, and no budget counts it.`,
      );
  // A package that begins after the board's last day is the successor's, and waits for it to be said by whom.
  const decided = budgets.filter((row) => {
    const by = making.around.bodyOf(making.around.organisation('HEALTH_COMMISSIONER', row.said.commissioner));
    return !making.never(row, 'ORGANISATION IDENTIFIER (CODE OF COMMISSIONER)', notAfterItsEnd(by, row.said.from));
  });
  for (const [group, rows] of rowsBy(decided, ({ said }) => `${digest(said.package ?? '').slice(0, 20)}|${said.commissioner}|${said.from}`))
    makePackage(making, group, rows);
}
