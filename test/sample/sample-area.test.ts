import fc from 'fast-check';
import { checkIdentifier } from '../../src/people/identifier.rules';
import { endOfAcademicYearOf25, isAdult, isPastCompulsorySchooling } from '../../src/person/ages.rules';
import { nationalServices } from '../../src/policy/policies';
import { SampleArea } from '../../src/sample/area';
import { costOfService } from '../../src/sample/care-services';
import { allot, MIXES, type MixName } from '../../src/sample/mixes';
import type { SamplePerson } from '../../src/sample/sample.types';
import { SETTINGS } from '../../src/sample/schools';
import { agreedOf } from '../../src/sample/section-j';
import { streamOfSection } from '../../src/streams/sections.rules';
import { amountInWords, exceeds, perYear } from '../../src/vocabulary/amount';
import { addDays, ageOn, birthday, type Day, runsOn, type Span } from '../../src/vocabulary/day';

const WAKEFIELD = { authority: '384', commissioner: 'QWO' } as const;
const areaOf = (people: number, seed: number, today: Day): SampleArea => new SampleArea({ people, seed, today, ...WAKEFIELD });
const everyone = (area: SampleArea): SamplePerson[] => Array.from({ length: area.settings.people }, (_, index) => area.personAt(index));

/** Any day of thirty years, leap days and the first of September among them. */
const aDay = fc.oneof(
  fc.integer({ min: 0, max: 30 * 365 }).map((days) => addDays('2020-01-01', days)),
  fc.constantFrom('2024-02-29', '2025-02-28', '2025-08-31', '2025-09-01', '2026-01-01', '2026-04-01', '2028-02-29'),
);
const someone = fc
  .record({ seed: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), people: fc.integer({ min: 1, max: 60 }), today: aDay, at: fc.nat() })
  .map(({ seed, people, today, at }) => ({ area: areaOf(people, seed, today), index: at % people }));
const everySomeone = (check: (person: SamplePerson, area: SampleArea) => void): void =>
  fc.assert(
    fc.property(someone, ({ area, index }) => check(area.personAt(index), area)),
    { numRuns: 400 },
  );

describe('how many of each mix', () => {
  it('adds up to the people, has every stream from three people on and every mix from eighteen', () => {
    for (const people of [...Array.from({ length: 120 }, (_, index) => index + 1), 999, 2_000, 50_000]) {
      const counts = allot(people);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(people);
      expect(counts.every((count) => count >= 0)).toBe(true);
      const streams = new Set(MIXES.flatMap(({ budgets }, order) => ((counts[order] ?? 0) > 0 ? budgets : [])));
      if (people >= 3) expect([...streams].sort()).toEqual(['ADULT_SOCIAL_CARE', 'CARER', 'CHILDRENS_SOCIAL_CARE', 'EDUCATION', 'HEALTH']);
      if (people >= MIXES.length) expect(counts.every((count) => count > 0)).toBe(true);
    }
  });

  it('keeps at least twelve children with all three streams from a hundred people on, and one in twenty children always', () => {
    for (const people of [100, 101, 150, 200, 500, 2_000]) {
      const counts = allot(people);
      const of = (wanted: (name: MixName) => boolean): number =>
        MIXES.reduce((sum, { name }, order) => sum + (wanted(name) ? (counts[order] ?? 0) : 0), 0);
      const allThree = of((name) => name === 'EDUCATION_SOCIAL_CARE_HEALTH');
      const children = MIXES.reduce((sum, { ehcPlan }, order) => sum + (ehcPlan ? (counts[order] ?? 0) : 0), 0);
      expect(allThree).toBeGreaterThanOrEqual(12);
      expect(allThree * 20).toBeGreaterThanOrEqual(children);
    }
  });

  it('shares two thousand people as it says', () => {
    const counts = allot(2_000);
    const share = (mixes: (mix: (typeof MIXES)[number]) => boolean): number =>
      MIXES.reduce((sum, mix, order) => sum + (mixes(mix) ? (counts[order] ?? 0) : 0), 0);
    expect(share(({ ehcPlan }) => ehcPlan)).toBe(1_100);
    expect(share(({ name }) => name === 'ADULT_CARE')).toBe(600);
    expect(share(({ budgets }) => budgets.includes('CARER'))).toBe(200);
    expect(MIXES.reduce((sum, { perMillion }) => sum + perMillion, 0)).toBe(1_000_000);
    // Children with one stream: as England's direct payments stand to each other, social care 12,580, education 3,163, health 148.
    const alone = (name: MixName): number => share((mix) => mix.name === name);
    expect([alone('SOCIAL_CARE'), alone('EDUCATION'), alone('HEALTH')]).toEqual([348, 88, 4]);
  });

  it('refuses a number of people that it cannot make', () => {
    for (const people of [0, -1, 1.5, 50_001]) expect(() => areaOf(people, 1, '2025-11-22')).toThrow(RangeError);
  });
});

describe('a person of the sample', () => {
  it('is the same whenever asked, and another with another seed', () => {
    const [one, again, other] = [areaOf(40, 7, '2025-11-22'), areaOf(40, 7, '2025-11-22'), areaOf(40, 8, '2025-11-22')];
    const backwards = Array.from({ length: 40 }, (_, index) => again.personAt(39 - index)).reverse();
    expect(backwards).toEqual(everyone(one));
    expect(everyone(other)).not.toEqual(everyone(one));
  });

  it('has numbers that check, of the range that is never issued, and nobody else has', () => {
    const people = everyone(areaOf(1_500, 3, '2025-11-22'));
    for (const { who } of people) {
      expect(checkIdentifier('NHS_NUMBER', who.nhsNumber)).toMatchObject({ valid: true });
      expect(who.nhsNumber.startsWith('999')).toBe(true);
      if (who.mix.ehcPlan) expect(checkIdentifier('UPN', who.upn ?? '')).toMatchObject({ valid: true });
      if (who.uln !== null) expect(checkIdentifier('ULN', who.uln)).toMatchObject({ valid: true });
    }
    for (const number of ['nhsNumber', 'upn', 'uln', 'localId'] as const) {
      const given = people.flatMap(({ who }) => who[number] ?? []);
      expect(new Set(given).size).toBe(given.length);
    }
    expect(SETTINGS.every(({ urn }) => /^9\d{5}$/.test(urn))).toBe(true);
  });

  it('is as old as the mix says, on any day', () =>
    everySomeone(({ who }, { settings: { today } }) => {
      const [youngest, oldest] = who.mix.ages;
      const age = ageOn(who.born, today);
      expect(age).toBeGreaterThanOrEqual(youngest);
      expect(age).toBeLessThanOrEqual(oldest);
      if (who.mix.ehcPlan) expect(endOfAcademicYearOf25(who.born) >= today).toBe(true);
    }));

  it('has the budgets of the mix and no other', () =>
    everySomeone(({ who, topUp, childrensRas, adultsRas, care, packages }) => {
      const carer = care.some(({ client, cost }) => client === 'Carer' && cost !== null);
      const adults = adultsRas !== null || care.some(({ client, cost }) => client === 'Service User' && cost !== null);
      const health = packages.some(({ type }) => type !== '04');
      const found = [
        topUp && 'EDUCATION',
        childrensRas && 'CHILDRENS_SOCIAL_CARE',
        adults && 'ADULT_SOCIAL_CARE',
        carer && 'CARER',
        health && 'HEALTH',
      ].filter(Boolean);
      expect(found.sort()).toEqual([...who.mix.budgets].sort());
    }));

  it('has days that make sense: assessed before agreed before it runs, nothing known before it happened', () =>
    everySomeone(({ who, plan, topUp, childrensRas, adultsRas, packages, care, lines }, { calendar: { today, reported } }) => {
      const ordered = (...days: (Day | null | undefined)[]): void => {
        const known = days.filter((day) => day !== null && day !== undefined);
        expect(known).toEqual([...known].sort());
      };
      const runsToday = (span: Span): void => {
        ordered(span.from, span.to);
        expect(runsOn(span, today)).toBe(true);
      };
      ordered(who.born, plan?.from, plan?.ceased?.on, today);
      if (topUp) {
        runsToday(topUp);
        ordered(plan?.from, topUp.from);
        ordered(topUp.release?.on, topUp.from);
        ordered(topUp.to, endOfAcademicYearOf25(who.born));
      }
      for (const ras of [childrensRas, adultsRas]) {
        if (!ras) continue;
        runsToday(ras);
        ordered(ras.assessedOn, ras.agreement?.on ?? ras.from, ras.agreement?.releasedOn ?? ras.from);
      }
      if (childrensRas) {
        expect(isAdult(who.born, today)).toBe(false);
        ordered(birthday(who.born, 5), childrensRas.from);
      }
      if (adultsRas) ordered(birthday(who.born, 18), adultsRas.from);
      for (const each of packages) {
        runsToday(each);
        ordered(who.born, each.from);
        // Continuing healthcare has its own decision at 18: no package runs across the birthday.
        expect(isAdult(who.born, each.from)).toBe(isAdult(who.born, today));
      }
      for (const event of care) {
        ordered(event.from, event.to);
        ordered(event.from, reported.to);
        if (event.type === 'Service') ordered(birthday(who.born, 18), event.from);
      }
      for (const line of lines) {
        ordered(plan?.from, line.from, line.to);
        ordered(line.from, today);
      }
    }));

  it('never spends on lines of Section J more than the stream has agreed, to the penny, on any day', () =>
    everySomeone(({ plan, topUp, childrensRas, adultsRas, packages, lines }) => {
      for (const agreed of agreedOf({ topUp, childrensRas, adultsRas, packages })) {
        const drawn = lines.filter(({ stream }) => stream === agreed.stream);
        expect([
          exceeds(
            drawn.map(({ cost }) => cost),
            agreed.amount,
          ),
          amountInWords(agreed.amount),
        ]).toEqual([false, amountInWords(agreed.amount)]);
        for (const line of drawn) {
          expect(perYear(line.cost)).toBeGreaterThan(0);
          expect(line.from >= agreed.from && (agreed.to === null || (line.to !== null && line.to <= agreed.to))).toBe(true);
        }
      }
      expect(plan !== null || lines.length === 0).toBe(true);
    }));

  it('has agreed with an adult enough for the services that run, on every day', () =>
    everySomeone(({ adultsRas, care }) => {
      const agreed = adultsRas?.agreement?.amount;
      const costed = care.flatMap((event) => (event.client === 'Service User' && event.cost ? [{ event, amount: costOfService(event.cost) }] : []));
      if (!agreed) return expect(adultsRas === null || costed.length === 0).toBe(true);
      for (const { event } of costed) {
        const running = costed.filter((other) => runsOn(other.event, event.from)).map(({ amount }) => amount);
        expect(exceeds(running, agreed)).toBe(false);
      }
      expect((adultsRas.contributionPerWeek ?? 0) <= agreed.pence).toBe(true);
      return undefined;
    }));

  it('buys what the stream of the section may buy, holds it as the law lets, and serves the objectives of education', () => {
    const services = new Map(nationalServices().map((service) => [service.code, service]));
    everySomeone(({ who, lines }) => {
      for (const line of lines) {
        const service = services.get(line.service);
        expect(service?.streams).toContain(line.stream);
        expect(service?.availability).toBe('individual');
        for (const trait of ['place', 'residential', 'care-home', 'reablement', 'nhs-excluded', 'forbidden'] as const)
          expect(service?.traits).not.toContain(trait);
        if (service?.traits.includes('in-setting')) expect(line.arrangement).toBe('COUNCIL_MANAGED');
        expect(streamOfSection(line.section, who.born, line.from)).toBe(line.stream);
        if (line.to !== null) expect(streamOfSection(line.section, who.born, line.to)).toBe(line.stream);
        if (line.arrangement !== 'DIRECT_PAYMENT') continue;
        const age = ageOn(who.born, line.from);
        if (line.holder === 'PERSON') expect(age >= 16 && (line.stream !== 'EDUCATION' || isPastCompulsorySchooling(who.born, line.from))).toBe(true);
        else expect(line.holder).toBe(age < 18 ? 'PARENT_OR_CARER' : 'THIRD_PARTY');
      }
      const education = new Set(lines.filter(({ stream }) => stream === 'EDUCATION').flatMap(({ tags }) => tags));
      if (education.size > 0) expect([...education]).toEqual(expect.arrayContaining(['INCLUSION', 'PROGRESSION']));
    });
  });

  it('who is a carer cares for an adult of the sample with care of their own', () => {
    const people = everyone(areaOf(300, 5, '2025-11-22'));
    const carers = people.filter(({ who }) => who.mix.budgets.includes('CARER'));
    expect(carers).toHaveLength(30);
    const byLocalId = new Map(people.map((person) => [person.who.localId, person]));
    for (const carer of carers) {
      const adult = byLocalId.get(carer.caresFor ?? '');
      expect(adult?.who.mix.name).toBe('ADULT_CARE');
      expect(adult?.hasUnpaidCarer).toBe(true);
    }
    expect(new Set(carers.map(({ caresFor }) => caresFor)).size).toBe(carers.length);
  });

  it('is figured in the published ranges', () => {
    const people = everyone(areaOf(2_000, 11, '2025-11-22'));
    const matrix = [150_000, 250_000, 400_000, 500_000, 600_000, 700_000, 900_000, 1_000_000, 1_300_000];
    for (const { topUp, childrensRas, packages, care, adultsRas } of people) {
      if (topUp) {
        expect(matrix).toContain(topUp.topUp);
        expect((topUp.release?.amount ?? 0) <= topUp.topUp).toBe(true);
      }
      if (childrensRas) expect([50_000, 100_000, 150_000, 280_000, 400_000, 600_000]).toContain(childrensRas.indicative.pence);
      for (const { type, perWeek } of packages) if (type !== '04') expect(perWeek.pence >= 15_000 && perWeek.pence <= 250_000).toBe(true);
      for (const { client, cost } of care) if (client === 'Carer' && cost) expect(cost.unitCost >= 10_000 && cost.unitCost <= 60_000).toBe(true);
      if (adultsRas?.agreement) expect(adultsRas.agreement.amount.pence >= 5_000 && adultsRas.agreement.amount.pence <= 90_500).toBe(true);
    }
    const shown = people.filter(({ showsHealth }) => showsHealth).length;
    const withHealth = people.filter(({ who }) => who.mix.budgets.includes('HEALTH')).length;
    expect(shown / withHealth).toBeGreaterThan(0.5);
    expect(shown / withHealth).toBeLessThan(0.7);
  });
});
