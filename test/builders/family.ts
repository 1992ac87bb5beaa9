import type { RuleId } from '../../src/rules/rule-ids';
import type { Caller, TestHub } from './hub';

/** What a mutation answered, as the stories read it. */
export const DECISION = `{ applied id results { rule { id } effect message fix subject }
  streamBudget { id stream status version from to indicative { value every } agreed { value every perYear } net { value } } }`;

export interface Decided {
  readonly applied: boolean;
  readonly id: string;
  readonly results: readonly {
    readonly rule: { readonly id: RuleId };
    readonly effect: string;
    readonly message: string;
    readonly fix: string | null;
    readonly subject: string | null;
  }[];
  readonly streamBudget: {
    readonly id: string;
    readonly status: string;
    readonly version: number;
    readonly from: string;
    readonly to: string | null;
    readonly [field: string]: any;
  } | null;
}

/** Sends one mutation: its arguments as they are written in the graph. */
export async function decide(caller: Caller, mutation: string, args: string): Promise<Decided> {
  const { decided } = await caller.ask<{ decided: Decided }>(`mutation { decided: ${mutation}(${args}) ${DECISION} }`);
  return decided;
}

/** The same where it must go through: says why it did not. */
export async function done(caller: Caller, mutation: string, args: string): Promise<Decided> {
  const decided = await decide(caller, mutation, args);
  if (!decided.applied)
    throw new Error(`${mutation} was not applied: ${decided.results.map(({ rule, message }) => `${rule.id} ${message}`).join('; ')}`);
  return decided;
}

/** The error that a request ends in. */
export async function fault(caller: Caller, mutation: string, args: string): Promise<{ code: string; field?: string; message: string }> {
  const { errors } = await caller.raw(`mutation { decided: ${mutation}(${args}) ${DECISION} }`);
  const first = errors?.[0];
  if (!first) throw new Error(`${mutation} was expected to end in an error`);
  return { ...first.extensions, message: first.message };
}

export const rules = (decided: Decided): string[] => decided.results.map(({ rule }) => rule.id);

export interface Workers {
  readonly send: Caller;
  readonly social: Caller;
  readonly adults: Caller;
  readonly manager: Caller;
  readonly second: Caller;
  readonly nhs: Caller;
}
export async function workers(hub: TestHub, council = '384'): Promise<Workers> {
  return {
    send: await hub.as('SEND_OFFICER', council, { name: 'Sam' }),
    social: await hub.as('CHILDRENS_SOCIAL_WORKER', council, { name: 'Sol' }),
    adults: await hub.as('ADULTS_SOCIAL_WORKER', council, { name: 'Ada' }),
    manager: await hub.as('SERVICE_MANAGER', council, { name: 'Mo' }),
    second: await hub.as('SERVICE_MANAGER', council, { name: 'Nia' }),
    nhs: await hub.as('HEALTH_COMMISSIONER', 'QWO', { name: 'Cass' }),
  };
}

let registered = 0;
/** A person of Wakefield. */
export async function aPerson({ send }: Workers, born: string, name = `Person ${++registered}`): Promise<string> {
  return (await done(send, 'registerPerson', `input: { name: "${name}", dateOfBirth: "${born}", authority: "384", healthCommissioner: "QWO" }`)).id;
}

export interface Child {
  readonly id: string;
  readonly planId: string;
  readonly budgetId: string;
}

/** A child with an agreed EHC plan and an agreed education budget of £8,000 a year from 1 September 2025. */
export async function aChildWithBudget(staff: Workers, { born = '2012-05-04', agreed = '8000.00', line = true } = {}): Promise<Child> {
  const { send, manager } = staff;
  const id = await aPerson(staff, born);
  const plan = await done(
    send,
    'recordPlan',
    `input: { personId: "${id}", kind: EHC_PLAN, from: "2025-09-01", outcomes: [{ ref: "O1", text: "Joins in", tags: [INCLUSION] }, { ref: "O2", text: "Moves on", tags: [PROGRESSION] }] }`,
  );
  await done(send, 'agreePlan', `planId: "${plan.id}", on: "2025-09-01", agreedBy: "Panel"`);
  const award = await done(
    send,
    'awardElementThree',
    `input: { personId: "${id}", setting: "100001", assessedOn: "2025-08-01", assessedBy: "EP", topUp: { value: "10000.00", every: YEAR }, from: "2025-09-01" }`,
  );
  await done(send, 'shareIndicative', `streamBudgetId: "${award.id}", on: "2025-09-01"`);
  await done(
    send,
    'recordAgreement',
    `input: { streamBudgetId: "${award.id}", kind: SETTING_RELEASE, givenBy: "Dr Head", role: "head teacher", on: "2025-08-20", amount: { value: "10000.00", every: YEAR } }`,
  );
  if (line)
    for (const [reference, outcome] of [
      ['J1', 'O1'],
      ['J2', 'O2'],
    ])
      await done(
        send,
        'addSectionJItem',
        `input: { planId: "${plan.id}", section: F, reference: "${reference}", outcomeRef: "${outcome}", service: "TUTOR_AT_HOME", description: "Tutor", unit: "hour", unitPrice: "30.00", unitsPerWeek: "2", from: "2025-09-01" }`,
      );
  await done(manager, 'agreeBudget', `streamBudgetId: "${award.id}", amount: { value: "${agreed}", every: YEAR }`);
  return { id, planId: plan.id, budgetId: award.id };
}

/** A child's short breaks budget of £50 a week from 1 September 2025, agreed. */
export async function aShortBreaksBudget({ social, manager }: Workers, personId: string, { weekly = '50.00' } = {}): Promise<string> {
  const { id } = await done(
    social,
    'recordChildrensRas',
    `input: { personId: "${personId}", eligible: true, indicative: { value: "${weekly}" }, assessedOn: "2025-08-01", assessedBy: "SW", from: "2025-09-01" }, envelope: { reason: "What this budget is for is not what another is" }`,
  );
  await done(social, 'shareIndicative', `streamBudgetId: "${id}", on: "2025-09-01"`);
  await done(manager, 'agreeBudget', `streamBudgetId: "${id}", amount: { value: "${weekly}" }`);
  return id;
}

/** Everything an education budget needs to be released, held by the council. */
export async function heldByCouncil(
  { send }: Workers,
  budgetId: string,
  { value = '8000.00', every = 'YEAR', from = '2025-09-01' } = {},
): Promise<void> {
  await done(
    send,
    'chooseArrangements',
    `streamBudgetId: "${budgetId}", arrangements: [{ kind: COUNCIL_MANAGED, holder: AUTHORITY, holderName: "Wakefield", amount: { value: "${value}", every: ${every} }, from: "${from}" }]`,
  );
}

/** A child whose education budget is released from 6 October 2025, held by the council. */
export async function aReleasedBudget(staff: Workers, options: Parameters<typeof aChildWithBudget>[1] = {}): Promise<Child> {
  const child = await aChildWithBudget(staff, options);
  await heldByCouncil(staff, child.budgetId);
  await done(staff.manager, 'releaseBudget', `streamBudgetId: "${child.budgetId}", on: "2025-10-06"`);
  return child;
}

/** One stream of a person's pool, as a manager reads it on a day. */
export async function streamOf({ manager }: Workers, personId: string, budgetId: string, fields: string, asOf = '2025-10-06'): Promise<any> {
  const { person } = await manager.ask(`{ person(id: "${personId}") { pooledBudget(asOf: "${asOf}") { streams { id ${fields} } } } }`);
  return person.pooledBudget.streams.find(({ id }: { id: string }) => id === budgetId) ?? null;
}
