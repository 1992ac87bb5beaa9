import { daysOfStay, directPaymentForAHome } from '../../src/streams/adult-social-care/care-home.rules';
import { adultAsCarer } from '../../src/streams/carers/allocation.rules';
import { barredFromDirectPayment, payingARelative } from '../../src/streams/direct-payment.rules';
import { healthService } from '../../src/streams/health/provision.rules';
import { lawBegun } from '../../src/streams/services.rules';
import type { ArrangementKind, HealthEligibility } from '../../src/streams/stream.types';
import { ADULT, norfolk, TODAY } from './facts';
import { rule } from './rule';
import '../../src/server/rule-book';

/* What the law says of direct payments, of carers and of the first day of each stream, from its facts alone. */

const service = (code: string, arrangement: ArrangementKind | null = 'DIRECT_PAYMENT', on = TODAY) => {
  const found = norfolk(on).service(code);
  if (!found) throw new Error(`no service ${code}`);
  return { service: found, arrangement, dateOfBirth: ADULT };
};

rule('ASC-DP-CARE-HOME')
  .speaks('of a life in a home', () => directPaymentForAHome(service('RESIDENTIAL_CARE'), norfolk()), 'REFUSE')
  .speaks('of nursing care in a home', () => directPaymentForAHome(service('NURSING_CARE'), norfolk()), 'REFUSE')
  .speaks('of a stay of 29 days', () => directPaymentForAHome({ ...service('RESIDENTIAL_CARE'), stayDays: 29 }, norfolk()), 'REFUSE')
  .speaks('of a short break of 29 days', () => directPaymentForAHome({ ...service('RESIDENTIAL_SHORT_BREAK'), stayDays: 29 }, norfolk()), 'REFUSE')
  .speaks(
    'of a stay of 28 days, only to say the limit',
    () => directPaymentForAHome({ ...service('NURSING_CARE'), stayDays: 28 }, norfolk()),
    'INFORM',
  )
  .speaks('of a short break, only to say the limit', () => directPaymentForAHome(service('RESIDENTIAL_SHORT_BREAK'), norfolk()), 'INFORM')
  .speaks(
    'before the Care Act, where the limit was not lifted',
    () => directPaymentForAHome(service('RESIDENTIAL_CARE'), norfolk('2013-10-31')),
    'REFUSE',
  )
  .passes('where the limit was lifted to try that out', () => directPaymentForAHome(service('RESIDENTIAL_CARE'), norfolk('2013-11-01')))
  .passes('until the last day of that', () => directPaymentForAHome(service('RESIDENTIAL_CARE'), norfolk('2015-03-31')))
  .speaks('from the first day of the Care Act', () => directPaymentForAHome(service('RESIDENTIAL_CARE'), norfolk('2015-04-01')), 'REFUSE')
  .passes('of a home that the council pays', () => directPaymentForAHome(service('RESIDENTIAL_CARE', 'COUNCIL_MANAGED'), norfolk()))
  .passes('where nothing is said of how it is held', () => directPaymentForAHome(service('RESIDENTIAL_CARE', null), norfolk()))
  .passes('of care at home', () => directPaymentForAHome(service('HOME_CARE'), norfolk()));

test('stays less than four weeks apart are added together, and others stand alone', () => {
  const stay = (from: string, to: string) => ({ from, to });
  const last = stay('2025-03-01', '2025-03-14');
  expect(daysOfStay(last, [])).toBe(14);
  // 27 whole days lie between: added. 28: not.
  expect(daysOfStay(last, [stay('2025-01-20', '2025-02-01')])).toBe(14 + 13);
  expect(daysOfStay(last, [stay('2025-01-20', '2025-01-31')])).toBe(14);
  expect(daysOfStay(last, [stay('2024-12-25', '2025-01-05'), stay('2025-01-20', '2025-02-10')])).toBe(12 + 22 + 14);
  // One that comes after is counted when it is asked about itself.
  expect(daysOfStay(last, [stay('2025-03-20', '2025-04-02')])).toBe(14);
});

rule('DP-HOUSEHOLD-RELATIVE')
  .speaks(
    'of a relative at home whom a direct payment would pay',
    () => payingARelative({ ...service('PERSONAL_ASSISTANT'), householdRelative: true }, 'ADULT_SOCIAL_CARE'),
    'NEEDS_AGREEMENT',
  )
  .speaks("of children's care", () => payingARelative({ ...service('PERSONAL_ASSISTANT'), householdRelative: true }, 'CHILDRENS_SOCIAL_CARE'))
  .speaks('of health', () => payingARelative({ ...service('PERSONAL_ASSISTANT'), householdRelative: true }, 'HEALTH'))
  .passes('of education, whose regulations do not ask', () =>
    payingARelative({ ...service('PERSONAL_ASSISTANT'), householdRelative: true }, 'EDUCATION'),
  )
  .passes('where the council manages it', () =>
    payingARelative({ ...service('PERSONAL_ASSISTANT', 'COUNCIL_MANAGED'), householdRelative: true }, 'ADULT_SOCIAL_CARE'),
  )
  .passes('of anybody else', () => payingARelative(service('PERSONAL_ASSISTANT'), 'ADULT_SOCIAL_CARE'));

rule('DP-BARRED')
  .speaks('of education', () => barredFromDirectPayment({ kind: 'DIRECT_PAYMENT', barred: true }, 'EDUCATION'), 'REFUSE')
  .speaks("of children's care", () => barredFromDirectPayment({ kind: 'DIRECT_PAYMENT', barred: true }, 'CHILDRENS_SOCIAL_CARE'))
  .speaks('of adults', () => barredFromDirectPayment({ kind: 'DIRECT_PAYMENT', barred: true }, 'ADULT_SOCIAL_CARE'))
  .speaks('of a carer', () => barredFromDirectPayment({ kind: 'DIRECT_PAYMENT', barred: true }, 'CARER'))
  .speaks('of health', () => barredFromDirectPayment({ kind: 'DIRECT_PAYMENT', barred: true }, 'HEALTH'))
  .passes('of what the council manages', () => barredFromDirectPayment({ kind: 'COUNCIL_MANAGED', barred: true }, 'ADULT_SOCIAL_CARE'))
  .passes('of somebody whom nothing bars', () => barredFromDirectPayment({ kind: 'DIRECT_PAYMENT', barred: false }, 'EDUCATION'));

rule('CAR-CARER-ADULT')
  .speaks('the day before the 18th birthday', () => adultAsCarer('2007-10-02', TODAY))
  .passes('on it', () => adultAsCarer('2007-10-01', TODAY))
  .passes('before the Care Act, of a carer of 16', () => adultAsCarer('1999-03-31', '2015-03-31'))
  .speaks('before the Care Act, the day before the 16th birthday', () => adultAsCarer('1999-04-01', '2015-03-31'))
  .speaks('of that carer from the first day of the Care Act', () => adultAsCarer('1999-03-31', '2015-04-01'));

rule('LAW-BEGUN')
  .speaks('of education the day before its Act', () => lawBegun('EDUCATION', '2014-08-31'))
  .passes('on its first day', () => lawBegun('EDUCATION', '2014-09-01'))
  .speaks('of health the day before its regulations', () => lawBegun('HEALTH', '2013-07-31'))
  .passes('of money from elsewhere, which needs no law', () => lawBegun('OTHER', '1990-01-01'));

describe('what the NHS pays for, by what its budget rests on', () => {
  test.each<[HealthEligibility, string, boolean]>([
    ['CHC', 'NURSING_CARE', true],
    ['CHC', 'RESIDENTIAL_CARE', true],
    ['CHC', 'HOME_CARE', true],
    ['S117_AFTERCARE', 'RESIDENTIAL_CARE', true],
    ['CHILDRENS_CONTINUING_CARE', 'SHORT_BREAK', true],
    ['CHILDRENS_CONTINUING_CARE', 'OVERNIGHT_CARER', true],
    ['CHILDRENS_CONTINUING_CARE', 'NURSING_CARE', false],
    ['DISCRETIONARY', 'RESIDENTIAL_CARE', false],
    ['DISCRETIONARY', 'THERAPY', true],
    ['WHEELCHAIR', 'WHEELCHAIR', true],
    ['WHEELCHAIR', 'SPECIALIST_EQUIPMENT', true],
    ['WHEELCHAIR', 'HOME_CARE', false],
  ])('%s pays for %s: %s', (eligibility, code, pays) => {
    expect(healthService({ ...service(code, null), eligibility }).map((each) => each.rule)).toEqual(pays ? [] : ['PHB-NHS-ONLY']);
  });
});
