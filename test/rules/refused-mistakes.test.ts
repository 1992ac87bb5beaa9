import { aReleasedAdult, mutate } from '../budgets/mistakes/released-adult';
import { type Case, done } from '../builders/case';
import { aChild } from '../builders/child';
import type { Caller } from '../builders/hub';
import { send } from '../builders/mutation';
import { heard, ready, type Refused, theHub, year } from './refusal';
import { rule } from './rule';

/* Each rule of putting mistakes right, through the graph: refused by its id, nothing written, and applied once what it asks for is done. */

const { hub, refused } = theHub();

const WHY = { reason: 'Typed on the wrong record' };
const another = (): Promise<Caller> => hub().as('SERVICE_MANAGER', '384', { name: 'A. Nother' });
const versionOf = async ({ team, personId }: Case, action: string): Promise<number> => {
  const { person } = await team.manager.ask('query($id: ID!) { person(id: $id) { pooledBudget { streams { history { version action } } } } }', {
    id: personId,
  });
  return person.pooledBudget.streams[0].history.findLast((each: { action: string }) => each.action === action).version;
};
const anAward = async (): Promise<Refused> => {
  const made = await aChild(hub()).withEhcPlan().withElement3().made();
  return {
    by: made.team.send,
    mutation: 'voidRecord',
    given: { kind: 'BUDGET', id: made.budgets.EDUCATION },
    envelope: {},
    fix: null,
    then: { envelope: WHY },
  };
};
const aWrongSum = async (): Promise<Refused> => {
  const made = await ready(hub()).agreedAt('EDUCATION', year('10000.00')).made();
  const corrects = { kind: 'BUDGET', id: made.budgets.EDUCATION, version: await versionOf(made, 'agreeBudget') };
  const envelope = { ...WHY, corrects };
  return {
    by: made.team.manager,
    mutation: 'agreeBudget',
    given: { streamBudgetId: made.budgets.EDUCATION, amount: year('8000.00') },
    envelope,
    fix: null,
    then: { by: await another(), envelope },
  };
};
const aSumReliedOn = async (): Promise<Refused> => {
  const made = await aReleasedAdult(hub());
  const id = made.budgets.ADULT_SOCIAL_CARE;
  const envelope = { ...WHY, corrects: { kind: 'BUDGET', id, version: await versionOf(made, 'agreeBudget') } };
  return {
    by: await another(),
    mutation: 'agreeBudget',
    given: { streamBudgetId: id, amount: { value: '50.00' } },
    envelope,
    fix: () =>
      mutate(
        made.team.adults,
        'recordAgreement',
        `input: { streamBudgetId: "${id}", kind: MISTAKE_ACKNOWLEDGED, givenBy: "They", role: "person", on: "2025-10-01" }`,
      ),
    then: { envelope },
  };
};
const aLineWithABill = async (): Promise<Refused> => {
  const made = await aReleasedAdult(hub());
  const [item] = made.items;
  const bill = await done(made.team.finance, 'submitInvoice', {
    input: {
      streamBudgetId: made.budgets.ADULT_SOCIAL_CARE,
      provider: 'Care Ltd',
      number: 'A1',
      lines: [{ itemId: item, on: '2025-10-01', units: '1', rate: '20.00' }],
    },
  });
  return {
    by: made.team.manager,
    mutation: 'voidRecord',
    given: { kind: 'ITEM', id: item },
    envelope: WHY,
    fix: async () => {
      await mutate(made.team.finance, 'rejectInvoice', `invoiceId: "${bill.id}", reason: "Never delivered"`);
      return send(made.team.finance, 'voidRecord', { kind: 'INVOICE', id: bill.id }, WHY);
    },
    then: { envelope: WHY },
  };
};

refused('MISTAKE-REASON', 'to put right without a reason', anAward);
refused('MISTAKE-FOUR-EYES', 'whoever agreed a wrong sum to put it right alone', aWrongSum);
refused('MISTAKE-RELIED-ON', 'a lower sum than was released, until they say that it was a mistake', aSumReliedOn);
refused('MISTAKE-RESTS-ON-IT', 'a line away that a bill names', aLineWithABill);

/** As it is refused, and as it passes once all is done: tried, and nothing written of the second. */
const tried = async (arrange: () => Promise<Refused>, righted: boolean) => {
  const { by, mutation, given, envelope, fix, then } = await arrange();
  if (righted && fix) await fix();
  return heard(await send(righted ? (then?.by ?? by) : by, mutation, given, { ...(righted ? then?.envelope : envelope), dryRun: true }));
};
rule('MISTAKE-REASON')
  .speaks('where none is given', () => tried(anAward, false))
  .passes('where one is', () => tried(anAward, true));
rule('MISTAKE-FOUR-EYES')
  .speaks('of whoever made it', () => tried(aWrongSum, false))
  .passes('of another', () => tried(aWrongSum, true));
rule('MISTAKE-RELIED-ON')
  .speaks('of a sum that is released', () => tried(aSumReliedOn, false))
  .passes('once they acknowledge the mistake', () => tried(aSumReliedOn, true));
rule('MISTAKE-RESTS-ON-IT')
  .speaks('of a line that a bill names', () => tried(aLineWithABill, false))
  .passes('once the bill is void', () => tried(aLineWithABill, true));
rule('MISTAKE-PUT-RIGHT')
  .speaks('of what is put right', () => tried(anAward, true), 'INFORM')
  .passes('of what is refused', () => tried(anAward, false));
