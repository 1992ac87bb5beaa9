import type { Declaration } from '../../mutation/declaration';
import type { PersonFacts } from '../record/person-facts';

/** A record that was made by mistake is void, and nothing takes its place: all of it is done by whatever puts mistakes right (corrector.ts). */
export const voidRecord: Declaration<null, PersonFacts> = {
  name: 'voidRecord',
  people: () => Promise.resolve([]),
  allow: () => undefined,
  decide: () => {
    throw new Error('a record is void by what its envelope corrects');
  },
};
