import { aCarer, anAdult } from '../builders/adult';
import { aChild } from '../builders/child';
import { assessed, FROM, type Refused, theHub, year } from './refusal';

/* Each REFUSE and AGREE rule through the graph: refused by its id, nothing written, and applied once what it asks for is done. */

const { hub, refused } = theHub();

describe('awards', () => {
  const award = async (bad: object, good: object, dateOfBirth = '2014-05-04'): Promise<Refused> => {
    const made = await aChild(hub()).born(dateOfBirth).withEhcPlan({ agreed: false }).made();
    const input = { personId: made.personId, topUp: year('10000.00'), ...assessed };
    return {
      by: made.team.send,
      mutation: 'awardElementThree',
      given: { input: { ...input, ...bad } },
      fix: null,
      then: { given: { input: { ...input, ...good } } },
    };
  };
  refused('ASSESSED-FIRST', 'an award without an assessor', () => award({ assessedBy: ' ' }, { assessedBy: 'E. Psychologist' }));
  refused('ASSESSED-FIRST', 'an award on an assessment of tomorrow', () => award({ assessedOn: '2025-10-02' }, { assessedOn: '2025-10-01' }));
  refused('EDU-AGE', 'an award after the academic year of 25', () => award({ from: FROM }, { from: '2025-08-31', to: '2025-08-31' }, '2000-08-31'));
  refused('EDU-AGE', 'an award that runs past it', () =>
    award({ from: '2025-08-01', to: '2025-09-01' }, { from: '2025-08-01', to: '2025-08-31' }, '2000-08-31'),
  );
  refused('NEED-ONCE', 'the same award twice', async () => {
    const made = await aChild(hub()).withEhcPlan().withElement3().made();
    const input = { personId: made.personId, topUp: year('7000.00'), ...assessed };
    const given = { input };
    return {
      by: made.team.send,
      mutation: 'awardElementThree',
      given,
      fix: null,
      then: { given: { input: { ...input, setting: '100001' } } },
    };
  });
  refused('EDU-ELEMENT-2', 'more than £6,000 of Element 2', () => award({ elementTwo: '6000.01' }, { elementTwo: '6000.00' }));

  const childrens = async (bad: object, good: object, dateOfBirth = '2014-05-04'): Promise<Refused> => {
    const made = await aChild(hub()).born(dateOfBirth).made();
    const input = { personId: made.personId, eligible: true, indicative: { value: '100.00' }, ...assessed };
    return {
      by: made.team.childrens,
      mutation: 'recordChildrensRas',
      given: { input: { ...input, ...bad } },
      fix: null,
      then: { given: { input: { ...input, ...good } } },
    };
  };
  refused('CSC-AGE', "a children's budget from the 18th birthday", () => childrens({ from: '2025-09-15' }, { from: '2025-09-14' }, '2007-09-15'));
  refused('CSC-ELIGIBLE', 'needs that nothing leaves unmet', () => childrens({ eligible: false }, { eligible: true }));
  refused('CSC-RAS', "an outcome of the adults' RAS", () => childrens({ hoursPerWeek: '7.5' }, {}));

  const adults = async (bad: object, good: object, dateOfBirth = '1985-03-02'): Promise<Refused> => {
    const made = await anAdult(hub()).born(dateOfBirth).made();
    const input = { personId: made.personId, eligible: true, legalBasis: 'CARE_ACT', indicative: { value: '200.00' }, ...assessed };
    return {
      by: made.team.adults,
      mutation: 'recordAdultsRas',
      given: { input: { ...input, ...bad } },
      fix: null,
      then: { given: { input: { ...input, ...good } } },
    };
  };
  refused('ASC-AGE', "an adult's budget before the 18th birthday", () => adults({ from: '2025-09-14' }, { from: '2025-09-15' }, '2007-09-15'));
  refused('ASC-ELIGIBLE', 'needs that are not eligible', () => adults({ eligible: false }, { eligible: true }));
  refused('ASC-RAS', "an outcome of the children's RAS", () => adults({ legalBasis: 'CHILDREN_ACT' }, {}));
  refused('PHB-CHC-WHOLE', "an adult's budget while continuing healthcare runs", async () => {
    const made = await anAdult(hub()).withContinuingHealthcare({ from: FROM, to: '2025-12-31' }).made();
    const input = { personId: made.personId, eligible: true, legalBasis: 'CARE_ACT', indicative: { value: '200.00' }, ...assessed };
    return {
      by: made.team.adults,
      mutation: 'recordAdultsRas',
      given: { input },
      fix: null,
      then: { given: { input: { ...input, from: '2026-01-01' } } },
    };
  });

  const carers = async (bad: object, good: object, dateOfBirth = '1985-03-02'): Promise<Refused> => {
    const [caredFor, made] = [await anAdult(hub()).born(dateOfBirth).made(), await aCarer(hub()).made()];
    const input = { carerId: made.personId, caredForId: caredFor.personId, eligible: true, indicative: { value: '60.00' }, ...assessed };
    return {
      by: made.team.carers,
      mutation: 'allocateToCarer',
      given: { input: { ...input, ...bad } },
      fix: null,
      then: { given: { input: { ...input, ...good } } },
    };
  };
  refused('CAR-ELIGIBLE', 'needs as a carer that are not eligible', () => carers({ eligible: false }, { eligible: true }));
  refused('CAR-ADULT', "a child's carer", () => carers({ from: '2025-09-14' }, { from: '2025-09-15' }, '2007-09-15'));

  const health = async (bad: object, good: object, dateOfBirth = '1985-03-02'): Promise<Refused> => {
    const made = await anAdult(hub()).born(dateOfBirth).made();
    const input = { personId: made.personId, eligibility: 'CHC', decidedOn: '2025-08-10', indicative: { value: '900.00' }, ...assessed };
    return {
      by: made.team.nurse,
      mutation: 'attachHealthBudget',
      given: { input: { ...input, ...bad } },
      fix: null,
      then: { given: { input: { ...input, ...good } } },
    };
  };
  refused('PHB-ELIGIBLE-AGE', 'continuing healthcare for a child', () => health({}, { eligibility: 'CHILDRENS_CONTINUING_CARE' }, '2014-05-04'));
  refused('PHB-ELIGIBLE-AGE', "children's continuing care for an adult", () => health({ eligibility: 'CHILDRENS_CONTINUING_CARE' }, {}));
  refused('PHB-COMMISSIONER-ERA', 'a decision of a board before boards began', () =>
    health({ decidedOn: '2022-06-30' }, { decidedOn: '2022-07-01' }),
  );
  refused('PHB-COMMISSIONER-ERA', 'a decision of a group after groups ended', async () => {
    const made = await anAdult(hub()).of('384', '03R').made();
    const input = { personId: made.personId, eligibility: 'CHC', decidedOn: '2025-08-10', indicative: { value: '900.00' }, ...assessed };
    return {
      by: made.team.nurse,
      mutation: 'attachHealthBudget',
      given: { input },
      fix: null,
      then: { given: { input: { ...input, decidedOn: '2022-05-30', from: '2022-06-30', to: '2022-12-31' } } },
    };
  });
  refused('ORG-ENDED', 'a budget of a board from the day after its last', async () => {
    const made = await anAdult(hub()).of('881', 'QH8').made();
    const input = { personId: made.personId, eligibility: 'CHC', decidedOn: '2025-08-10', indicative: { value: '900.00' }, ...assessed };
    return {
      by: made.team.nurse,
      mutation: 'attachHealthBudget',
      given: { input: { ...input, from: '2026-04-01', to: null } },
      fix: null,
      then: { given: { input: { ...input, from: '2026-03-31', to: null } } },
    };
  });
  refused('PHB-COMMISSIONER', 'anybody but their own commissioner', async () => {
    const made = await anAdult(hub()).made();
    const input = { personId: made.personId, eligibility: 'CHC', decidedOn: '2025-08-10', indicative: { value: '900.00' }, ...assessed };
    return { by: made.team.manager, mutation: 'attachHealthBudget', given: { input }, fix: null, then: { by: made.team.nurse } };
  });
});
