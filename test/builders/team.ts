import type { Caller, TestHub } from './hub';

/** Everyone who works on a case, signed in once a hub. */
export interface Team {
  readonly send: Caller;
  readonly childrens: Caller;
  readonly adults: Caller;
  readonly carers: Caller;
  /** Approves: they propose nothing here. */
  readonly manager: Caller;
  readonly finance: Caller;
  /** The NHS commissioner who attaches, and the colleague who agrees. */
  readonly nurse: Caller;
  readonly commissioner: Caller;
}

const teams = new WeakMap<TestHub, Map<string, Promise<Team>>>();

async function signIn(hub: TestHub, council: string, board: string): Promise<Team> {
  return {
    send: await hub.as('SEND_OFFICER', council, { name: 'S. Officer' }),
    childrens: await hub.as('CHILDRENS_SOCIAL_WORKER', council),
    adults: await hub.as('ADULTS_SOCIAL_WORKER', council),
    carers: await hub.as('CARERS_WORKER', council),
    manager: await hub.as('SERVICE_MANAGER', council),
    finance: await hub.as('FINANCE_OFFICER', council),
    nurse: await hub.as('HEALTH_COMMISSIONER', board, { name: 'N. Nurse' }),
    commissioner: await hub.as('HEALTH_COMMISSIONER', board, { name: 'C. Commissioner' }),
  };
}

/** Those of a council (Wakefield) and of its NHS commissioner (West Yorkshire). */
export function teamOf(hub: TestHub, council = '384', board = 'QWO'): Promise<Team> {
  const own = teams.get(hub) ?? new Map<string, Promise<Team>>();
  teams.set(hub, own);
  const key = `${council} ${board}`;
  const known = own.get(key) ?? signIn(hub, council, board);
  own.set(key, known);
  return known;
}
