import { endOfAcademicYearOf25, isAdult, isPastCompulsorySchooling } from '../person/ages.rules';
import { capacityOn } from '../person/control.rules';
import type { PersonalFacts, RelationKind } from '../person/person.types';
import { law } from '../rules/laws';
import { defineRule, type RuleResult, speak } from '../rules/rule';
import { birthday, type Day, runsOn } from '../vocabulary/day';
import { type Stream, STREAM_NAMES, STREAMS } from '../vocabulary/stream';
import type { Role } from './actor';
import { NOTHING, OWN_SAY, type OwnSay, SIGHT, type Sight, type SightByStream } from './table';

/*
 * What a tie to a person shows of their record, as they grow up. A parent's sight rests on parental responsibility, which ends at 18
 * (Children Act 1989 s.105). From the end of compulsory schooling a young person has the say on their education (Children and Families Act
 * 2014 s.83), from 16 on their health (Family Law Reform Act 1969 s.8), unless they lack capacity (Mental Capacity Act 2005).
 */

export const FAMILY_SIGHT = defineRule('FAMILY-SIGHT', {
  effect: 'INFORM',
  title:
    "A parent is shown a record by parental responsibility, to 18; education from the end of compulsory schooling, and health from 16, are the young person's to share; a representative is shown it while capacity is lacking or a power stands",
  law: [
    law('CHILDREN', 's.105'),
    law('CHILDREN_AND_FAMILIES', 's.83'),
    law('SEND', 'regs 63 and 64'),
    law('FAMILY_LAW_REFORM', 's.8'),
    law('CAPACITY'),
  ],
  source: 'Children and Families Act 2014 s.83; SI 2014/1530 reg 63, 64',
});

const AGE_OF_SAY = 16;

/** Is it the person's own to say, as a young person, who is shown it? */
const hasSay = (since: OwnSay | null, dateOfBirth: Day, on: Day): boolean =>
  since === 'SIXTEENTH_BIRTHDAY' ? birthday(dateOfBirth, AGE_OF_SAY) <= on : since !== null && isPastCompulsorySchooling(dateOfBirth, on);
const rowOf = (sight: (stream: Stream) => Sight): SightByStream =>
  Object.fromEntries(STREAMS.map((stream) => [stream, sight(stream)])) as SightByStream;

/** What sight by a tie rests on. */
export type OfFamily = Pick<PersonalFacts, 'person' | 'relations' | 'capacity' | 'authorities'>;

/** The tie by which each role reads its family's records. */
export const TIE_OF: Readonly<Partial<Record<Role, RelationKind>>> = {
  PARENT: 'PARENT_OF',
  REPRESENTATIVE: 'REPRESENTATIVE_OF',
  CARER: 'CARER_OF',
};

const lacksCapacity = ({ capacity }: Pick<OfFamily, 'capacity'>, on: Day): boolean => capacityOn(capacity, on)?.hasCapacity === false;
const isRepresented = ({ person, relations }: OfFamily, on: Day): boolean =>
  relations.some((tie) => tie.kind === 'REPRESENTATIVE_OF' && tie.otherId === person.id && runsOn(tie, on));
/** Is a power on record that somebody acts by, whatever a decision on capacity says? */
const powerStands = ({ authorities }: OfFamily, on: Day): boolean =>
  authorities.some((each) => (each.basis === 'LASTING_POWER_OF_ATTORNEY' || each.basis === 'DEPUTY') && runsOn(each, on));

/**
 * A parent. For one who lacks capacity: a child's parent goes on deciding until 18; for the EHC plan of a young person the parent acts where
 * there is no representative, as long as there can be a plan (SI 2014/1530 reg 64); for an adult's care and health, nobody by being a parent.
 */
function parents(facts: OfFamily, on: Day): SightByStream {
  const { dateOfBirth } = facts.person;
  const lacking = lacksCapacity(facts, on);
  const adult = isAdult(dateOfBirth, on);
  const actsForThePlan = lacking && !isRepresented(facts, on) && on <= endOfAcademicYearOf25(dateOfBirth);
  return rowOf((stream) => {
    const since = OWN_SAY[stream];
    const shown =
      since === 'END_OF_SCHOOLING'
        ? !isPastCompulsorySchooling(dateOfBirth, on) || actsForThePlan
        : !adult && (!hasSay(since, dateOfBirth, on) || lacking);
    return shown ? SIGHT.PARENT[stream] : 'NONE';
  });
}

/** A representative: as a parent would while the person is of school age; afterwards where they act in the person's place. */
function representatives(facts: OfFamily, on: Day): SightByStream {
  if (lacksCapacity(facts, on) || powerStands(facts, on)) return SIGHT.REPRESENTATIVE;
  const { dateOfBirth } = facts.person;
  if (isPastCompulsorySchooling(dateOfBirth, on)) return NOTHING;
  return rowOf((stream) => (hasSay(OWN_SAY[stream], dateOfBirth, on) ? 'NONE' : SIGHT.REPRESENTATIVE[stream]));
}

/** What a tie of a kind shows of each stream on a day. A nominee is shown what they hold, and nothing by the tie. */
function byTie(kind: RelationKind, facts: OfFamily, on: Day): SightByStream {
  if (kind === 'PARENT_OF') return parents(facts, on);
  if (kind === 'REPRESENTATIVE_OF') return representatives(facts, on);
  return kind === 'CARER_OF' ? SIGHT.CARER : NOTHING;
}

/** What somebody in a role is shown of each stream by their tie to the person; nothing where none runs on the day. Pure. */
export function familySight(role: Role, personId: number | null, facts: OfFamily, on: Day): SightByStream {
  const kind = TIE_OF[role];
  const tied = facts.relations.some((tie) => tie.kind === kind && tie.personId === personId && tie.otherId === facts.person.id && runsOn(tie, on));
  return kind && tied ? byTie(kind, facts, on) : NOTHING;
}

const SHARE =
  'What the person agrees to share is recorded on each budget (recordAgreement, SHARING, sharedWithPerson); where they lack capacity, record that (recordCapacity) and who acts for them (relatePeople, REPRESENTATIVE_OF).';

const sentence = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** Says what a new tie does not show: at 18 nothing follows from being a parent, and before that what is the young person's to share does not. */
export function shownByTie(kind: RelationKind, facts: OfFamily, on: Day): readonly RuleResult[] {
  if (kind !== 'PARENT_OF' && kind !== 'REPRESENTATIVE_OF') return [];
  const row = byTie(kind, facts, on);
  const hidden = STREAMS.filter((stream) => row[stream] === 'NONE');
  if (hidden.length === 0) return [];
  const subject = facts.person.id;
  if (kind === 'REPRESENTATIVE_OF' && hidden.length === STREAMS.length)
    return [
      speak(
        FAMILY_SIGHT,
        'A representative is shown the record of somebody past school age only while they lack capacity, or while a power of attorney or a deputyship is on record: today neither is.',
        { effect: 'WARN', fix: 'Record the decision on capacity (recordCapacity), or the power (authoriseHolder).', subject },
      ),
    ];
  if (isAdult(facts.person.dateOfBirth, on))
    return [
      speak(
        FAMILY_SIGHT,
        hidden.length === STREAMS.length
          ? "Being a parent shows nothing of an adult's record: parental responsibility ended on the 18th birthday."
          : `Being the parent of an adult who lacks capacity and has no representative shows their EHC plan and education budget, and nothing else.`,
        { effect: 'WARN', fix: SHARE, subject },
      ),
    ];
  return [
    speak(
      FAMILY_SIGHT,
      `${sentence(hidden.map((stream) => STREAM_NAMES[stream]).join(' and '))}: the young person's own to share with a parent, and not shown by this tie.`,
      {
        fix: SHARE,
        subject,
      },
    ),
  ];
}
