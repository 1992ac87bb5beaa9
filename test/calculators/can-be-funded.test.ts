import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canBeFunded } from '../../src/streams/services.rules';
import { ARRANGEMENT_KINDS, type ArrangementKind } from '../../src/streams/stream.types';
import { type Stream, STREAMS } from '../../src/vocabulary/stream';
import { ask, type AskedResult, faultOf, policies } from './ask';

const [WAKEFIELD, SILENT] = ['384', '926'];
const ON = '2016-09-01';
const WAYS: readonly (readonly (ArrangementKind | null)[])[] = [
  [null],
  ['DIRECT_PAYMENT'],
  ['COUNCIL_MANAGED'],
  ['INDIVIDUAL_SERVICE_FUND'],
  ['NHS_NOTIONAL', 'NHS_THIRD_PARTY'],
];
const born = (stream: string): string => (stream === 'CHILDRENS_SOCIAL_CARE' ? '2006-03-15' : '1996-03-15');

interface Row {
  readonly service: string;
  readonly stream: string;
  readonly cells: readonly string[];
}
const sections = readFileSync(join(__dirname, 'can-be-funded.md'), 'utf8').split('\n## ').slice(1);
const rowsOf = (section = ''): readonly Row[] =>
  section
    .split('\n')
    .filter((line) => /^\| [A-Z]/.test(line))
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .slice(1, -1),
    )
    .map(([service = '', stream = '', ...cells]) => ({ service, stream, cells: cells.slice(0, WAYS.length) }));
const wakefield = rowsOf(sections[0]);
const silent = rowsOf(sections[1]);

function cell(authority: string | undefined, { service, stream }: Pick<Row, 'service' | 'stream'>, arrangement: ArrangementKind | null): string {
  const { answer, results } = canBeFunded(
    { stream: stream as Stream, service, arrangement, dateOfBirth: born(stream) },
    policies.forAuthority(authority ?? '').on(ON),
  );
  return [answer === 'WITH_AGREEMENT' ? 'AGREE' : answer, ...results.map(({ rule }) => rule)].join(' ');
}
const answered = (authority: string | undefined, row: Row): readonly string[] =>
  WAYS.map((ways) => [...new Set(ways.map((way) => cell(authority, row, way)))].join(' or '));

describe('the table that was read against the sources', () => {
  test.each(wakefield.map((row) => [row.service, row.stream, row] as const))('Wakefield: %s from %s', (_service, _stream, row) => {
    expect(answered(WAKEFIELD, row)).toEqual(row.cells);
  });
  test.each(wakefield.map((row) => [row.service, row.stream, row] as const))(
    'an authority whose pack is silent: %s from %s',
    (_service, _stream, row) => {
      const own = silent.find(({ service, stream }) => service === row.service && stream === row.stream);
      expect(answered(SILENT, row)).toEqual((own ?? row).cells);
    },
  );
  test('it holds every service in every stream in which it occurs, once; every other stream says whose it is', () => {
    const services = policies
      .forAuthority(SILENT ?? '')
      .on(ON)
      .services();
    expect(wakefield.map(({ service, stream }) => `${service} ${stream}`).sort()).toEqual(
      services.flatMap(({ code, streams }) => streams.map((stream) => `${code} ${stream}`)).sort(),
    );
    for (const { code, streams } of services)
      for (const stream of STREAMS.filter((other) => !streams.includes(other)))
        for (const arrangement of [null, ...ARRANGEMENT_KINDS]) {
          const answer = cell(WAKEFIELD, { service: code, stream }, arrangement);
          expect(answer).toMatch(stream === 'HEALTH' ? /^NO SERVICE-OTHER-STREAM PHB-NHS-ONLY/ : /^NO SERVICE-OTHER-STREAM/);
        }
  });
  test('every refusal and agreement says why and what would put it right', () => {
    for (const { service, stream } of wakefield)
      for (const arrangement of [null, ...ARRANGEMENT_KINDS]) {
        const { results } = canBeFunded(
          { stream: stream as Stream, service, arrangement, dateOfBirth: born(stream) },
          policies.forAuthority(WAKEFIELD ?? '').on(ON),
        );
        for (const { message, fix } of results) {
          expect(message).toMatch(/^[A-Z].{20,}\.$/);
          expect(fix).toMatch(/^[A-Z].{10,}[.)]$/);
        }
      }
  });
});

interface Funding {
  readonly answer: string;
  readonly results: readonly AskedResult[];
}
const funded = async (given: Record<string, unknown>): Promise<Funding> =>
  (
    await ask<{ canBeFunded: Funding }>(
      `query ($authority: String!, $stream: Stream!, $service: String!, $arrangement: ArrangementKind, $dateOfBirth: Date!, $on: Date!) {
        canBeFunded(authority: $authority, stream: $stream, service: $service, arrangement: $arrangement, dateOfBirth: $dateOfBirth, on: $on) { answer results { rule { id } effect message fix subject } } }`,
      given,
    )
  ).canBeFunded;
const rules = ({ results }: Funding): readonly string[] => results.map(({ rule }) => rule.id);

describe('through the graph', () => {
  const asked = {
    authority: '384',
    stream: 'EDUCATION',
    service: 'TUTOR_IN_SETTING',
    arrangement: 'DIRECT_PAYMENT',
    dateOfBirth: '2010-03-15',
    on: '2016-09-01',
  };
  test('the agreements that are needed are named', async () => {
    const answer = await funded(asked);
    expect(answer.answer).toBe('WITH_AGREEMENT');
    expect(answer.results.map(({ rule, effect }) => [rule.id, effect])).toEqual([
      ['EDU-SETTING-AGREES', 'NEEDS_AGREEMENT'],
      ['EDU-ON-SITE-STAFF', 'NEEDS_AGREEMENT'],
    ]);
  });
  test.each([
    // 25 on the last day of the academic year, and on the first day of the next.
    ['EDUCATION', 'TUTOR_AT_HOME', '1991-08-31', '2016-08-31', 'WITH_AGREEMENT', ['EDU-SETTING-AGREES']],
    ['EDUCATION', 'TUTOR_AT_HOME', '1991-08-31', '2016-09-01', 'NO', ['EDU-AGE', 'EDU-SETTING-AGREES']],
    ['EDUCATION', 'TUTOR_AT_HOME', '1991-09-01', '2017-07-12', 'WITH_AGREEMENT', ['EDU-SETTING-AGREES']],
    ['CHILDRENS_SOCIAL_CARE', 'SHORT_BREAK', '1999-03-16', '2017-03-15', 'YES', []],
    ['CHILDRENS_SOCIAL_CARE', 'SHORT_BREAK', '1999-03-15', '2017-03-15', 'NO', ['CSC-AGE']],
    ['ADULT_SOCIAL_CARE', 'HOME_CARE', '1999-03-16', '2017-03-15', 'NO', ['ASC-AGE']],
    ['ADULT_SOCIAL_CARE', 'HOME_CARE', '1999-03-15', '2017-03-15', 'YES', []],
    // A leap-day child is 18 on 1 March of a common year.
    ['ADULT_SOCIAL_CARE', 'HOME_CARE', '1996-02-29', '2014-02-28', 'NO', ['ASC-AGE']],
    ['ADULT_SOCIAL_CARE', 'HOME_CARE', '1996-02-29', '2014-03-01', 'YES', []],
    // A carer is an adult. Whether the one cared for is, and what health's age depends on, is not asked: both are silent.
    ['CARER', 'CARER_BREAK', '1999-03-15', '2017-03-15', 'YES', []],
    ['CARER', 'CARER_BREAK', '1999-03-16', '2017-03-15', 'NO', ['CAR-CARER-ADULT']],
    // Before the Care Act a carer of 16 could have a service of their own.
    ['CARER', 'CARER_BREAK', '1999-03-31', '2015-03-31', 'YES', []],
    ['CARER', 'CARER_BREAK', '1999-03-31', '2015-04-01', 'NO', ['CAR-CARER-ADULT']],
    // Before there was law for a budget there was none.
    ['EDUCATION', 'TUTOR_AT_HOME', '2005-03-15', '2014-08-31', 'NO', ['LAW-BEGUN']],
    ['HEALTH', 'NURSING_AT_HOME', '2005-03-15', '2013-07-31', 'NO', ['LAW-BEGUN']],
    ['HEALTH', 'NURSING_AT_HOME', '2005-03-15', '2017-03-15', 'YES', []],
  ])('%s %s, born %s, on %s: %s', async (stream, service, dateOfBirth, on, verdict, spoken) => {
    const answer = await funded({ authority: '384', stream, service, dateOfBirth, on });
    expect([answer.answer, rules(answer)]).toEqual([verdict, spoken]);
  });
  test('a list of services past its yearly review is a warning and changes no answer', async () => {
    const answer = await funded({ ...asked, stream: 'CHILDRENS_SOCIAL_CARE', service: 'FAMILY_SUPPORT', on: '2017-07-13' });
    expect(answer.answer).toBe('YES');
    expect(answer.results).toMatchObject([{ rule: { id: 'CATALOGUE-DUE' }, effect: 'WARN', subject: 'wakefield 2016-07' }]);
    expect(rules(await funded({ ...asked, stream: 'CHILDRENS_SOCIAL_CARE', service: 'FAMILY_SUPPORT', on: '2017-07-12' }))).toEqual([]);
  });
  test('an authority’s own services, traits and ways of supply', async () => {
    const elsewhere = { authority: '999', dateOfBirth: '2014-03-15', on: '2024-09-01' };
    expect(await funded({ ...elsewhere, stream: 'CHILDRENS_SOCIAL_CARE', service: 'SENSORY_ROOM' })).toMatchObject({
      answer: 'WITH_AGREEMENT',
      results: [{ rule: { id: 'SERVICE-GROUP-HARM' } }],
    });
    expect(await funded({ ...elsewhere, stream: 'CHILDRENS_SOCIAL_CARE', service: 'RESPITE_UNIT' })).toMatchObject({
      answer: 'NO',
      results: [{ rule: { id: 'CSC-NON-RESIDENTIAL' } }],
    });
    expect(rules(await funded({ ...elsewhere, stream: 'HEALTH', service: 'THERAPY' }))).toEqual(['SERVICE-BLOCK']);
    expect(rules(await funded({ ...elsewhere, stream: 'EDUCATION', service: 'THERAPY' }))).toEqual([]);
    expect((await faultOf(funded({ ...elsewhere, authority: '384', stream: 'EDUCATION', service: 'SENSORY_ROOM' }))).field).toBe('service');
  });
  test('a way that is refused carries the ways that remain', async () => {
    const [refused] = (await funded({ ...asked, service: 'TUTOR_AT_HOME', arrangement: 'NHS_NOTIONAL' })).results.filter(
      ({ effect }) => effect === 'REFUSE',
    );
    expect(refused).toMatchObject({
      rule: { id: 'ARRANGEMENT-CHOICE' },
      fix: 'The ways that remain: a direct payment, managed by the council, an individual service fund.',
    });
  });
  test('broken requests name their field', async () => {
    expect(await faultOf(funded({ ...asked, service: 'UNICORN' }))).toMatchObject({ code: 'BAD_INPUT', field: 'service' });
    expect(await faultOf(funded({ ...asked, authority: 'Wakefield' }))).toMatchObject({ code: 'BAD_INPUT', field: 'authority' });
    expect(await faultOf(funded({ ...asked, dateOfBirth: '2016-09-02' }))).toMatchObject({ code: 'BAD_INPUT', field: 'dateOfBirth' });
    expect(await faultOf(funded({ ...asked, service: 'X'.repeat(201) }))).toMatchObject({ code: 'BAD_INPUT', field: 'service' });
  });
  test('the ONS code is the same authority', async () => {
    expect(await funded({ ...asked, authority: 'E08000036' })).toEqual(await funded(asked));
  });
});
