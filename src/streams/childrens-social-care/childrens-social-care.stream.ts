import { WRITES } from '../../access/table';
import { birthday, dayBefore } from '../../vocabulary/day';
import { type FundingStream, NOTHING_OF_ITS_OWN } from '../funding-stream';
import { CSC_AGE, childrensAge, childrensService } from './provision.rules';
import { CSC_UNTIL_ADULT_DECISION, untilAdultDecision } from './running.rules';

export const childrensSocialCare: FundingStream = {
  ...NOTHING_OF_ITS_OWN,
  id: 'CHILDRENS_SOCIAL_CARE',
  writtenBy: WRITES.CHILDRENS_SOCIAL_CARE,
  plans: ['EHC_PLAN', 'CHILD_CARE_PLAN'],
  lawSince: '2001-04-01',

  // It waits for the adult decision (Care Act 2014 s.66), whatever its own age limit.
  lastDayByLaw: () => null,
  bornSince: () => null,
  lastDayByAge: (born) => dayBefore(birthday(born, 18)),
  heir: { stream: 'ADULT_SOCIAL_CARE', goesOn: "a children's budget goes on past 18 until the adult assessment is decided" },
  growingOlder: (born) => [
    {
      on: birthday(born, 18),
      title: "Turns 18: no new children's budget; one that is running goes on until the adult assessment is decided",
      stream: 'CHILDRENS_SOCIAL_CARE',
      rule: CSC_AGE.id,
    },
  ],
  atAge: childrensAge,
  ageRule: CSC_AGE.id,

  mayBuy: childrensService,

  asksToAgree: ({ person, on }) => childrensAge(person.person.dateOfBirth, on),
  saysWhileRunning: (asked, { heirFrom }) => untilAdultDecision(asked, heirFrom),

  charges: null,
  givesWayToHealthcare: false,

  turns: (born) => [
    { kind: 'CONTROL' },
    { kind: 'HEIR', dueOn: birthday(born, 18), rules: [CSC_UNTIL_ADULT_DECISION.id, CSC_AGE.id], untilDecided: untilAdultDecision },
  ],
  turnsFromAge: 15,
};
