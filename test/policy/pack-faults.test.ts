import { readPack } from '../../src/policy/pack.reader';
import { nationalServices } from '../../src/policy/policies';

const HEAD = `pack: somewhere
version: "1"
authority:
  name: Somewhere Council
  dfe: "997"
extends: england
from: 2020-04-01
reviewDue: 2021-04-01
source: Made up
`;
const HEAD_LINES = HEAD.split('\n').length - 1;
const services = nationalServices();
const faultsOf = (text: string): readonly string[] =>
  readPack(text, services).faults.map(({ line, column, message, fix }) => `${line}:${column} ${message} ${fix}`);
/** Faults of a pack whose head is right; lines count from the first after the head. */
const faults = (body: string): readonly string[] =>
  readPack(HEAD + body, services).faults.map(({ line, column, message, fix }) => `${line - HEAD_LINES}:${column} ${message} ${fix}`);

test('the head alone is a pack', () => {
  expect(readPack(HEAD, services).pack).toMatchObject({
    name: 'somewhere',
    version: '1',
    authority: { dfe: '997', ons: null },
    draft: false,
    to: null,
  });
});

describe('what cannot be read', () => {
  test.each([
    ['pack: [a', /^1:\d+ The file cannot be read here: /],
    ['pack: a\npack: b\n', /^2:1 The file cannot be read here: .* Keep one of the two lines\.$/],
    ['a:\n\t- b\n', /^2:1 The file cannot be read here: .* Indent with spaces/],
    ['x'.repeat(1_000_001), /^1:1 The file is longer than a pack can be\./],
    ['', /^1:1 nothing is not what is expected here\. Write a policy pack\./],
    ['- a\n', /^1:1 a list is not what is expected here\./],
  ])('%#', (text, fault) => {
    expect(faultsOf(text)[0]).toMatch(fault);
  });
  test('an alias bomb is a fault, not a standstill', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefghi'
        .split('')
        .map((name, index) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefghi'.charAt(index)}`).join(', ')}]`),
    ].join('\n');
    expect(faultsOf(bomb)[0]).toMatch(/^1:1 The file cannot be read here: .*alias/i);
  });
});

describe('the head', () => {
  test.each([
    ['version: "1"\n', '', '1:1 "version" is missing. Add "version": the version, such as 2016-07: letters, digits, full stops, hyphens.'],
    [
      'pack: somewhere',
      'pack: Some Where',
      '1:7 pack: "Some Where" is not what is expected here. Write the name of the pack in small letters, such as wakefield.',
    ],
    ['  dfe: "997"\n', '', '4:3 authority: the authority has no code. Add "dfe" (three digits) or "ons" (E and eight digits), or both.'],
    ['"997"', '99', '5:8 authority > dfe: "99" is not what is expected here. Write the three-digit DfE code, such as 384.'],
    [
      'from: 2020-04-01',
      'from: 2020-02-30',
      '7:7 from: "2020-02-30" is not what is expected here. Write a day as year-month-day, such as 2025-04-01.',
    ],
    [
      'reviewDue: 2021-04-01',
      'reviewDue: 2019-04-01',
      '8:12 reviewDue: its review is due on 2019-04-01, before it begins on 2020-04-01. Write the day by which the pack is to be looked at again.',
    ],
    [
      'reviewDue',
      'to: 2020-01-01\nreviewDue',
      '8:5 to: the pack ends on 2020-01-01, before it begins on 2020-04-01. Put the two days the right way round.',
    ],
    ['extends: england\n', '', '1:7 pack: the pack does not extend england. Write "extends: england": what this pack leaves unsaid, that one says.'],
    [
      'extends: england',
      'extends: wakefield',
      '6:10 extends: the pack does not extend england. Write "extends: england": what this pack leaves unsaid, that one says.',
    ],
    ['pack: somewhere', 'pack: england', '6:10 extends: england extends no other pack. Remove the line "extends".'],
    ['source: Made up', 'source: ', '9:9 source: nothing is not what is expected here. Write some text, at most 500 characters.'],
    ['source: Made up', 'source: Made up\nsorce: x', '10:1 sorce: the format has no "sorce" here. Did you mean "source"?'],
    ['source: Made up', 'source: Made up\nzebra: x', /^10:1 zebra: the format has no "zebra" here\. What may stand here: pack, version, /],
  ])('%j as %j', (from, to, fault) => {
    const found = faultsOf(HEAD.replace(from, to));
    expect(found).toHaveLength(1);
    if (typeof fault === 'string') expect(found[0]).toBe(fault);
    else expect(found[0]).toMatch(fault);
  });
});

const band = (rows: string, more = ''): string =>
  `elementThree:\n  - shape: band\n    title: T\n    from: 2020-04-01\n    source: S\n${more}    bands:\n${rows}`;
const steps = (rows: string): string =>
  `childrensRas:\n  - method: steps\n    title: T\n    every: YEAR\n    from: 2020-04-01\n    source: S\n    steps:\n${rows}`;

describe('Element 3', () => {
  test.each([
    [
      band('      - { band: A, topUp: "10,000" }\n'),
      '7:27 elementThree 1 > bands 1 > topUp: "10,000" is not what is expected here. Write money in pounds, such as 10000 or 72.40: no pound sign, no comma.',
    ],
    [
      band('      - { band: A, topUp: 72.4 }\n'),
      '7:27 elementThree 1 > bands 1 > topUp: "72.4" is not what is expected here. Write money in pounds, such as 10000 or 72.40: no pound sign, no comma.',
    ],
    [
      band('      - { band: A }\n'),
      '7:9 elementThree 1 > bands 1: it says no top-up. Write one of "topUp" (an amount), "above" (priced individually above it), "metFrom: elementTwo", or "noAmount: true".',
    ],
    [band('      - { band: A, topUp: 1, above: 2 }\n'), /^7:9 .* it says more than one thing about the top-up\./],
    [
      band('      - { band: A, topUp: 1 }\n      - { band: a, topUp: 2 }\n'),
      '8:17 elementThree 1 > bands 2 > band: the band "a" is there twice. Keep one of the two.',
    ],
    [
      band('      - { band: A, topUp: 1 }\n', '    to: 2020-03-31\n'),
      '6:9 elementThree 1 > to: it ends on 2020-03-31, before it begins on 2020-04-01. Put the two days the right way round.',
    ],
    [band('      - { band: A, topUp: 1 }\n', '    severalStrands: sum\n'), /^6:5 .* the format has no "severalStrands" here\./],
    ['elementThree:\n  - shape: bands\n', '2:12 elementThree 1: "shape" is "bands". Write one of band, matrix, setting, points.'],
    ['elementThree:\n  - title: x\n', '2:5 elementThree 1: "shape" is nothing. Write one of band, matrix, setting, points.'],
    ['elementThree: []\n', '1:15 elementThree: the list is empty. Add an entry, or leave the whole list out.'],
    [
      `${band('      - { band: A, topUp: 1 }\n')}${band('      - { band: A, topUp: 1 }\n').replace('elementThree:\n', '').replace('2020-04-01', '2021-04-01')}`,
      '8:5 elementThree 2: the table from 2021-04-01 is in force on days on which the one from 2020-04-01 is, too. Give the earlier one a last day ("to") that is the day before the later one begins.',
    ],
    [
      'elementThree:\n  - shape: matrix\n    title: T\n    from: 2020-04-01\n    source: S\n    strands:\n      - strand: 1A\n        levels:\n          - { level: 5, high: 3, low: 1 }\n',
      '9:13 elementThree 1 > strands 1 > levels 1: not every tier has its amount. Write "high", "medium" and "low", or one value for the whole level.',
    ],
    [
      'elementThree:\n  - shape: matrix\n    title: T\n    from: 2020-04-01\n    source: S\n    strands:\n      - strand: 1A\n        levels:\n          - { level: 5, topUp: 3 }\n          - { level: 05, topUp: 3 }\n',
      /^10:22 .* the level "5" is there twice\./,
    ],
  ])('%#', (body, fault) => {
    const found = faults(body);
    expect(found).toHaveLength(1);
    if (typeof fault === 'string') expect(found[0]).toBe(fault);
    else expect(found[0]).toMatch(fault);
  });
});

describe('resource allocation and carers', () => {
  test.each([
    [
      steps('      - { from: 0, to: 9 }\n      - { from: 11, amount: 5 }\n'),
      '9:17 childrensRas 1 > steps 2 > from: no step holds 10 points. Close the gap; where the table gives no amount, write a step without "amount".',
    ],
    [
      steps('      - { from: 0, to: 9 }\n      - { from: 9, amount: 5 }\n'),
      '9:17 childrensRas 1 > steps 2 > from: 9 points are in two steps. Begin this step at 10.',
    ],
    [
      steps('      - { from: 0 }\n      - { from: 9, amount: 5 }\n'),
      '8:9 childrensRas 1 > steps 1: only the last step may be open at its end. Add "to".',
    ],
    [
      steps('      - { from: 9, to: 0 }\n'),
      '8:24 childrensRas 1 > steps 1 > to: the step ends at 0, before it begins at 9. Put the two the right way round.',
    ],
    [steps('      - { from: 1.5 }\n'), '8:17 childrensRas 1 > steps 1 > from: "1.5" is not what is expected here. Write a whole number, such as 28.'],
    [
      'adultsRas:\n  - { method: hours, title: T, every: MONTH, from: 2020-04-01, source: S, ratePerHour: 20, mostHours: 40 }\n',
      '2:39 adultsRas 1 > every: hours are assessed by the week or by the year. Write "every: WEEK", or "every: YEAR" for hours a year.',
    ],
    [
      'adultsRas:\n  - { method: point-price, title: T, every: WEEK, from: 2020-04-01, source: S, pricePerPoint: 5, lowestPoints: 9, highestPoints: 3 }\n',
      /^2:\d+ adultsRas 1 > lowestPoints: the range ends before it begins\./,
    ],
    [
      'adultsRas:\n  - method: point-price\n    title: T\n    every: WEEKLY\n    from: 2020-04-01\n    source: S\n    pricePerPoint: 5\n    lowestPoints: 1\n    highestPoints: 3\n',
      '4:12 adultsRas 1 > every: "WEEKLY" is not what is expected here. Did you mean "WEEK"? Write how often the amount is paid: one of WEEK, FORTNIGHT, FOUR_WEEKS, MONTH, QUARTER, YEAR, ONE_OFF.',
    ],
    [
      'carerLevels:\n  - title: T\n    every: YEAR\n    from: 2020-04-01\n    source: S\n    levels:\n      - { level: high, amount: 1 }\n      - { level: High, amount: 2 }\n',
      '8:18 carerLevels 1 > levels 2 > level: the level "High" is there twice. Keep one of the two.',
    ],
  ])('%#', (body, fault) => {
    const found = faults(body);
    expect(found).toHaveLength(1);
    if (typeof fault === 'string') expect(found[0]).toBe(fault);
    else expect(found[0]).toMatch(fault);
  });
  test('a table for points and one for hours may stand side by side, two for points may not', () => {
    const points =
      '  - { method: point-price, title: T, every: WEEK, from: 2020-04-01, source: S, pricePerPoint: 5, lowestPoints: 1, highestPoints: 3 }\n';
    const hours = '  - { method: hours, title: T, every: WEEK, from: 2020-04-01, source: S, ratePerHour: 20, mostHours: 40 }\n';
    expect(faults(`adultsRas:\n${points}${hours}`)).toEqual([]);
    expect(faults(`adultsRas:\n${points}${points}`)).toEqual([expect.stringMatching(/^3:5 adultsRas 2: the table from 2020-04-01 is in force/)]);
  });
});

describe('finances, rates, the catalogue and practice', () => {
  test.each([
    [
      'financialAssessment:\n  - from: 2020-04-01\n    source: S\n',
      '2:5 financialAssessment 1: the set holds no figure. Add one, or remove the set.',
    ],
    [
      'financialAssessment:\n  - { from: 2020-04-01, source: S, minimumCharge: 1 }\n  - { from: 2021-04-01, source: S, minimumCharge: 2 }\n',
      '3:51 financialAssessment 2 > minimumCharge: the smallest charge that is collected is said twice for the same days: here and in the set from 2020-04-01. Give the earlier set a last day, or keep the figure in one of the two.',
    ],
    [
      'financialAssessment:\n  - from: 2020-04-01\n    source: S\n    capital: { lowerLimit: 5, upperLimit: 3 }\n',
      '4:28 financialAssessment 1 > capital > lowerLimit: the lower capital limit is above the upper. Put the two the right way round.',
    ],
    [
      'financialAssessment:\n  - from: 2020-04-01\n    source: S\n    capital: { tariffStep: 0 }\n',
      '4:28 financialAssessment 1 > capital > tariffStep: a step of nothing cannot be counted. Write the step, such as 250.',
    ],
    [
      'practice:\n  suppressionThreshold: 101\n',
      /practice > suppressionThreshold: "101" is not what is expected here\. Write a whole number from 0 to 100, such as 5\.$/,
    ],
    [
      'practice:\n  summaries: { every: DAY }\n',
      /practice > summaries > every: "DAY" is not what is expected here\. Write the points in time: one of MONTH, QUARTER\.$/,
    ],
    [
      'practice:\n  summaries: { keep: 0 }\n',
      /practice > summaries > keep: "0" is not what is expected here\. Write a whole number from 1 to 24, such as 8\.$/,
    ],
    [
      'financialAssessment:\n  - from: 2020-04-01\n    source: S\n    shareOfDisposableIncome: 101\n',
      '4:30 financialAssessment 1 > shareOfDisposableIncome: "101" is not what is expected here. Write a whole percentage from 0 to 100, without the sign.',
    ],
    [
      'financialAssessment:\n  - from: 2020-04-01\n    source: S\n    minimumIncomeGuarantee:\n      single18to24: 70.00\n',
      '5:7 financialAssessment 1 > minimumIncomeGuarantee > single18to24: the format has no "single18to24" here. Did you mean "single18To24"?',
    ],
    [
      'rates:\n  - from: 2020-04-01\n    source: S\n    services:\n      - { service: UNICORN, unit: hour, price: 1 }\n',
      '5:20 rates 1 > services 1 > service: no service has the code UNICORN. Use a national code, or add the service under catalogue > services.',
    ],
    [
      'rates:\n  - from: 2020-04-01\n    source: S\n    services:\n      - { service: HOME_CARE, unit: hour, price: 9, ceiling: 8 }\n',
      /^5:\d+ rates 1 > services 1 > ceiling: the ceiling is below the price\./,
    ],
    [
      'rates:\n  - from: 2020-04-01\n    source: S\n    services:\n      - { service: HOME_CARE, unit: hour, price: 9 }\n      - { service: HOME_CARE, unit: day, price: 9 }\n',
      /^6:20 .* HOME_CARE has a rate twice for the same days\./,
    ],
    [
      'catalogue:\n  services:\n    - { code: THERAPY, name: T, streams: [CARER], availability: block }\n',
      /^3:15 catalogue > services 1 > code: THERAPY is a national code, with its own streams\./,
    ],
    [
      'catalogue:\n  services:\n    - { code: A1, name: T, streams: [CARER], availability: block }\n    - { code: A1, name: T, streams: [CARER], availability: block }\n',
      /^4:15 .* the service "A1" is there twice\./,
    ],
    [
      'catalogue:\n  availability:\n    - { service: THERAPY, streams: [CARER], is: block }\n',
      '3:36 catalogue > availability 1 > streams: THERAPY does not occur in CARER. Its streams are EDUCATION, HEALTH.',
    ],
    [
      'catalogue:\n  availability:\n    - { service: THERAPY, is: block }\n    - { service: THERAPY, streams: [HEALTH], is: universal }\n',
      /^4:7 catalogue > availability 2: how THERAPY is supplied in HEALTH is said twice\./,
    ],
    ['catalogue:\n  availability:\n    - { service: UNICORN, is: block }\n', /^3:18 .* no service has the code UNICORN\./],
    ['rules: [EDU-AGE]\n', /^1:9 rules 1: "EDU-AGE" is not what is expected here\. Write a rule that is local policy: one of /],
    ['rules: [SERVICE-BLOKC]\n', /^1:9 rules 1: .* Did you mean "SERVICE-BLOCK"\?/],
    ['rules: [SERVICE-BLOCK, SERVICE-BLOCK]\n', /^1:24 rules 2: the rule "SERVICE-BLOCK" is there twice\./],
    [
      'practice:\n  approvalLimits:\n    CHIEF: 5\n',
      /^3:5 practice > approvalLimits > CHIEF: the format has no "CHIEF" here\. What may stand here: SEND_OFFICER, /,
    ],
    [
      'practice:\n  reviews: { basis: fixed }\n',
      '2:12 practice > reviews: "usuallyEveryMonths" is missing. Add "usuallyEveryMonths": a whole number, such as 28.',
    ],
    ['practice: none\n', '1:11 practice: "none" is not what is expected here. Write the authority\'s practice.'],
  ])('%#', (body, fault) => {
    const found = faults(body);
    expect(found).toHaveLength(1);
    if (typeof fault === 'string') expect(found[0]).toBe(fault);
    else expect(found[0]).toMatch(fault);
  });
});

test('every fault is found in one go, in the order of the lines: of form and of meaning', () => {
  const text = `${HEAD.replace('  dfe: "997"\n', '').replace('reviewDue: 2021-04-01', 'reviewDue: soon')}rules: [SERVICE-BLOCK, SERVICE-BLOCK]
${band('      - { band: A, topUp: lots }\n')}${steps('      - { from: 0, to: 9 }\n      - { from: 11, amount: 5 }\n')}practice:
  consultationDays: many
`;
  expect(faultsOf(text).map((fault) => fault.split(' ')[0])).toEqual(['4:3', '7:12', '9:24', '16:27', '25:17', '27:21']);
});

test('JSON is read as well', () => {
  const json = {
    pack: 'somewhere',
    version: '1',
    authority: { name: 'S', dfe: '997' },
    extends: 'england',
    from: '2020-04-01',
    reviewDue: '2021-04-01',
    source: 'S',
    practice: { consultationDays: 14 },
  };
  expect(readPack(JSON.stringify(json, null, 2), services).pack?.practice.consultationDays).toBe(14);
});
