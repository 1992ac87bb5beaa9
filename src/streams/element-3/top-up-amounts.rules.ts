import { POLICY_FIGURE } from '../../policy/policy.rules';
import type { ElementThreeTable, TopUpValue } from '../../policy/table.types';
import { type RuleResult, speak, type Step } from '../../rules/rule';
import { formatDecimal, pounds, type Pence, type Thousandths } from '../../vocabulary/money';

/** The table with the amounts of one place and of a whole year. Refused where it has none for the hours. */
export function ofTheYear(table: ElementThreeTable, hours: Thousandths | null): ElementThreeTable | RuleResult {
  const { hoursAWeek, every, timesAYear } = table;
  const values: readonly TopUpValue[] =
    table.shape === 'band'
      ? table.bands
      : table.shape === 'setting'
        ? table.settings
        : table.shape === 'points'
          ? table.steps
          : table.strands.flatMap(({ levels }) => levels.flatMap(({ value }) => value ?? []));
  const own = hours === null || hoursAWeek === null || hours === hoursAWeek;
  const known = [...new Set(values.flatMap(({ otherHours }) => otherHours.map((other) => other.hours)))];
  if (!own && !known.includes(hours))
    return speak(POLICY_FIGURE, `The published table has no amounts for ${formatDecimal(hours)} hours a week.`, {
      fix: `It has them for ${[hoursAWeek, ...known].map((each) => formatDecimal(each)).join(' and ')} hours.`,
      subject: 'hoursPerWeek',
    });
  if (own && every === 'YEAR') return table;
  const converted = <Value extends TopUpValue>(value: Value): Value => {
    const printed = own ? value.topUp : (value.otherHours.find((other) => other.hours === hours)?.topUp ?? (value.metFromElementTwo ? 0 : null));
    return { ...value, topUp: printed === null ? null : printed * timesAYear, above: value.above === null ? null : value.above * timesAYear };
  };
  switch (table.shape) {
    case 'band':
      return { ...table, bands: table.bands.map(converted) };
    case 'setting':
      return { ...table, settings: table.settings.map(converted) };
    case 'points':
      return { ...table, steps: table.steps.map(converted) };
    case 'matrix':
      return {
        ...table,
        strands: table.strands.map((strand) => ({
          ...strand,
          levels: strand.levels.map((level) => ({
            ...level,
            value: level.value && converted(level.value),
            tiers: level.tiers && { HIGH: converted(level.tiers.HIGH), MEDIUM: converted(level.tiers.MEDIUM), LOW: converted(level.tiers.LOW) },
          })),
        })),
      };
  }
}

/** How the year's amount comes of what is printed. */
export function asPrinted({ every, timesAYear, hoursAWeek }: ElementThreeTable, hours: Thousandths | null, year: Pence): readonly Step[] {
  const place = hoursAWeek === null ? '' : ` for a place of ${formatDecimal(hours ?? hoursAWeek)} hours a week`;
  if (every === 'YEAR' && place === '') return [];
  const printed = every === 'YEAR' ? `${pounds(year)} a year` : `${pounds(year / timesAYear)} a term, ${timesAYear} terms a year`;
  return [{ label: 'As printed', detail: `${printed}${place}.` }];
}
