import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { PersonView } from '../../people/person.graph';
import type { RequestReader } from '../caller/request-reader';
import type { PersonFacts } from '../record/person-facts';
import { StreamBudgetView } from '../standing/stream-budget.graph';
import { CorrectionView } from './correction.graph';

interface Asking {
  readonly reader: RequestReader;
}

/** What was put right and is theirs to see: of a budget who is shown all of it; of what is of no budget who is shown all of them. */
function shownTo(reader: RequestReader, facts: PersonFacts): readonly CorrectionView[] {
  const inFull = (budgetId: number): boolean => reader.sight(facts, { id: budgetId }) === 'FULL';
  const seesAll = reader.readsRecord(facts) && [...facts.budgets, ...facts.voided].every(({ id }) => inFull(id));
  return facts.corrections.filter(({ budgetId }) => (budgetId === null ? seesAll : inFull(budgetId))).map((each) => new CorrectionView(each));
}

@Resolver(() => PersonView)
export class CorrectionsOfPersonResolver {
  @FieldResolver(() => [CorrectionView], {
    description: 'Mistakes on the record that were put right, first to last, as far as the reader is shown what they are about.',
  })
  async corrections(@Root() { person }: PersonView, @Ctx() { reader }: Asking): Promise<readonly CorrectionView[]> {
    const facts = await reader.facts(person.id);
    return facts ? shownTo(reader, facts) : [];
  }
}

@Resolver(() => StreamBudgetView)
export class CorrectionsOfBudgetResolver {
  @FieldResolver(() => [CorrectionView], {
    nullable: true,
    description: 'Mistakes in it that were put right, first to last; null to a reader who is not shown all of it.',
  })
  corrections(@Root() view: StreamBudgetView): readonly CorrectionView[] | null {
    return view.inFull ? view.facts.corrections.filter(({ budgetId }) => budgetId === view.budget.id).map((each) => new CorrectionView(each)) : null;
  }
}
