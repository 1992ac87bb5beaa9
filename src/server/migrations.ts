import { CreateHub1763776800000 } from '../../migrations/1763776800000-create-hub';

/** In the order they run; a migration is never edited once merged. */
export const migrations = [CreateHub1763776800000];
