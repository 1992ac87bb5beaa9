import { nhsNumberFor, ulnFor, upnFor } from '../people/made-up-identifier';
import { addDays, addYears, ageOn, type Day, earlier, later, yearOf } from '../vocabulary/day';
import { type Calendar, daysAgo } from './calendar';
import { Chance } from './chance';
import type { Mix } from './mixes';
import { GIVEN_NAMES, SURNAMES } from './names';
import { BY_AGE, BY_ETHNICITY, BY_SEX, type Sex } from './published-shares';
import type { MadeUpPerson } from './sample.types';

/** Wakefield's postcode districts end at WF17 (and WF90): from WF21 on nobody lives. These letters end real postcodes. */
const DISTRICTS = [21, 22, 23, 24, 25, 26, 27, 28, 29] as const;
const POSTCODE_LETTERS = [...'ABDEFGHJLNPQRSTUWXYZ'];
/** Establishment numbers of made-up UPNs, a thousand pupils each. */
const FIRST_ESTABLISHMENT = 9900;
const PUPILS_EACH = 1000;
const FIRST_LOCAL_ID = 100_000;
const SCHOOL_FROM_AGE = 4;
const ULN_FROM_AGE = 14;
const YOUNGEST_DAYS = 150;
/** What Client Level Data says of somebody begins so long before its period ends, at the least. */
const KNOWN_DAYS = 60;
const ADULT = 18;
const OLDER = 65;
const SHARE_OF_OLDER = 55;

function ageFor(chance: Chance, { ehcPlan, ages: [youngest, oldest] }: Mix): number {
  if (ehcPlan) return chance.weighted(BY_AGE.filter(([age]) => youngest <= age && age <= oldest));
  if (oldest < OLDER || !chance.share(SHARE_OF_OLDER)) return chance.whole(youngest, Math.min(oldest, OLDER - 1));
  return chance.whole(OLDER, oldest);
}

/** A birthday that gives the age today, and leaves room for what the files say of somebody of it. */
function bornAt(chance: Chance, age: number, mix: Mix, calendar: Calendar): Day {
  const { today, academicYear, reported } = calendar;
  let first = addDays(addYears(today, -age - 1), 1);
  let last = addYears(today, -age);
  if (age === 0) last = daysAgo(calendar, YOUNGEST_DAYS);
  // The plan of somebody who is 25 already runs until the end of this academic year only if they became so in it.
  if (mix.ehcPlan && age === 25) first = later(first, addYears(academicYear.from, -age));
  if (mix.ages[0] >= ADULT) last = earlier(last, addYears(addDays(reported.to, -KNOWN_DAYS), -ADULT));
  return chance.day(earlier(first, last), last);
}

const postcodeFor = (chance: Chance): string =>
  `WF${chance.pick(DISTRICTS)} ${chance.whole(1, 9)}${chance.pick(POSTCODE_LETTERS)}${chance.pick(POSTCODE_LETTERS)}`;

const EVERYBODY: readonly (readonly [Sex, number])[] = [
  ['F', 54],
  ['M', 46],
];

export const localIdOf = (index: number): string => `WMD${FIRST_LOCAL_ID + index}`;

/** The person at an index, who depends on the seed, the index and the mix alone. */
export function madeUpPerson(seed: number, index: number, mix: Mix, calendar: Calendar, authority: string): MadeUpPerson {
  const chance = Chance.of(seed, 'person', index);
  const age = ageFor(chance, mix);
  const born = bornAt(chance, age, mix, calendar);
  const sex = chance.weighted(mix.ehcPlan ? BY_SEX : EVERYBODY);
  return {
    index,
    mix,
    nhsNumber: nhsNumberFor(index),
    localId: localIdOf(index),
    upn: mix.ehcPlan
      ? upnFor(
          authority,
          FIRST_ESTABLISHMENT + Math.trunc(index / PUPILS_EACH),
          Math.min(yearOf(born) + SCHOOL_FROM_AGE, yearOf(calendar.today)),
          index % PUPILS_EACH,
        )
      : null,
    uln: mix.ehcPlan && ageOn(born, calendar.today) >= ULN_FROM_AGE ? ulnFor(index) : null,
    surname: chance.pick(SURNAMES),
    forename: chance.pick(GIVEN_NAMES[sex]),
    sex,
    ethnicity: chance.weighted(BY_ETHNICITY),
    postcode: postcodeFor(chance),
    born,
  };
}

export const nameOfSample = ({ forename, surname }: Pick<MadeUpPerson, 'forename' | 'surname'>): string => `${forename} ${surname}`;

/** A parent, who is in no file of their own: the child's surname and a given name, the same whichever stream they hold. */
export function parentOf(seed: number, { index, surname }: MadeUpPerson): string {
  const chance = Chance.of(seed, 'parent', index);
  return `${chance.pick(GIVEN_NAMES[chance.pick<Sex>(['F', 'F', 'M'])])} ${surname}`;
}
