import { type Actor, type Role, ROLES } from '../../src/access/actor';
import { AUDIENCES } from '../../src/access/audiences';
import { emergencyFrom } from '../../src/access/emergency/emergency-hour.rules';
import { mustHandleBudget, mustSpeakForBudget, mustWriteBudget } from '../../src/access/guard';
import { type BudgetSeen, type Known, permissionOf, standingOf } from '../../src/access/relation';
import { OPENS_IN_EMERGENCY, READS_AREA, READS_FAMILY } from '../../src/access/table';
import type { PersonalFacts, RelationKind } from '../../src/person/person.types';
import { byOwnCommissioner } from '../../src/streams/health/commissioner.rules';
import type { Stream } from '../../src/vocabulary/stream';

/*
 * Role x relation x stream x action x state, by the pure functions that decide: the cells of the page. The graph is asked the same
 * in matrix.test.ts.
 */

export const TODAY = '2025-10-01';
const NOW = Date.parse('2025-10-01T12:00:00Z');
const [COUNCIL, BOARD, ELSEWHERE, CHARITY, SCHOOL, ACME] = [384, 9, 343, 70, 71, 72];
const THEM = 1;

/** One stream's budget in a state that matters to who is shown it. */
export interface Column {
  readonly name: string;
  readonly stream: Stream;
  readonly shown: boolean;
  readonly continuing: boolean;
  /** Of whom it is: money for children or for adults. */
  readonly adults: boolean;
}
const FOR_ADULTS: readonly Stream[] = ['ADULT_SOCIAL_CARE', 'CARER'];
const column = (stream: Stream, name: string = stream, shown = true, continuing = false): Column => ({
  name,
  stream,
  shown,
  continuing,
  adults: continuing || FOR_ADULTS.includes(stream),
});
export const COLUMNS: readonly Column[] = [
  column('EDUCATION'),
  column('CHILDRENS_SOCIAL_CARE'),
  column('ADULT_SOCIAL_CARE'),
  column('CARER'),
  column('HEALTH', 'HEALTH, shown'),
  column('HEALTH', 'HEALTH, not shown', false),
  column('HEALTH', 'continuing healthcare, not shown', false, true),
  column('OTHER'),
];

/** What one who asks is to the person. */
export const RELATIONS = [
  'own council',
  'own council, in an emergency',
  'own commissioner',
  'former council that pays',
  'former commissioner that pays',
  'stranger, in an emergency',
  'stranger',
  'themselves',
  'family',
  'family of the young',
  'family of the young who lack capacity',
  'family of grown-ups with an EHC plan',
  'family that the young share it with',
  'family that holds its money',
  'own setting',
  'own provider',
] as const;
export type Related = (typeof RELATIONS)[number];
const OF_AREA: readonly Related[] = RELATIONS.slice(0, 7);

export const related = (role: Role): readonly Related[] => {
  if (READS_AREA.includes(role)) return OF_AREA.filter((how) => OPENS_IN_EMERGENCY.includes(role) || !how.endsWith('emergency'));
  if (role === 'PERSON') return ['themselves', 'stranger'];
  if (role === 'CARER') return ['family', 'stranger'];
  if (READS_FAMILY.includes(role)) return [...RELATIONS.filter((each) => each.startsWith('family')), 'stranger'];
  if (role === 'SETTING_APPROVER') return ['own setting', 'stranger'];
  return role === 'PROVIDER' ? ['own provider', 'stranger'] : ['stranger'];
};
export const ROWS: readonly (readonly [Role, Related])[] = ROLES.flatMap((role) => related(role).map((each) => [role, each] as const));

/** How old those whose money it is are on the page's day: of school age, past it, or grown-up; adults' money is the young's from 18, and older people's elsewhere. */
export function bornOf(how: Related, { adults }: Pick<Column, 'adults'>): string {
  if (how === 'family of grown-ups with an EHC plan') return '2005-05-04';
  if (how.startsWith('family of the young') || how.startsWith('family that')) return adults ? '2007-05-04' : '2009-05-04';
  return adults ? '1985-03-02' : '2014-05-04';
}
export const lacksCapacity = (how: Related): boolean => how.endsWith('who lack capacity') || how.endsWith('EHC plan');

export const hasMoved = (how: Related): boolean => how.startsWith('former');
const organisationOf = (role: Role, how: Related): Actor['organisation'] => {
  if (role === 'SETTING_APPROVER') return { id: how === 'own setting' ? SCHOOL : 81, kind: 'EDUCATION_SETTING', code: 'S', name: 'School' };
  if (role === 'PROVIDER') return { id: ACME, kind: 'PROVIDER', code: how === 'own provider' ? 'ACME' : 'OTHERS', name: 'Provider' };
  if (how.includes('commissioner')) return { id: BOARD, kind: 'HEALTH_COMMISSIONER', code: 'QWO', name: 'Board' };
  if (how.startsWith('stranger')) return { id: 926, kind: 'LOCAL_AUTHORITY', code: '926', name: 'Elsewhere' };
  return { id: COUNCIL, kind: 'LOCAL_AUTHORITY', code: '384', name: 'Council' };
};
export const TIES: Readonly<Partial<Record<Role, RelationKind>>> = { PARENT: 'PARENT_OF', REPRESENTATIVE: 'REPRESENTATIVE_OF', CARER: 'CARER_OF' };

function factsOf(actor: Actor, how: Related, of: Column): Known & Pick<PersonalFacts, 'emergencies'> {
  const moved = hasMoved(how);
  const tie = TIES[actor.role];
  return {
    person: {
      id: THEM,
      authorityId: moved ? ELSEWHERE : COUNCIL,
      healthCommissionerId: moved ? ELSEWHERE + 1 : BOARD,
      name: '',
      dateOfBirth: bornOf(how, of),
      dateOfDeath: null,
      postcode: null,
      version: 1,
      recordedAt: 0,
    },
    relations:
      tie && how.startsWith('family')
        ? [{ id: 5, version: 1, kind: tie, personId: actor.personId ?? 0, otherId: THEM, from: '2000-01-01', to: null }]
        : [],
    capacity: lacksCapacity(how) ? [{ on: '2025-09-01', hasCapacity: false, basis: 'Assessed', recordedAt: 1 }] : [],
    authorities: [],
    emergencies: how.endsWith('emergency')
      ? [
          {
            id: 6,
            subject: actor.subject,
            who: actor.name,
            role: actor.role,
            organisationCode: actor.organisation.code,
            organisation: actor.organisation.name,
            reason: 'r',
            ...emergencyFrom(NOW),
          },
        ]
      : [],
  };
}

const budgetOf = ({ stream, shown, continuing }: Column, how: Related, personId: number): BudgetSeen => ({
  stream,
  funderId: stream === 'HEALTH' ? BOARD : stream === 'OTHER' ? CHARITY : COUNCIL,
  shownInPool: shown,
  continuingHealthcare: continuing,
  settingId: stream === 'EDUCATION' ? SCHOOL : null,
  providers: ['acme'],
  heldBy: how === 'family that holds its money' ? [personId] : [],
  shared: how === 'family that the young share it with' ? [{ role: null, organisationId: null, personId }] : [],
});

/** What changes a budget: each by the mutation that stands for its kind. */
export const ACTIONS = [
  { letter: 'W', what: 'writes its amount', field: 'Mutation.shareIndicative', guard: mustWriteBudget },
  { letter: 'M', what: 'moves its money', field: 'Mutation.suspendBudget', guard: mustHandleBudget },
  { letter: 'S', what: 'asks, contests or answers', field: 'Mutation.requestSufficiencyReview', guard: mustSpeakForBudget },
] as const;
export const SIGHTS = { FULL: 'all', OWN_PART: 'own part', EXISTS_ONLY: 'that it exists', NONE: '' } as const;

/** What one in a role, so related, is shown of a budget and lets through to its rules. */
export function cell(role: Role, how: Related, of: Column): string {
  const personId = how === 'themselves' ? THEM : 2;
  const actor: Actor = { subject: 's', name: 'n', role, organisation: organisationOf(role, how), personId };
  const facts = factsOf(actor, how, of);
  const budget = budgetOf(of, how, personId);
  const permission = permissionOf(actor, facts, [budget], { today: TODAY, at: NOW });
  const sight = permission.sightOf(budget);
  const letters = ACTIONS.filter(({ field, guard }) => {
    if (AUDIENCES[field]?.roles?.includes(role) !== true) return false;
    try {
      guard(actor, {
        stream: of.stream,
        funderId: budget.funderId,
        sight,
        ownSight: permission.ownSightOf(budget),
        standing: standingOf(actor, facts, TODAY),
      });
    } catch {
      return false;
    }
    return of.stream !== 'HEALTH' || READS_FAMILY.includes(role) || byOwnCommissioner(actor.organisation, facts.person).length === 0;
  });
  return [SIGHTS[sight], letters.map(({ letter }) => letter).join('')].filter((part) => part !== '').join(' · ');
}
