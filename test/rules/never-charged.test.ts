import { adultContribution } from '../../src/streams/adult-social-care/contribution.rules';
import type { FinancialFacts } from '../../src/streams/financial-facts.types';
import { amount } from '../../src/vocabulary/amount';
import { norfolk } from './facts';
import { rule } from './rule';
import '../../src/server/rule-book';

/* Who is never charged, whatever they have (SI 2014/2672 reg 4). */

const facts = (more: Partial<FinancialFacts>): FinancialFacts => ({
  dateOfBirth: '1940-01-01',
  household: 'SINGLE',
  setting: 'CARE_HOME',
  dependentChildren: 0,
  premiums: [],
  careCost: amount(90_000, 'WEEK'),
  disclosed: true,
  capital: 5_000_000,
  income: [],
  housingCosts: [],
  disabilityRelatedExpenditure: [],
  minimumIncomeGuarantee: null,
  ...more,
});
const assessed = (more: Partial<FinancialFacts>) => adultContribution(facts(more), norfolk('2024-10-01'));

rule('ASC-CJD-FREE')
  .speaks('of somebody with capital over the limit', () => assessed({ variantCjd: true }).results)
  .speaks('of somebody who keeps their finances to themselves', () => assessed({ variantCjd: true, disclosed: false }).results)
  .passes('of anybody else', () => assessed({}).results);

test('the contribution is nothing to the penny, in a home and outside one, on any day', () => {
  for (const setting of ['COMMUNITY', 'CARE_HOME'] as const)
    for (const capital of [null, 0, 5_000_000])
      for (const day of ['2015-04-01', '2024-10-01', '2027-01-01'])
        expect(adultContribution(facts({ variantCjd: true, setting, capital }), norfolk(day)).amount).toEqual(amount(0, 'WEEK'));
  expect(assessed({}).amount).toEqual(amount(90_000, 'WEEK'));
});
