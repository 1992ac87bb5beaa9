import { OUTCOME_TAGS } from '../../plans/plan.types';
import { type RuleResult, speak } from '../../rules/rule';
import { arrangementFitsStream } from '../../streams/arrangement.rules';
import { streamOfSection } from '../../streams/sections.rules';
import { SPEND_LAWFUL } from '../../streams/services.rules';
import { FUNDING_STREAMS } from '../../streams/streams';
import { type Stream, STREAM_NAMES } from '../../vocabulary/stream';
import { digest, latest } from '../statements/row';
import type { Row, SectionJSaid } from '../statements/row.types';
import { arrangement } from './arrangement.makes';
import { ehcPlanKey } from './ehc-plan.makes';
import { common } from './service-spans';
import { streamFactsOf } from './stream-facts';
import { lastLoad, rowsBy, type TargetBuilder } from './target-builder';
import type { BudgetThing, Ref } from './target.types';

type Line = Row<SectionJSaid>;

const streamOf = ({ person }: TargetBuilder, { said }: Line): Stream => streamOfSection(said.section, person.born, said.from);

/** The EHC plan that the line is of: one that the files make, or one that somebody entered. */
function planOf({ things, around }: TargetBuilder, { said }: Line): Ref | null {
  const key = ehcPlanKey(said.planStart);
  if (things.has(key)) return key;
  const entered = around.enteredPlans.find(({ kind, from }) => kind === 'EHC_PLAN' && from === said.planStart);
  return entered ? `#${entered.id}` : null;
}

/** What can never be: goods no budget may buy, a section that does not fit, an age that does not. */
function refused(making: TargetBuilder, row: Line): boolean {
  const { said } = row;
  const stream = streamOf(making, row);
  const service = streamFactsOf(making, said.from).policy.service(said.service);
  const forbidden: readonly RuleResult[] = service?.traits.includes('forbidden')
    ? [
        speak(FUNDING_STREAMS[stream].forbids ?? SPEND_LAWFUL, `No personal budget pays for this: ${service.name.toLowerCase()}.`, {
          effect: 'REFUSE',
        }),
      ]
    : [];
  const ages = FUNDING_STREAMS[stream].atAge(making.person.born, said.from);
  if (making.never(row, 'service', forbidden) || making.never(row, 'from', ages)) return true;
  if (arrangementFitsStream(said.held, stream).length === 0) return false;
  making.refuse(
    row,
    'arrangement',
    'EDU-SECTION',
    `Section ${said.section} holds provision for ${STREAM_NAMES[stream]}, and only NHS money can be held as ${said.held ?? ''}.`,
  );
  return true;
}

/** One outcome for each that the lines of a plan name; created where the plan has none by that name. */
function outcomeOf({ around }: TargetBuilder, plan: Ref, name: string): { ref: Ref; exists: boolean } {
  const entered = around.enteredPlans.find(({ id }) => plan === `#${id}`)?.outcomes.find(({ ref }) => ref === name);
  return entered ? { ref: `#${entered.id}`, exists: true } : { ref: `${plan}|O|${digest(name).slice(0, 20)}`, exists: false };
}

function makeLine(making: TargetBuilder, row: Line, plan: Ref): void {
  const { said } = row;
  making.add({
    kind: 'ITEM',
    key: itemKey(row),
    loadId: row.loadId,
    refs: { plan_id: plan, outcome_id: outcomeOf(making, plan, said.outcome).ref },
    row: {
      budget_id: null,
      section: said.section,
      reference: said.reference,
      stream: null,
      service: said.service,
      description: said.description,
      quantity: said.quantity,
      unit: null,
      unit_price: null,
      units_per_week: null,
      cost_pence: said.cost.pence,
      cost_every: said.cost.every,
      cost_weeks: said.cost.weeksPerYear,
      from_on: said.from,
      to_on: said.to,
      benefits_person_id: null,
    },
  });
}
const itemKey = ({ said }: Line): string => `F7|ITEM|${said.planStart}|${digest(said.reference).slice(0, 20)}|${said.from}`;

/**
 * How the lines are held, on the loaded budgets of their streams that are agreed. A budget whose own file says how it is held (Client
 * Level Data, the NHS's packages) is held as that says, or its parts would be counted twice.
 */
function hold(making: TargetBuilder, lines: readonly Line[]): void {
  const heldAlready = new Set([...making.things.values()].flatMap((thing) => (thing.kind === 'ARRANGEMENT' ? [thing.refs.budget_id] : [])));
  const budgets = [...making.things.values()]
    .filter(
      (thing): thing is BudgetThing =>
        thing.kind === 'BUDGET' && !heldAlready.has(thing.key) && thing.slices.some(({ state }) => state.agreed !== null),
    )
    .sort((a, b) => (a.from === b.from ? (a.key < b.key ? -1 : 1) : a.from < b.from ? -1 : 1));
  for (const row of lines) {
    const { held: kind, holder, holderName, route = null, cost } = row.said;
    if (kind === null) continue;
    // A line draws on one budget a day: the first of its stream.
    const budget = budgets.find((each) => each.stream === streamOf(making, row) && common(row.said, each));
    const days = budget && common(row.said, budget);
    if (budget && days)
      making.add(arrangement(making, `F7|HELD|${itemKey(row)}`, budget.key, row.loadId, { kind, holder, holderName, route, amount: cost }, days));
  }
}

/** The lines of Section J with the outcomes they serve. They draw on their streams' budgets and add nothing to them. */
export function makeSectionJ(making: TargetBuilder): void {
  const lines = [...rowsBy(making.of('SECTION_J'), itemKey).values()].flatMap((same) => latest(same) ?? []);
  const serving: { row: Line; plan: Ref }[] = [];
  for (const row of lines) {
    if (refused(making, row)) continue;
    const plan = planOf(making, row);
    if (plan === null) {
      making.wait(row, 'plan_start', `The person has no EHC plan that begins on ${row.said.planStart} yet: the line waits for it.`);
      continue;
    }
    serving.push({ row, plan });
    makeLine(making, row, plan);
  }
  for (const group of Map.groupBy(serving, ({ row, plan }) => outcomeOf(making, plan, row.said.outcome).ref).values()) {
    const [first] = group;
    if (!first || outcomeOf(making, first.plan, first.row.said.outcome).exists) continue;
    const rows = group.map(({ row }) => row);
    const tags = OUTCOME_TAGS.filter((tag) => rows.some(({ said }) => said.tags.includes(tag)));
    const name = first.row.said.outcome;
    making.add({
      kind: 'OUTCOME',
      key: outcomeOf(making, first.plan, name).ref,
      loadId: lastLoad(rows),
      refs: { plan_id: first.plan },
      row: { ref: name, text: name, tags: tags.join(' '), budget_eligible: true },
    });
  }
  hold(
    making,
    serving.map(({ row }) => row),
  );
}
