import type { Day } from '../vocabulary/day';
import { listedName } from '../people/organisation-list';
import { adultCareOf } from './adult-care';
import { type Calendar, calendarOf } from './calendar';
import { cardPaymentsOf } from './cards';
import { carerSupportOf } from './carer-support';
import { Chance } from './chance';
import { childrensRasOf } from './childrens-care';
import { topUpOf } from './education';
import { ehcPlanOf } from './ehc-plan';
import { packagesOf } from './health-packages';
import { allot, type Mix, MIXES } from './mixes';
import { localIdOf, madeUpPerson, parentOf } from './person';
import type { MadeUpPerson, SamplePerson } from './sample.types';
import { sectionJOf } from './section-j';

export interface AreaToMake {
  /** How many people: 1 to 50,000. */
  readonly people: number;
  /** The same seed and day make the same people. */
  readonly seed: number;
  readonly today: Day;
  /** Three-digit DfE code of the council. */
  readonly authority: string;
  /** ODS code of the health commissioner. */
  readonly commissioner: string;
}

export const MOST_PEOPLE = 50_000;
const SHOWS_HEALTH_IN_100 = 60;

/**
 * A made-up area. Of its people it holds only which mix each is and whom each carer cares for; a person is made when asked for,
 * from the seed and their index, so that an area of any size takes the same memory to write out.
 */
export class SampleArea {
  readonly calendar: Calendar;
  /** How many of each mix, in the order of MIXES. */
  readonly counts: readonly number[];
  private readonly mixes: Uint8Array;
  private readonly caredFor: ReadonlyMap<number, number>;
  private readonly haveCarers: ReadonlySet<number>;
  private readonly names: { readonly council: string; readonly commissioner: string };

  constructor(readonly settings: AreaToMake) {
    const { people, seed, today, authority, commissioner } = settings;
    if (!Number.isInteger(people) || people < 1 || people > MOST_PEOPLE) throw new RangeError(`a sample area has 1 to ${MOST_PEOPLE} people`);
    this.calendar = calendarOf(today);
    this.counts = allot(people);
    this.mixes = Uint8Array.from(this.counts.flatMap((count, order) => Array.from({ length: count }, () => order)));
    Chance.of(seed, 'order').shuffle(this.mixes);
    this.names = {
      council: `${listedName('LOCAL_AUTHORITY', authority)} Council`,
      commissioner: listedName('HEALTH_COMMISSIONER', commissioner),
    };
    this.caredFor = this.linkCarers();
    this.haveCarers = new Set(this.caredFor.values());
  }

  /** Each carer cares for an adult with care of their own, nobody for the same one while there are others. */
  private linkCarers(): Map<number, number> {
    const linked = new Map<number, number>();
    const adults: number[] = [];
    this.mixes.forEach((order, index) => {
      if (MIXES[order]?.name === 'ADULT_CARE') adults.push(index);
    });
    let next = 0;
    this.mixes.forEach((order, index) => {
      const adult = MIXES[order]?.budgets.includes('CARER') ? adults[next++ % adults.length] : undefined;
      if (adult !== undefined) linked.set(index, adult);
    });
    return linked;
  }

  private mixOf(index: number): Mix {
    const mix = MIXES[this.mixes[index] ?? -1];
    if (!mix) throw new RangeError(`there is nobody at ${index}`);
    return mix;
  }

  private whoIs(index: number): MadeUpPerson {
    const { seed, authority } = this.settings;
    return madeUpPerson(seed, index, this.mixOf(index), this.calendar, authority);
  }

  /** Everything about the person at an index from 0: the same each time it is asked. */
  personAt(index: number): SamplePerson {
    const { seed } = this.settings;
    const { calendar } = this;
    const who = this.whoIs(index);
    const caredFor = this.caredFor.get(index);
    const plan = ehcPlanOf(seed, who, calendar);
    const topUp = topUpOf(seed, who, plan, calendar);
    const childrensRas = childrensRasOf(seed, who, plan, calendar);
    const packages = packagesOf(seed, who, plan, calendar);
    const adultCare = adultCareOf(seed, who, calendar);
    const awards = { topUp, childrensRas, packages, adultsRas: adultCare.inSectionJ ? adultCare.ras : null };
    const person = {
      who,
      plan,
      topUp,
      childrensRas,
      adultsRas: adultCare.ras,
      packages,
      care: [...adultCare.events, ...carerSupportOf(seed, who, caredFor === undefined ? null : this.whoIs(caredFor), calendar)],
      lines: sectionJOf(seed, who, plan, awards, calendar, { ...this.names, parent: parentOf(seed, who) }),
      caresFor: caredFor === undefined ? null : localIdOf(caredFor),
      hasUnpaidCarer: this.haveCarers.has(index),
      showsHealth: packages.some(({ type }) => type !== '04') && Chance.of(seed, 'shows-health', index).share(SHOWS_HEALTH_IN_100),
    };
    return { ...person, cards: cardPaymentsOf(seed, person, calendar) };
  }
}
