import { isPastCompulsorySchooling } from '../person/ages.rules';
import type { Day } from '../vocabulary/day';
import type { Chance } from './chance';
import { PAYMENT_AGENTS, PROVIDERS } from './names';
import { nameOfSample } from './person';
import { ENGLAND } from './published-shares';
import type { Agreed, MadeUpPerson, SampleSectionJLine } from './sample.types';

export type Holding = Pick<SampleSectionJLine, 'arrangement' | 'holder' | 'holderName'>;

/** What those who hold for somebody are called. */
export interface HolderNames {
  readonly council: string;
  readonly commissioner: string;
  readonly parent: string;
}

interface Asked {
  readonly who: MadeUpPerson;
  readonly agreed: Agreed;
  readonly from: Day;
  readonly age: number;
  readonly inSetting: boolean;
  readonly names: HolderNames;
}

const ADULT = 18;
const SELF_HOLDING_AGE = 16;
const SERVICE_FUND_IN_100 = 10;

/** From 16 the person may hold a direct payment, for education once compulsory schooling has ended as well (DP-SELF-16). */
function directPayment(chance: Chance, { who, agreed, from, age, names }: Asked): Holding {
  const arrangement = 'DIRECT_PAYMENT';
  const person = { arrangement, holder: 'PERSON', holderName: nameOfSample(who) } as const;
  if (age >= ADULT) return chance.share(80) ? person : { arrangement, holder: 'THIRD_PARTY', holderName: chance.pick(PAYMENT_AGENTS) };
  const mayThemselves = age >= SELF_HOLDING_AGE && (agreed.stream !== 'EDUCATION' || isPastCompulsorySchooling(who.born, from));
  return mayThemselves && chance.share(30) ? person : { arrangement, holder: 'PARENT_OR_CARER', holderName: names.parent };
}

/** How a line is held: a health budget as the NHS says it is; otherwise organised arrangements as often as in England, or a direct payment. */
export function heldAs(chance: Chance, asked: Asked): Holding {
  const { agreed, inSetting, names } = asked;
  if (agreed.type === '02') return { arrangement: 'NHS_NOTIONAL', holder: 'HEALTH_COMMISSIONER', holderName: names.commissioner };
  if (agreed.type === '03') return { arrangement: 'NHS_THIRD_PARTY', holder: 'THIRD_PARTY', holderName: chance.pick(PAYMENT_AGENTS) };
  if (agreed.type === '01') return directPayment(chance, asked);
  if (inSetting || chance.share(ENGLAND.organisedArrangements, ENGLAND.personalBudgets))
    return { arrangement: 'COUNCIL_MANAGED', holder: 'AUTHORITY', holderName: names.council };
  if (chance.share(SERVICE_FUND_IN_100))
    return { arrangement: 'INDIVIDUAL_SERVICE_FUND', holder: 'PROVIDER', holderName: chance.pick(PROVIDERS).name };
  return directPayment(chance, asked);
}
