import { perYear } from '../vocabulary/amount';
import { dayBefore, inclusiveDays, later } from '../vocabulary/day';
import { type Calendar, daysAgo, endingBy } from './calendar';
import { Chance } from './chance';
import type { CardPayment, Merchant, RasAnswer, SamplePerson, SampleSectionJLine } from './sample.types';

const MERCHANTS: readonly Merchant[] = [
  { name: 'Calder Sitters', category: '7299', categoryName: 'Personal services' },
  { name: 'Hollin Leisure', category: '7997', categoryName: 'Sports and recreation clubs' },
  { name: 'Brook Day Club', category: '8351', categoryName: 'Child care services' },
  { name: 'Ryhill Care at Home', category: '8099', categoryName: 'Health services' },
];
const ELSEWHERE: Merchant = { name: 'Corner Stores', category: '5411', categoryName: 'Grocery stores' };
const PUBLIC_BAR: Merchant = { name: 'The Navigation', category: '5813', categoryName: 'Drinking places' };

/** Weeks of payments in the export. */
const DAYS = 56;
const PAYMENTS_A_YEAR = 13;
const NAMES_ITS_LINE_IN_100 = 70;
const ELSEWHERE_IN_100 = 6;
const IN_A_BAR_IN_100 = 1;
const DECLINED_IN_100 = 3;
const REVERSED_IN_100 = 3;

type Holder = Pick<SamplePerson, 'who' | 'childrensRas' | 'adultsRas'>;

/** The agreement of social care money that the council pays onto cards; education's is released by nobody in the files, and health's is the NHS's. */
const agreementOf = ({ childrensRas, adultsRas }: Holder, { stream }: SampleSectionJLine): RasAnswer['agreement'] =>
  (stream === 'CHILDRENS_SOCIAL_CARE' ? childrensRas : stream === 'ADULT_SOCIAL_CARE' ? adultsRas : null)?.agreement ?? null;

/** The token of the card that a line's direct payment is held on: one for each stream. A card number is made up for nobody. */
export const cardOf = (person: Holder, line: SampleSectionJLine): string | null =>
  line.arrangement === 'DIRECT_PAYMENT' && agreementOf(person, line) !== null
    ? `CARD-${person.who.localId}-${line.stream === 'CHILDRENS_SOCIAL_CARE' ? 'C' : 'A'}`
    : null;

/** What was paid from somebody's cards in the last weeks: mostly for the lines of their plan. */
export function cardPaymentsOf(seed: number, person: Omit<SamplePerson, 'cards'>, calendar: Calendar): readonly CardPayment[] {
  const chance = Chance.of(seed, 'cards', person.who.index);
  const payments: CardPayment[] = [];
  person.lines.forEach((line, index) => {
    const [card, agreement] = [cardOf(person, line), agreementOf(person, line)];
    if (card === null || agreement === null) return;
    const from = [line.from, agreement.releasedOn].reduce(later, daysAgo(calendar, DAYS));
    const to = endingBy(line.to, dayBefore(calendar.today)) ?? calendar.today;
    if (to < from) return;
    const times = Math.min(2, Math.ceil(inclusiveDays(from, to) / 28));
    for (let time = 0; time < times; time++) {
      const amount = Math.max(100, Math.trunc(perYear(line.cost) / PAYMENTS_A_YEAR));
      const usual = chance.pick(MERCHANTS);
      const merchant = chance.share(IN_A_BAR_IN_100) ? PUBLIC_BAR : chance.share(ELSEWHERE_IN_100) ? ELSEWHERE : usual;
      const reference = merchant === usual && chance.share(NAMES_ITS_LINE_IN_100) ? `J${index + 1}` : null;
      const on = chance.day(from, to);
      const spent = merchant === usual ? amount : Math.min(amount, chance.whole(300, 2000));
      const paid = { trace: `${card}-${payments.length + 1}`, card, merchant, reference, on, amount: spent };
      payments.push({ ...paid, entry: chance.share(DECLINED_IN_100) ? 'Authorisation declined' : 'Authorisation approved' });
      if (chance.share(REVERSED_IN_100) && payments.at(-1)?.entry === 'Authorisation approved') payments.push({ ...paid, entry: 'Reversal' });
    }
  });
  return payments;
}
