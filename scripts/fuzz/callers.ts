import { ROLES, type Role } from '../../src/access/actor';
import type { Chance } from '../../src/sample/chance';
import { textOf } from './edges';
import type { Memory } from './memory';

export interface CallerIs {
  readonly role: Role;
  readonly organisation: string;
  readonly name: string;
  readonly person?: string | undefined;
}
export const callerKey = ({ role, organisation, name, person }: CallerIs): string => [role, organisation, name, person ?? ''].join('|');

const COUNCIL = '384';
const COMMISSIONER = 'QWO';
const OTHERS = ['380', '383'];
const FAMILY: ReadonlySet<Role> = new Set<Role>(['PERSON', 'PARENT', 'REPRESENTATIVE', 'CARER']);

/** Who asks: every role, two people in each so that one may agree what another proposed, some elsewhere, and the family of whom it is about. */
export class Callers {
  constructor(
    private readonly memory: Memory,
    private readonly chance: Chance,
  ) {}

  of(role: Role, about: string | null): CallerIs {
    const { chance } = this;
    const name = `${role} ${chance.whole(1, 2)}`;
    if (role === 'SETTING_APPROVER' || role === 'PROVIDER') {
      const codes = this.memory.of('Organisation', 'code');
      return { role, organisation: codes.length > 0 ? textOf(chance.pick(codes)) : '100001', name };
    }
    if (FAMILY.has(role)) {
      const people = [...this.memory.stories.keys()];
      const person = about !== null && chance.share(40) ? about : people.length > 0 ? chance.pick(people) : '1';
      return { role, organisation: COUNCIL, name: `${role} ${person}`, person };
    }
    const home = role === 'HEALTH_COMMISSIONER' ? COMMISSIONER : COUNCIL;
    return { role, organisation: chance.share(95) ? home : chance.pick(OTHERS), name };
  }
  anybody(about: string | null): CallerIs {
    return this.of(this.chance.pick(ROLES), about);
  }
  /** Somebody around a person whom they were told of: the parent of a child, the carer of an adult. */
  around(role: Role, about: string): CallerIs {
    const people = [...(this.memory.stories.get(about)?.things.values() ?? [])].flatMap(({ type, values }) =>
      type === 'Person' && typeof values.get('id') === 'string' ? [textOf(values.get('id'))] : [],
    );
    const person = people.length > 0 ? this.chance.pick(people) : about;
    return FAMILY.has(role) ? { role, organisation: COUNCIL, name: `${role} ${person}`, person } : this.of(role, about);
  }
}
