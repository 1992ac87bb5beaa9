import { NEED_TIERS } from '../../policy/table.types';
import type { PolicyView } from '../../policy/policy.types';
import { type RuleResult, speak, type Step } from '../../rules/rule';
import { proposeElementThree } from '../../streams/element-3/award.rules';
import { EDU_ELEMENT_1, EDU_ELEMENT_2, elementThreeTopUp } from '../../streams/element-3/top-up.rules';
import { amount, amountInWords } from '../../vocabulary/amount';
import { type Pence, pounds } from '../../vocabulary/money';
import { latest } from '../statements/row';
import type { Row, TopUpSaid } from '../statements/row.types';
import { streamFactsOf } from './stream-facts';
import { lastLoad, rowsBy, type TargetBuilder } from './target-builder';

const total = (amounts: readonly Pence[]): Pence => amounts.reduce((sum, each) => sum + each, 0);

/** The row's strand, level and tier as the authority's table calls them; empty where it has none. */
const inWords = ({ strand, level, tier, band }: TopUpSaid): string => [strand, level, tier, band].filter((part) => part !== null).join(' ');

/** Does the row put elements 1 or 2 forward as a top-up: by name, by the authority's own table, or by releasing more than it tops up? */
function lowerElements(said: TopUpSaid, policy: PolicyView): RuleResult[] {
  const named = inWords(said);
  if (/\b(element|e)\s*1\b/i.test(named))
    return [speak(EDU_ELEMENT_1, `"${named}" is Element 1, standard placement funding, and never a personal budget.`)];
  if (/\b(element|e)\s*2\b/i.test(named))
    return [speak(EDU_ELEMENT_2, `"${named}" is Element 2, which the setting pays itself, and never a personal budget.`)];
  if (said.release && said.release.amount > said.topUp)
    return [
      speak(
        EDU_ELEMENT_2,
        `${pounds(said.release.amount)} is released, more than the top-up of ${pounds(said.topUp)}: the rest could only be elements 1 and 2.`,
      ),
    ];
  if (said.strand === null || said.level === null || !/^\d+$/.test(said.level) || said.topUp === 0) return [];
  const tier = NEED_TIERS.find((each) => each === said.tier?.toUpperCase()) ?? null;
  const table = elementThreeTopUp(
    { band: null, needs: [{ strand: said.strand, level: Number(said.level), tier }], points: null, setting: null, hoursPerWeek: null },
    policy,
  );
  const fromElementTwo = table.amount?.pence === 0 && table.steps.some((step) => step.rule === EDU_ELEMENT_2.id && step.amount === 0);
  return fromElementTwo ? [speak(EDU_ELEMENT_2, `${policy.authorityName} meets ${named} from Element 2, so there is no top-up to state.`)] : [];
}

/**
 * Element 3 awards. Rows of one pupil, setting and first day are the strands of one award: what is stated for each is paid, so they
 * add up, whatever rule the authority's own table has for working a top-up out.
 */
export function makeElementThree(making: TargetBuilder): void {
  const { around } = making;
  for (const [group, rows] of rowsBy(making.of('TOP_UP'), ({ said }) => `${said.setting ?? ''}|${said.from}`)) {
    const facts = (row: Row<TopUpSaid>) => streamFactsOf(making, row.said.from);
    // One strand once, though it came under two of the pupil's numbers.
    const strandRows = [...rowsBy(rows, ({ said }) => said.strand?.toUpperCase() ?? '').values()].flatMap((same) => latest(same) ?? []);
    const taken = strandRows.filter((row) => !making.never(row, 'annual_top_up', lowerElements(row.said, facts(row).policy)));
    const [first] = taken;
    if (!first) continue;
    const { setting, from } = first.said;
    const settingId = setting === null ? null : around.organisation('EDUCATION_SETTING', setting).id;
    const topUp = amount(total(taken.map(({ said }) => said.topUp)));
    const named = taken.map(({ said }) => inWords(said)).filter((words) => words !== '');
    const ends = taken.map(({ said }) => said.to);
    const to = ends.includes(null) ? null : (ends.sort().at(-1) ?? null);
    const proposal = proposeElementThree(
      {
        settingId,
        setting,
        needs: null,
        assessedOn: from,
        assessedBy: 'Element 3 schedule',
        elementOne: null,
        elementTwo: null,
        band: named.join('; ').slice(0, 200) || null,
        topUp,
        from,
        to,
      },
      facts(first),
    );
    if (taken.map((row) => making.never(row, 'from', proposal.results)).some((refused) => refused)) continue;
    const released = taken.filter(({ said }) => said.release !== null);
    const releases = released.flatMap(({ said }) => said.release ?? []);
    const agreed = releases.length === 0 ? null : amount(total(releases.map((release) => release.amount)));
    const key = `F5|${group}`;
    const loadId = lastLoad(taken);
    const strands: readonly Step[] =
      taken.length === 1
        ? []
        : taken.map(({ said }) => ({ label: inWords(said) || 'Strand', detail: `${pounds(said.topUp)} a year.`, amount: said.topUp }));
    making.add({
      kind: 'BUDGET',
      key,
      loadId,
      stream: 'EDUCATION',
      funderId: around.authority.id,
      assessedOn: from,
      assessedBy: 'Element 3 schedule',
      from,
      to,
      proposal: {
        ...proposal,
        steps: [...strands, { label: 'Element 3 top-up', detail: `Stated in the council's schedule: ${amountInWords(topUp)}.`, amount: topUp.pence }],
      },
      slices: [
        { on: from, state: { status: agreed === null ? 'INDICATIVE' : 'AGREED', indicative: topUp, agreed, contribution: null, releasedOn: null } },
      ],
    });
    released.forEach((row) => {
      const release = row.said.release;
      if (!release) return;
      making.add({
        kind: 'AGREEMENT',
        key: `${key}|release|${row.said.strand ?? ''}`,
        loadId: row.loadId,
        refs: { budget_id: key },
        row: {
          arrangement_id: null,
          item_id: null,
          kind: 'SETTING_RELEASE',
          given_by: release.by,
          role: release.role,
          given_on: release.on,
          until_on: to,
          amount_pence: release.amount,
          amount_every: 'YEAR',
          amount_weeks: 52,
          withdrawn_on: null,
          withdrawn_reason: null,
        },
      });
    });
  }
}
