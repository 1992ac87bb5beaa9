import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOCAL_RULES } from '../../src/policy/pack.types';
import { loadPolicies, PackFaults, policiesFrom, shippedPackFiles } from '../../src/policy/policies';
import { nameOfVersion } from '../../src/policy/policy.types';
import { allRules } from '../../src/rules/rule';
import '../../src/calculators/calculators.resolver';

const shipped = loadPolicies();
const withTestPacks = loadPolicies({ extraDirectory: join(__dirname, 'packs') });

const pack = (
  lines: string,
  head: { name?: string; version?: string; dfe?: string; from?: string } = {},
): string => `pack: ${head.name ?? 'somewhere'}
version: "${head.version ?? '1'}"
authority: { name: Somewhere Council, dfe: "${head.dfe ?? '997'}" }
extends: england
from: ${head.from ?? '2020-04-01'}
reviewDue: 2030-04-01
source: Made up
${lines}`;
const loaded = (...texts: readonly string[]): ReturnType<typeof policiesFrom> =>
  policiesFrom([...shippedPackFiles(), ...texts.map((text, index) => ({ name: `extra-${index}.yaml`, text }))]);

describe('the packs that come with the hub', () => {
  test('England and twelve councils, by both of their codes', () => {
    expect(shipped.versions().map((version) => [version.authority, nameOfVersion(version), version.draft])).toEqual([
      ['E92000001', 'england 2026-27', false],
      ['331', 'coventry 2024-25', false],
      ['878', 'devon 2023-24', false],
      ['876', 'halton 2015-04', false],
      ['884', 'herefordshire 2024-04', false],
      ['206', 'islington 2017-18', false],
      ['207', 'kensington-and-chelsea 2009', false],
      ['314', 'kingston 2016', false],
      ['926', 'norfolk 2014-09', false],
      ['870', 'reading 2024/25', false],
      ['343', 'sefton 2016-2018-draft-2.2', true],
      ['384', 'wakefield 2016-07', false],
      ['872', 'wokingham 2024-02', false],
    ]);
    for (const [dfe, ons] of [
      ['384', 'E08000036'],
      ['343', 'E08000014'],
      ['926', 'E10000020'],
      ['878', 'E10000008'],
      ['876', 'E06000006'],
      ['331', 'E08000026'],
      ['884', 'E06000019'],
      ['206', 'E09000019'],
      ['207', 'E09000020'],
      ['314', 'E09000021'],
      ['870', 'E06000038'],
      ['872', 'E06000041'],
    ] as const)
      expect(shipped.forAuthority(ons).on('2023-05-01').version).toEqual(shipped.forAuthority(dfe).on('2023-05-01').version);
  });
  test('an authority’s versions: its own first, then what it extends; without a pack England’s alone', () => {
    expect(shipped.versions('E08000036').map(({ name }) => name)).toEqual(['wakefield', 'england']);
    expect(shipped.versions('341').map(({ name }) => name)).toEqual(['england']);
    expect(shipped.versions('E92000001').map(({ name }) => name)).toEqual(['england']);
    expect(shipped.forAuthority('341').on('2023-05-01')).toMatchObject({ authorityName: 'authority 341', version: { name: 'england' } });
  });
  test('what is no code of an authority is a broken request', () => {
    for (const code of ['Wakefield', '38', '3840', 'W06000015', '']) {
      expect(() => shipped.forAuthority(code)).toThrow(/three-digit DfE code/);
      expect(() => shipped.versions(code)).toThrow(/three-digit DfE code/);
    }
  });
  test('practice: Wakefield’s, Sefton’s, and England’s where a pack is silent', () => {
    const on = (code: string): ReturnType<ReturnType<typeof shipped.forAuthority>['on']> => shipped.forAuthority(code).on('2017-05-01');
    expect(on('384').reviewCycle).toEqual({
      basis: 'fixed',
      firstWithinMonths: 3,
      secondAfterMonths: 6,
      thenEveryMonths: [6, 12],
      usuallyEveryMonths: 12,
    });
    expect(on('343').reviewCycle).toMatchObject({ basis: 'risk', firstWithinMonths: null });
    expect(on('341').reviewCycle).toMatchObject({ basis: 'law', usuallyEveryMonths: 12 });
    expect([on('384').disputeStages, on('343').disputeStages]).toEqual([['PATHWAY', 'SERVICE_MANAGER', 'COMPLAINTS'], ['COMPLAINTS']]);
    for (const code of ['384', '343', '341']) {
      expect([on(code).consultationDays, on(code).suppressionThreshold]).toEqual([28, 5]);
      expect(on(code).summaries).toEqual({ every: 'QUARTER', publishedAfterDays: 14, keep: 8 });
      expect(on(code).leadDays).toEqual({ reviews: 28, agreements: 56, transitions: 365 });
      for (const role of ['SEND_OFFICER', 'CHILDRENS_SOCIAL_WORKER', 'ADULTS_SOCIAL_WORKER', 'CARERS_WORKER'])
        expect(on(code).approvalLimit(role)).toBe(5_000_000);
      for (const role of ['SERVICE_MANAGER', 'HEALTH_COMMISSIONER']) expect(on(code).approvalLimit(role)).toBe(50_000_000);
      for (const role of ['FINANCE_OFFICER', 'DP_TEAM', 'PARENT', 'constructor']) expect(on(code).approvalLimit(role)).toBeNull();
    }
  });
  test('local rules hold where a pack names them, national ones everywhere, from the pack’s first day', () => {
    const holds = (code: string, day = '2017-05-01'): readonly string[] =>
      LOCAL_RULES.filter((rule) => shipped.forAuthority(code).on(day).applies(rule));
    expect(holds('384')).toEqual(LOCAL_RULES);
    expect(holds('343')).toEqual(['DISPUTE-STAGES']);
    expect(holds('926')).toEqual([]);
    expect(holds('384', '2014-08-31')).toEqual([]);
    expect(shipped.forAuthority('926').on('2017-05-01').applies('EDU-AGE')).toBe(true);
    expect(shipped.authoritiesWith('DISPUTE-STAGES', '2017-05-01')).toEqual(['343', '384']);
    expect(shipped.authoritiesWith('DISPUTE-STAGES', '2015-05-01')).toEqual(['384']);
  });
  test('a rule is local in the registry where the packs may name it', () => {
    const local: readonly string[] = LOCAL_RULES;
    for (const rule of allRules()) expect([rule.id, rule.local]).toEqual([rule.id, local.includes(rule.id)]);
  });
  test('days before the first version have England’s practice and no figures', () => {
    const view = shipped.forAuthority('384').on('1999-01-01');
    expect([view.version.name, view.consultationDays, view.financial('capital.upperLimit').found]).toEqual(['england', 28, false]);
  });
});

describe('figures', () => {
  const view = withTestPacks.forAuthority('999').on('2024-09-01');
  test('an authority’s own figure first, England’s where it is silent, each with its source and version', () => {
    expect(view.financial('shareOfDisposableIncome')).toMatchObject({
      found: true,
      value: 90,
      policy: { name: 'elsewhere' },
      source: 'Made up for the tests',
    });
    expect(view.financial('capital.upperLimit')).toMatchObject({ found: true, value: 2_325_000, policy: { name: 'england' } });
  });
  test('rates and ceilings, by service and day', () => {
    expect(view.rate('HOME_CARE')).toMatchObject({ found: true, value: { unit: 'hour', price: 2_235, ceiling: 2_500 } });
    expect(view.rate('SENSORY_ROOM')).toMatchObject({ found: true, value: { price: 1_800, ceiling: null } });
    for (const [day, service, named] of [
      ['2024-03-31', 'HOME_CARE', 'a rate for Home care'],
      ['2025-04-01', 'HOME_CARE', 'a rate for Home care'],
      ['2024-09-01', 'DAY_ACTIVITY', 'a rate for Day activity'],
    ] as const) {
      const missing = withTestPacks.forAuthority('999').on(day).rate(service);
      expect(missing).toMatchObject({
        found: false,
        refusal: { rule: 'POLICY-FIGURE', effect: 'REFUSE', message: `The policy of Elsewhere Council does not hold ${named} on ${day}.` },
      });
    }
  });
  test('an authority’s own services and how it supplies others', () => {
    expect(view.service('SENSORY_ROOM')).toMatchObject({ streams: ['EDUCATION', 'CHILDRENS_SOCIAL_CARE'], availability: 'group-harm' });
    expect([
      view.availability('THERAPY', 'HEALTH'),
      view.availability('THERAPY', 'EDUCATION'),
      view.availability('SENSORY_ROOM', 'EDUCATION'),
      view.availability('BLOCK_DAY_CENTRE', 'ADULT_SOCIAL_CARE'),
    ]).toEqual(['block', 'individual', 'group-harm', 'block']);
    expect(view.service('UNICORN')).toBeNull();
    expect(withTestPacks.forAuthority('384').on('2024-09-01').service('SENSORY_ROOM')).toBeNull();
    expect(view.services()).toHaveLength(withTestPacks.forAuthority('384').on('2024-09-01').services().length + 2);
  });
  test('the 36 national services, in their streams', () => {
    const services = shipped.forAuthority('341').on('2024-09-01').services();
    expect(services).toHaveLength(36);
    expect(services.find(({ code }) => code === 'PERSONAL_ASSISTANT')?.streams).toEqual([
      'EDUCATION',
      'CHILDRENS_SOCIAL_CARE',
      'ADULT_SOCIAL_CARE',
      'HEALTH',
    ]);
  });
});

describe('versions', () => {
  const first = pack('practice: { consultationDays: 14, approvalLimits: { SEND_OFFICER: 100 }, leadDays: { transitions: 540 } }');
  const second = pack('practice: { consultationDays: 21 }', { version: '2', from: '2023-04-01' });
  const policies = loaded(second, first);
  test('the one that began last decides, and is whole', () => {
    const at = (day: string): readonly unknown[] => {
      const view = policies.forAuthority('997').on(day);
      return [nameOfVersion(view.version), view.consultationDays, view.approvalLimit('SEND_OFFICER')];
    };
    // What a version leaves out of a group, England says.
    expect(policies.forAuthority('997').on('2020-04-01').leadDays).toEqual({ reviews: 28, agreements: 56, transitions: 540 });
    expect(at('2020-03-31')).toEqual(['england 2026-27', 28, 5_000_000]);
    expect(at('2020-04-01')).toEqual(['somewhere 1', 14, 10_000]);
    expect(at('2023-03-31')).toEqual(['somewhere 1', 14, 10_000]);
    expect(at('2023-04-01')).toEqual(['somewhere 2', 21, 5_000_000]);
  });
  test('each version says its last day', () => {
    expect(policies.versions('997').map(({ version, from, to }) => [version, from, to])).toEqual([
      ['1', '2020-04-01', '2023-03-31'],
      ['2', '2023-04-01', null],
      ['2026-27', '2000-04-01', null],
    ]);
  });
  test('a year that England does not hold yet is added to the nation’s figures, and holds for every council', () => {
    const england = shippedPackFiles().find(({ name }) => name.endsWith('england.yaml'))?.text ?? '';
    const head = england
      .slice(0, england.indexOf('financialAssessment:'))
      .replace('"2026-27"', '"2027-28"')
      .replace('from: 2000-04-01', 'from: 2027-04-06');
    const rest = england.slice(england.indexOf('\ncatalogue:'));
    const year = 'financialAssessment:\n  - { from: 2027-04-06, to: 2028-04-05, source: Circular for 2027/28, personalExpensesAllowance: 33.00 }\n';
    const added = loaded(`${head.replace('reviewDue: 2027-04-05', 'reviewDue: 2028-04-05')}${year}${rest}`);
    for (const code of ['384', '341'])
      expect([
        added.forAuthority(code).on('2027-04-05').financial('personalExpensesAllowance'),
        added.forAuthority(code).on('2027-04-06').financial('personalExpensesAllowance'),
      ]).toMatchObject([
        { value: 3_180, policy: { version: '2026-27' } },
        { value: 3_300, policy: { version: '2027-28' } },
      ]);
  });
  test('the figures of a day begin on 6 April, whether or not they are held', () => {
    const since = (day: string): string => shipped.forAuthority('384').on(day).figuresSince;
    expect(['2018-05-01', '2026-04-05', '2026-04-06', '2027-04-05', '2027-04-06'].map(since)).toEqual([
      '2015-04-06',
      '2025-04-06',
      '2026-04-06',
      '2026-04-06',
      '2027-04-06',
    ]);
  });
  test('a version that adds what was missing, in the middle of a year, begins no figures', () => {
    const england = shippedPackFiles().find(({ name }) => name.endsWith('england.yaml'))?.text ?? '';
    const fuller = england
      .replace('version: "2026-27"', 'version: "2026-27-b"')
      .replace('from: 2000-04-01', 'from: 2026-11-01')
      .replace('      single18To24: 95.40\n', '      single18To24: 95.40\n      couple: 90.00\n');
    const view = loaded(fuller).forAuthority('384').on('2026-12-01');
    expect([view.financial('minimumIncomeGuarantee.couple'), view.figuresSince]).toMatchObject([{ found: true, value: 9_000 }, '2026-04-06']);
  });
  test('England’s figure is not an authority’s own, where the nation is asked', () => {
    const limits = withTestPacks.forAuthority('998').on('2024-09-01');
    expect([limits.financial('capital.upperLimit'), limits.financial('capital.upperLimit', 'NATION')]).toMatchObject([
      { value: 3_500_000, policy: { name: 'limits' } },
      { value: 2_325_000, policy: { name: 'england' } },
    ]);
  });
  test('the pension age that an older pack says is passed over: the Acts have it by birth date', () => {
    const older = loaded(pack('financialAssessment:\n  - { from: 2026-04-06, source: S, pensionCreditAge: 67, pensionCreditAgeNotBefore: 66 }\n'));
    expect(older.forAuthority('997').on('2026-05-01').version.name).toBe('somewhere');
  });
});

describe('loading', () => {
  const faults = (run: () => unknown): readonly string[] => {
    try {
      run();
    } catch (error) {
      if (error instanceof PackFaults) return error.faults;
      throw error;
    }
    return [];
  };
  test('every fault of every file is in the one error', () => {
    expect(faults(() => loaded(pack('rules: [X]\n'), pack('practice: no\n', { name: 'other', dfe: '996' })))).toEqual([
      expect.stringMatching(/^extra-0\.yaml:8:9 {2}rules 1: /),
      expect.stringMatching(/^extra-1\.yaml:8:11 {2}practice: /),
    ]);
  });
  test('two files that cannot stand beside each other', () => {
    expect(faults(() => loaded(pack(''), pack('', { from: '2021-04-01' })))).toEqual([expect.stringContaining('is version 1 of somewhere, too')]);
    expect(faults(() => loaded(pack(''), pack('', { version: '2' })))).toEqual([expect.stringContaining('begins on 2020-04-01, too')]);
    expect(faults(() => loaded(pack('', { name: 'wakefeild', dfe: '384' })))).toEqual([
      expect.stringContaining('is of the same authority under the name wakefield'),
    ]);
  });
  test('a council’s own pack takes the place of the one that comes with the hub: as its version, or from its first day', () => {
    const folder = mkdtempSync(join(tmpdir(), 'packs-'));
    const own = (more: string): string => pack(`practice: { consultationDays: 14 }\n${more}`, { name: 'coventry', dfe: '331', from: '2024-04-01' });
    try {
      writeFileSync(join(folder, 'coventry.yaml'), own(''));
      const view = loadPolicies({ extraDirectory: folder }).forAuthority('331').on('2024-10-01');
      expect([nameOfVersion(view.version), view.consultationDays, view.adultsRas('hours').found]).toEqual(['coventry 1', 14, false]);
      writeFileSync(join(folder, 'again.yaml'), own(''));
      expect(() => loadPolicies({ extraDirectory: folder })).toThrow(/is version 1 of coventry, too/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
  test('a folder of the council’s own: its packs are read, and a folder that is not there is said', () => {
    const folder = mkdtempSync(join(tmpdir(), 'packs-'));
    try {
      writeFileSync(join(folder, 'somewhere.yml'), pack('practice: { consultationDays: 14 }\n'));
      writeFileSync(join(folder, 'notes.txt'), 'not a pack');
      expect(loadPolicies({ extraDirectory: folder }).forAuthority('997').on('2024-01-01').consultationDays).toBe(14);
      writeFileSync(join(folder, 'somewhere.yml'), pack('practise: {}\n'));
      expect(faults(() => loadPolicies({ extraDirectory: folder }))).toEqual([
        `${join(folder, 'somewhere.yml')}:8:1  practise: the format has no "practise" here. Did you mean "practice"?`,
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
    expect(faults(() => loadPolicies({ extraDirectory: folder }))).toEqual([expect.stringContaining('The folder is not there.')]);
  });
  test('the pack in the format document is the one of the tests, and answers', () => {
    const document = readFileSync(join(__dirname, '..', '..', 'src', 'policy', 'README.md'), 'utf8');
    const [example = ''] = document
      .split('```yaml\n')
      .slice(1)
      .map((part) => part.split('```')[0] ?? '');
    const view = loaded(example).forAuthority('E06000054').on('2016-06-01');
    expect(view.elementThree('band')).toMatchObject({
      found: true,
      value: {
        elementTwo: 600_000,
        bands: [
          { band: '0', topUp: 0, metFromElementTwo: true },
          { band: 'L1', topUp: null },
        ],
      },
    });
  });
});
