import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { lookedAt } from '../access/emergency/emergency-hour.rules';
import type { RequestReader } from '../budgets/caller/request-reader';
import type { PersonFacts } from '../budgets/record/person-facts';
import { DecisionView, EnvelopeInput } from '../mutation/decision.graph';
import type { Mutating } from '../mutation/mutations';
import { normalNhsNumber } from '../people/people.decisions';
import { PersonView } from '../people/person.graph';
import { dayOfBirth as birthDay, line, LONGEST_ACCOUNT, LONGEST_CODE, text } from '../vocabulary/bounds';
import { Within } from '../vocabulary/bounds.graph';
import type { Day } from '../vocabulary/day';
import { parseId } from '../vocabulary/id';
import { DateScalar } from '../vocabulary/scalars.graph';
import { openEmergencyAccess, reviewEmergencyAccess } from './emergency-access.decisions';
import { EmergencyAccessView } from './emergency-access.graph';

@Resolver()
export class EmergencyAccessResolver {
  @Mutation(() => DecisionView, {
    description:
      "Reads a person's record for one hour, for the reason in envelope.reason: all but health that the person has not had shown. It changes nothing, is on record for the person, is told at once to those who oversee the service, and is reviewed within 7 days. Refused by EMERGENCY-ACCESS without a reason, without a date of birth or NHS number, where these and the id fit nobody (each such try is on record and counts), and after a number of tries a day. It has no dry run (BAD_INPUT).",
  })
  openEmergencyAccess(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('personId', () => ID) personId: string,
    @Arg('envelope', () => EnvelopeInput) envelope: EnvelopeInput,
    @Arg('dateOfBirth', () => DateScalar, { nullable: true, description: 'What the caller knows of the person: when they were born.' })
    @Within(birthDay)
    dateOfBirth?: Day,
    @Arg('nhsNumber', () => String, { nullable: true, description: 'What the caller knows of the person: their NHS number; spaces are taken out.' })
    @Within(line(LONGEST_CODE))
    nhsNumber?: string,
  ): Promise<DecisionView> {
    const reason = envelope.reason ?? null;
    const input = {
      personId: parseId(personId, 'personId'),
      reason,
      stated: { dateOfBirth: dateOfBirth ?? null, nhsNumber: nhsNumber == null ? null : normalNhsNumber(nhsNumber, 'nhsNumber') },
    };
    return mutations.decide(openEmergencyAccess, input, envelope);
  }

  @Mutation(() => DecisionView, {
    description:
      "Records what was found of an emergency: once, by a service manager or auditor of the person's own council or commissioner who did not open it.",
  })
  reviewEmergencyAccess(
    @Ctx() { mutations }: Mutating<PersonFacts>,
    @Arg('emergencyId', () => ID) emergencyId: string,
    @Arg('justified', () => Boolean) justified: boolean,
    @Arg('finding', () => String) @Within(text(LONGEST_ACCOUNT)) finding: string,
    @Arg('envelope', () => EnvelopeInput, { nullable: true }) envelope?: EnvelopeInput,
  ): Promise<DecisionView> {
    const input = { emergencyId: parseId(emergencyId, 'emergencyId'), justified, finding };
    return mutations.decide(reviewEmergencyAccess, input, envelope);
  }
}

@Resolver(() => PersonView)
export class EmergenciesOfPersonResolver {
  @FieldResolver(() => [EmergencyAccessView], {
    nullable: true,
    description: 'Emergencies in which this record was opened, newest first; null for those who are not told who was at it (accessLog).',
  })
  async emergencies(@Root() { person }: PersonView, @Ctx() { reader }: { readonly reader: RequestReader }): Promise<EmergencyAccessView[] | null> {
    const facts = await reader.facts(person.id);
    if (!facts || !(await reader.readsLog(person.id))) return null;
    return lookedAt(facts)
      .toReversed()
      .map((each) => new EmergencyAccessView(each, reader.today));
  }
}
