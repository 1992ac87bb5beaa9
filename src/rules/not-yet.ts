import { HubError } from '../vocabulary/refusal';

/** What the contract promises and a later issue delivers. The contract check prints this list; it must shrink to nothing. */
export const NOT_YET_SUPPORTED = ['Query.workQueue'] as const;

export function notYetSupported(what: (typeof NOT_YET_SUPPORTED)[number]): never {
  throw new HubError('NOT_YET_SUPPORTED', `${what} is part of the contract and is not supported yet.`);
}
