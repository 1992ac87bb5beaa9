import { FieldResolver, Resolver, Root } from 'type-graphql';
import type { Day } from '../vocabulary/day';
import { DateScalar } from '../vocabulary/scalars.graph';
import { HolderAuthorityView, LivingSituationView, MoveView } from './life.graph';
import { PersonView } from './person.graph';

const byFirstDay = (a: { readonly from: Day }, b: { readonly from: Day }): number => (a.from < b.from ? -1 : 1);

/** What was recorded of a person's life, to those who are shown the record. */
@Resolver(() => PersonView)
export class LifeOfPersonResolver {
  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: 'The day on which the person died; null while none is on record, and to one who is not shown the record.',
  })
  dateOfDeath(@Root() { inRecord, person }: PersonView): Day | null {
    return inRecord ? person.dateOfDeath : null;
  }

  @FieldResolver(() => [LivingSituationView], { description: 'Where the person lived and lives, oldest first, to those who are shown the record.' })
  async livingSituations(@Root() { inRecord, person, source }: PersonView): Promise<readonly LivingSituationView[]> {
    if (!inRecord) return [];
    const { living } = await source.personal(person.id);
    return living.toSorted(byFirstDay).map((each) => new LivingSituationView(each));
  }

  @FieldResolver(() => [HolderAuthorityView], {
    description: "On what somebody else may hold the person's money, by first day, to those who are shown the record.",
  })
  async holderAuthorities(@Root() { inRecord, person, source }: PersonView): Promise<readonly HolderAuthorityView[]> {
    if (!inRecord) return [];
    const { authorities } = await source.personal(person.id);
    return authorities.toSorted(byFirstDay).map((each) => new HolderAuthorityView(each));
  }

  @FieldResolver(() => [MoveView], { description: 'Moves between councils and commissioners, oldest first, to those who are shown the record.' })
  async moves(@Root() { inRecord, person, source }: PersonView): Promise<readonly MoveView[]> {
    if (!inRecord) return [];
    const { residences } = await source.personal(person.id);
    const made = residences.flatMap(({ id, from, ...whose }) => (id === undefined || from === null ? [] : [{ id, from, ...whose }]));
    return Promise.all(
      made.toSorted(byFirstDay).map(async (each) => {
        const commissioner = each.healthCommissionerId === null ? null : await source.organisation(each.healthCommissionerId);
        return new MoveView(each, await source.organisation(each.councilId), commissioner, (body) => source.followersOf(body));
      }),
    );
  }
}
