import type { Stream } from '../../src/vocabulary/stream';
import type { Caller, TestHub } from './hub';
import { type Decided, type MutationName, send } from './mutation';
import { type Team, teamOf } from './team';

/** What the builders made of one person: ids by what they are. */
export interface Case {
  readonly hub: TestHub;
  readonly team: Team;
  readonly personId: string;
  readonly plans: Readonly<Record<string, string>>;
  readonly budgets: Readonly<Partial<Record<Stream, string>>>;
  readonly items: readonly string[];
}
type Making = { -readonly [Key in keyof Case]: Case[Key] extends Readonly<Record<string, string>> ? Record<string, string> : Case[Key] } & {
  plans: Record<string, string>;
  budgets: Partial<Record<Stream, string>>;
  items: string[];
};

const OUTCOMES = [
  { ref: 'O1', text: 'Joins in with others', tags: ['INCLUSION'] },
  { ref: 'O2', text: 'Moves on to the next stage', tags: ['PROGRESSION'] },
];

let born = 0;

/** One person's case, filled step by step: each step is a mutation of the graph that must be applied. */
export class CaseBuilder {
  private readonly steps: ((made: Making) => Promise<void>)[] = [];

  constructor(
    private readonly hub: TestHub,
    private readonly who: { name: string; dateOfBirth: string; authority: string; healthCommissioner: string | null },
    readonly from = '2025-09-01',
  ) {}

  /** The day of birth decides which streams there can be. */
  born(dateOfBirth: string): this {
    this.who.dateOfBirth = dateOfBirth;
    return this;
  }
  of(authority: string, healthCommissioner: string | null = null): this {
    Object.assign(this.who, { authority, healthCommissioner });
    return this;
  }

  protected step(take: (made: Making) => Promise<void>): this {
    this.steps.push(take);
    return this;
  }

  withPlan(
    kind: string,
    {
      agreed = true,
      outcomes = OUTCOMES,
      from = this.from,
      to = null,
    }: { agreed?: boolean; outcomes?: readonly object[]; from?: string; to?: string | null } = {},
  ): this {
    return this.step(async (made) => {
      const { id } = await done(made.team.manager, 'recordPlan', { input: { personId: made.personId, kind, from, to, outcomes } });
      made.plans[kind] = id;
      if (agreed) await done(made.team.manager, 'agreePlan', { planId: id, on: from, agreedBy: 'Panel' });
    });
  }

  /** A line of Section J where the plan is an EHC plan, else of the plan. */
  withItem(kind: string, line: object): this {
    return this.step(async (made) => {
      const input = { planId: made.plans[kind], outcomeRef: 'O1', description: 'A line', from: this.from, ...line };
      const ehc = kind === 'EHC_PLAN';
      const { id } = await done(made.team.manager, ehc ? 'addSectionJItem' : 'addPlanItem', {
        input: ehc ? { reference: `J${made.items.length + 1}`, ...input } : input,
      });
      made.items.push(id);
    });
  }

  protected award(stream: Stream, who: (team: Team) => Caller, name: MutationName, input: (made: Making) => object): this {
    return this.step(async (made) => {
      made.budgets[stream] = (
        await done(who(made.team), name, { input: { assessedOn: '2025-08-01', assessedBy: 'A. Assessor', from: this.from, ...input(made) } })
      ).id;
    });
  }

  withAgreement(stream: Stream, agreement: object): this {
    return this.step(async (made) => {
      await done(made.team[WRITER[stream]], 'recordAgreement', {
        input: { streamBudgetId: made.budgets[stream], givenBy: 'G. Giver', role: 'head teacher', on: '2025-08-20', ...agreement },
      });
    });
  }

  shared(stream: Stream, on = '2025-09-10'): this {
    return this.step(async (made) => {
      await done(made.team[WRITER[stream]], 'shareIndicative', { streamBudgetId: made.budgets[stream], on });
    });
  }

  agreedAt(stream: Stream, amount: object): this {
    return this.step(async (made) => {
      await done(made.team[APPROVER[stream]], 'agreeBudget', { streamBudgetId: made.budgets[stream], amount });
    });
  }

  async made(): Promise<Case> {
    const team = await teamOf(this.hub, this.who.authority, this.who.healthCommissioner ?? 'QWO');
    const { id } = await done(team.manager, 'registerPerson', { input: { ...this.who, name: `${this.who.name} ${++born}` } });
    const made: Making = { hub: this.hub, team, personId: id, plans: {}, budgets: {}, items: [] };
    for (const take of this.steps) await take(made);
    return made;
  }
}

/** Who proposes in a stream, and who approves. */
export const WRITER: Readonly<Record<Stream, keyof Team>> = {
  EDUCATION: 'send',
  CHILDRENS_SOCIAL_CARE: 'childrens',
  ADULT_SOCIAL_CARE: 'adults',
  CARER: 'carers',
  HEALTH: 'nurse',
  OTHER: 'send',
};
export const APPROVER: Readonly<Record<Stream, keyof Team>> = {
  EDUCATION: 'manager',
  CHILDRENS_SOCIAL_CARE: 'manager',
  ADULT_SOCIAL_CARE: 'manager',
  CARER: 'manager',
  HEALTH: 'commissioner',
  OTHER: 'manager',
};

/** Sends a mutation that has to be applied. */
export async function done(caller: Caller, name: MutationName, given: object): Promise<Decided & { id: string }> {
  const decided = await send(caller, name, given);
  if (!decided.applied || decided.id === null)
    throw new Error(`${name} was refused: ${decided.results.map(({ rule, message }) => `${rule.id} ${message}`).join('; ')}`);
  return { ...decided, id: decided.id };
}
