import { policiesFrom, shippedPackFiles } from '../../src/policy/policies';
import { canBeFunded } from '../../src/streams/services.rules';
import type { Stream } from '../../src/vocabulary/stream';
import '../../src/server/rule-book';

/* From which streams a council buys a national service: more than most, or fewer, and never what the law keeps where it is. */

const pack = (catalogue: string): string => `pack: somewhere
version: "1"
authority: { name: Somewhere Council, dfe: "997" }
extends: england
from: 2020-04-01
reviewDue: 2030-04-01
source: Made up
catalogue:
${catalogue}`;
const loaded = (catalogue: string) => policiesFrom([...shippedPackFiles(), { name: 'somewhere.yaml', text: pack(catalogue) }]);
const WIDER = `  boughtFrom:
    - { service: CARER_BREAK, streams: [CARER, CHILDRENS_SOCIAL_CARE] }
    - { service: OVERNIGHT_CARER, streams: [HEALTH] }`;
const answer = (authority: string, stream: Stream, service: string, born = '1980-01-01', on = '2025-10-01') =>
  canBeFunded({ stream, service, arrangement: null, dateOfBirth: born }, loaded(WIDER).forAuthority(authority).on(on)).answer;

test('a pack widens a national service, for its own council and from its own first day', () => {
  expect(answer('997', 'CHILDRENS_SOCIAL_CARE', 'CARER_BREAK', '2015-01-01')).toBe('YES');
  expect(answer('926', 'CHILDRENS_SOCIAL_CARE', 'CARER_BREAK', '2015-01-01')).toBe('NO');
  expect(answer('997', 'CHILDRENS_SOCIAL_CARE', 'CARER_BREAK', '2015-01-01', '2020-03-31')).toBe('NO');
});

test('a pack narrows one, and what it says nothing of stays as it is', () => {
  expect(answer('997', 'ADULT_SOCIAL_CARE', 'OVERNIGHT_CARER')).toBe('NO');
  expect(answer('926', 'ADULT_SOCIAL_CARE', 'OVERNIGHT_CARER')).toBe('YES');
  expect(answer('997', 'HEALTH', 'OVERNIGHT_CARER')).toBe('YES');
  expect(answer('997', 'ADULT_SOCIAL_CARE', 'HOME_CARE')).toBe('YES');
  const listed = loaded(WIDER).forAuthority('997').on('2025-10-01').services();
  expect(listed.find(({ code }) => code === 'OVERNIGHT_CARER')?.streams).toEqual(['HEALTH']);
});

test('what is supplied here is checked against the streams it is bought from here', () => {
  const supply = '  availability:\n    - { service: OVERNIGHT_CARER, is: block, streams: [ADULT_SOCIAL_CARE] }';
  expect(() => loaded(`${WIDER}\n${supply}`)).toThrow('OVERNIGHT_CARER does not occur in ADULT_SOCIAL_CARE');
});

test.each([
  ['{ service: SCHOOL_PLACE, streams: [CHILDRENS_SOCIAL_CARE] }', 'SCHOOL_PLACE keeps its streams everywhere'],
  ['{ service: GP_SERVICES, streams: [ADULT_SOCIAL_CARE] }', 'GP_SERVICES keeps its streams everywhere'],
  ['{ service: ALCOHOL, streams: [OTHER] }', 'ALCOHOL keeps its streams everywhere'],
  ['{ service: UNICORN, streams: [OTHER] }', 'UNICORN is no national code'],
  ['{ service: HOME_CARE, streams: [] }', 'boughtFrom'],
])('%s is a fault', (row, said) => {
  expect(() => loaded(`  boughtFrom:\n    - ${row}`)).toThrow(said);
});

test('a service that is said twice is a fault', () => {
  const row = '    - { service: HOME_CARE, streams: [ADULT_SOCIAL_CARE] }';
  expect(() => loaded(`  boughtFrom:\n${row}\n${row}`)).toThrow('HOME_CARE');
});
