import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Organisation, OrganisationKind } from '../person/person.types';
import { dayOfTable, line, LONGEST_CODE } from '../vocabulary/bounds';
import { Within } from '../vocabulary/bounds.graph';
import { type Day, runsOn } from '../vocabulary/day';
import { badInput } from '../vocabulary/refusal';
import { DateScalar } from '../vocabulary/scalars.graph';
import type { OrganisationDirectory } from './organisations';
import { OrganisationKindEnum, OrganisationView } from './person.graph';

/** What the list of organisations needs of a request: nobody's record, and no sign-in. */
export interface OrganisationContext {
  readonly organisations: Pick<OrganisationDirectory, 'all' | 'find' | 'successorsOf'>;
}

/** Does the body stand on the day, as far as its days are known? */
const standsOn = ({ from, to }: Organisation, on: Day): boolean => runsOn({ from: from ?? on, to }, on);

@Resolver()
export class OrganisationsResolver {
  @Query(() => [OrganisationView], {
    description:
      'The councils or NHS commissioners of the published lists, by their codes: with their days and who followed them. Public: about nobody. Settings and providers are on no such list (BAD_INPUT).',
  })
  organisations(
    @Ctx() { organisations }: OrganisationContext,
    @Arg('kind', () => OrganisationKindEnum, { description: 'Of which kind: LOCAL_AUTHORITY or HEALTH_COMMISSIONER.' }) kind: OrganisationKind,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description: 'Only those that stand on this day; all, also those that ended, where it is left out.',
    })
    @Within(dayOfTable)
    on?: Day | null,
    @Arg('code', () => String, { nullable: true, description: 'Only the one with this code: DfE, ONS (also a former one) or ODS.' })
    @Within(line(LONGEST_CODE))
    code?: string | null,
  ): OrganisationView[] {
    if (kind !== 'LOCAL_AUTHORITY' && kind !== 'HEALTH_COMMISSIONER')
      throw badInput('kind', 'There are lists of councils and of health commissioners alone.');
    const one = typeof code === 'string' ? organisations.find(kind, code.trim().toUpperCase()) : null;
    const asked = typeof code === 'string' ? (one ? [one] : []) : organisations.all(kind);
    return asked
      .filter((each) => each.listedOn !== null && (on === undefined || on === null || standsOn(each, on)))
      .map((each) => new OrganisationView(each, (body) => organisations.successorsOf(body)));
  }
}
