import type { Step } from '../../rules/rule';
import { proposeAdultsRas } from '../../streams/adult-social-care/allocation.rules';
import { proposeChildrensRas } from '../../streams/childrens-social-care/allocation.rules';
import { amount, amountInWords } from '../../vocabulary/amount';
import { latest } from '../statements/row';
import type { RasSaid, Row } from '../statements/row.types';
import { streamFactsOf } from './stream-facts';
import { rowsBy, type TargetBuilder } from './target-builder';

const further = ({ agreed, agreedOn }: RasSaid): readonly Step[] =>
  agreed === null
    ? []
    : [{ label: 'Agreed', detail: `${amountInWords(agreed)}${agreedOn === null ? '' : `, on ${agreedOn}`}.`, amount: agreed.pence }];

function makeOne(making: TargetBuilder, row: Row<RasSaid>): void {
  const { said } = row;
  const { of, from, to, indicative, agreed, releasedOn, contributionPerWeek } = said;
  if (of === 'children' && contributionPerWeek !== null)
    return making.refuse(
      row,
      'contribution_per_week',
      'CHARGE-STREAM',
      "Nobody is charged for a child's social care: only adult social care carries a contribution.",
    );
  if (indicative === null && agreed === null)
    return making.warn(row, 'indicative_amount', 'UNCOSTED', 'The outcome states no amount, which is not zero: no budget is made of it.');
  const outcome = {
    eligible: true,
    legalBasis: null,
    questionnaire: said.questionnaire,
    points: said.points,
    hoursPerWeek: null,
    answers: [],
    indicative: indicative ?? agreed,
    assessedOn: said.assessedOn ?? from,
    assessedBy: said.assessedBy ?? 'Not stated',
    from,
    to,
  };
  const proposal = (of === 'children' ? proposeChildrensRas : proposeAdultsRas)(outcome, streamFactsOf(making, from));
  if (making.never(row, 'from', proposal.results)) return;
  making.add({
    kind: 'BUDGET',
    key: rasBudgetKey(said),
    loadId: row.loadId,
    stream: of === 'children' ? 'CHILDRENS_SOCIAL_CARE' : 'ADULT_SOCIAL_CARE',
    funderId: making.around.authority.id,
    assessedOn: outcome.assessedOn,
    assessedBy: outcome.assessedBy,
    from,
    to,
    proposal: { ...proposal, steps: [...(indicative === null ? [] : proposal.steps), ...further(said)] },
    slices: [
      {
        on: from,
        state: {
          status: agreed === null ? 'INDICATIVE' : releasedOn === null ? 'AGREED' : 'RELEASED',
          indicative,
          agreed,
          contribution: contributionPerWeek === null ? null : amount(contributionPerWeek, 'WEEK'),
          releasedOn,
        },
      },
    ],
  });
}

export const rasBudgetKey = ({ of, from }: Pick<RasSaid, 'of' | 'from'>): string => `F6|${of}|${from}`;

/** Outcomes of the two resource allocation systems; the same outcome under another of the person's numbers is the same outcome. */
export function makeRas(making: TargetBuilder): void {
  for (const rows of rowsBy(making.of('RAS'), ({ said }) => rasBudgetKey(said)).values()) {
    const said = latest(rows);
    if (said) makeOne(making, said);
  }
}
