import { aHub, type TestHub } from '../builders/hub';
import { Ledger } from './ledger';
import { inPounds, inWords } from './words';

const WAKEFIELD = ['384', 'Wakefield'] as const;
const ICB = ['QWO', 'NHS West Yorkshire ICB'] as const;
const a = (value: string, every = 'WEEK') => ({ value, every });

describe('a child with an EHC plan and three streams', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await aHub({ day: '2025-06-02' });
  });
  afterAll(() => hub.stop());

  it('from the first assessment to the end of the year', async () => {
    const story = new Ledger(
      hub,
      'Ada Field: education, short breaks and health in one pool',
      "Ada is eleven and lives with her mother Pat in Wakefield. Her school, the children's social care team and the NHS each pay for a part of one plan.",
    );
    const sam = await story.signIn('Sam', 'SEND_OFFICER', WAKEFIELD);
    const sol = await story.signIn('Sol', 'CHILDRENS_SOCIAL_WORKER', WAKEFIELD);
    const mo = await story.signIn('Mo', 'SERVICE_MANAGER', WAKEFIELD);
    const nia = await story.signIn('Nia', 'SERVICE_MANAGER', WAKEFIELD);
    const dee = await story.signIn('Dee', 'DP_TEAM', WAKEFIELD);
    const head = await story.signIn('Dr Head', 'SETTING_APPROVER', ['100001', "Ada's school"]);
    const cass = await story.signIn('Cass', 'HEALTH_COMMISSIONER', ICB);
    const dan = await story.signIn('Dan', 'HEALTH_COMMISSIONER', ICB);

    story.on('2025-06-02', 'a plan is drawn up');
    const area = { authority: '384', healthCommissioner: 'QWO' };
    await story.does(sam, 'registers Ada', 'registerPerson', { input: { name: 'Ada Field', dateOfBirth: '2014-05-04', ...area } }, 'Ada');
    await story.does(sam, 'registers her mother', 'registerPerson', { input: { name: 'Pat Field', dateOfBirth: '1985-01-05', ...area } }, 'Pat');
    await story.does(sam, 'ties the two', 'relatePeople', {
      fromId: story.id('Pat'),
      kind: 'PARENT_OF',
      toId: story.id('Ada'),
      from: '2014-05-04',
    });
    const pat = await story.signIn('Pat', 'PARENT', WAKEFIELD, 'Pat');
    story.follow('Ada', '2025-09-01', mo, [pat, sol, cass]);
    const personId = story.id('Ada');
    const outcomes = [
      { ref: 'E1', text: 'Joins in with her class', tags: ['INCLUSION'] },
      { ref: 'E2', text: 'Reads on her own', tags: ['PROGRESSION'] },
      { ref: 'E3', text: 'Has time away from home with others', tags: ['WELLBEING'] },
      { ref: 'E4', text: 'Is safe at night', tags: ['HEALTH'] },
      { ref: 'E5', text: 'Has a place at her school', tags: ['INCLUSION'], budgetEligible: false },
    ];
    await story.does(
      sam,
      'records the draft plan, from the first day of Year 7',
      'recordPlan',
      { input: { personId, kind: 'EHC_PLAN', from: '2025-09-01', outcomes } },
      'the EHC plan',
    );

    story.on('2025-06-12', 'each stream assesses for itself');
    const from = '2025-09-01';
    const award = {
      personId,
      setting: '100001',
      assessedOn: '2025-06-10',
      assessedBy: 'E. Psychologist',
      elementOne: '4000.00',
      elementTwo: '6000.00',
      needs: [{ strand: '1A', level: 5, tier: 'HIGH' }],
      from,
    };
    await story.refused(sam, 'awards Element 3, with a slip of the pen', 'awardElementThree', { input: { ...award, elementTwo: '6500.00' } }, [
      'EDU-ELEMENT-2',
    ]);
    await story.does(sam, 'awards Element 3 by the matrix', 'awardElementThree', { input: award }, 'Education');
    const ras = { personId, eligible: true, assessedOn: '2025-06-11', assessedBy: 'Sol', from };
    await story.refused(sol, "records the outcome of the children's assessment", 'recordChildrensRas', { input: { ...ras, points: 120 } }, [
      'POLICY-FIGURE',
    ]);
    await story.does(sol, 'states the amount', 'recordChildrensRas', { input: { ...ras, indicative: a('100.00') } }, "Children's care");
    const health = {
      personId,
      eligibility: 'CHILDRENS_CONTINUING_CARE',
      assessedOn: '2025-06-05',
      assessedBy: 'Cass',
      decidedOn: '2025-06-12',
      baseline: a('320.00'),
      indicative: a('300.00'),
      from,
    };
    await story.refused(sol, "would attach the NHS's part as well", 'attachHealthBudget', { input: health }, ['PHB-COMMISSIONER']);
    await story.does(cass, 'attaches it', 'attachHealthBudget', { input: health }, 'Health');
    await story.does(pat, 'chooses that it is shown with the rest', 'showInPool', { streamBudgetId: story.id('Health'), shown: true });

    story.on('2025-06-20', 'the amounts are shared, and the lines of Section J are costed');
    for (const [who, stream] of [
      [sam, 'Education'],
      [sol, "Children's care"],
      [cass, 'Health'],
    ] as const)
      await story.does(who, 'shares the indicative amount with the family', 'shareIndicative', {
        streamBudgetId: story.id(stream),
        on: '2025-06-20',
      });
    const line = (section: string, reference: string, outcomeRef: string, service: string, description: string, more: object) => ({
      input: { planId: story.id('the EHC plan'), section, reference, outcomeRef, service, description, from, ...more },
    });
    const termTime = (value: string) => ({ cost: { ...a(value), weeksPerYear: 38 } });
    const tutor = line('F', 'J1', 'E2', 'TUTOR_AT_HOME', 'Reading tutor, 2 hours a week', termTime('60.00'));
    await story.refused(sam, 'adds a line for an outcome that no budget meets', 'addSectionJItem', { input: { ...tutor.input, outcomeRef: 'E5' } }, [
      'OUTCOME-ELIGIBLE',
    ]);
    await story.does(sam, 'adds it for the outcome it serves', 'addSectionJItem', tutor, 'J1 tutor');
    await story.does(
      sam,
      'adds a line',
      'addSectionJItem',
      line('F', 'J2', 'E1', 'TEACHING_ASSISTANT', 'Help in class', termTime('100.00')),
      'J2 assistant',
    );
    await story.does(
      sam,
      'adds a line: therapy that educates belongs in Section F',
      'addSectionJItem',
      line('F', 'J3', 'E1', 'THERAPY', 'Speech and language therapy', termTime('50.00')),
      'J3 therapy',
    );
    const sitter = { unit: 'hour', unitPrice: '15.50', unitsPerWeek: '4' };
    await story.refused(
      sol,
      'adds a stay in a respite unit',
      'addSectionJItem',
      line('H1', 'J4', 'E3', 'RESIDENTIAL_SHORT_BREAK', 'A weekend a month', { cost: a('120.00', 'MONTH') }),
      ['CSC-NON-RESIDENTIAL', 'CSC-SHORT-BREAK'],
    );
    await story.does(sol, 'adds a sitter', 'addSectionJItem', line('H1', 'J4', 'E3', 'SHORT_BREAK', 'Sitter, 4 hours', sitter), 'J4 sitter');
    const club = { unit: 'session', unitPrice: '24.00', unitsPerWeek: '2' };
    await story.does(sol, 'adds a play scheme', 'addSectionJItem', line('H1', 'J5', 'E3', 'FAMILY_SUPPORT', 'Play scheme', club), 'J5 play scheme');
    const nights = { unit: 'night', unitPrice: '58.00', unitsPerWeek: '5' };
    await story.refused(cass, 'adds the family doctor', 'addSectionJItem', line('G', 'J6', 'E4', 'GP_SERVICES', 'Visits', { cost: a('20.00') }), [
      'PHB-EXCLUDED',
    ]);
    await story.does(cass, 'adds nights', 'addSectionJItem', line('G', 'J6', 'E4', 'OVERNIGHT_CARER', 'Overnight carer', nights), 'J6 nights');

    story.on('2025-07-01', 'the school agrees, and the family asks for more');
    await story.refused(
      mo,
      'would agree the education budget at once',
      'agreeBudget',
      { streamBudgetId: story.id('Education'), amount: a('9000.00', 'YEAR') },
      ['EDU-ELIGIBLE', 'EDU-SETTING-AGREES'],
    );
    await story.does(
      head,
      'agrees to release most of it',
      'recordAgreement',
      {
        input: {
          streamBudgetId: story.id('Education'),
          kind: 'SETTING_RELEASE',
          givenBy: 'Dr Head',
          role: 'head teacher',
          on: '2025-06-30',
          amount: a('8000.00', 'YEAR'),
        },
      },
      'the release by the school',
    );
    await story.does(
      pat,
      'asks for the short breaks to be looked at again',
      'requestSufficiencyReview',
      { streamBudgetId: story.id("Children's care"), account: 'The sitter and the play scheme cost more than that' },
      'the review of the amount',
    );
    await story.does(mo, 'raises the indicative amount', 'decideSufficiencyReview', {
      reviewId: story.id('the review of the amount'),
      indicative: a('110.00'),
      account: 'Both are needed, at the prices of the plan',
    });
    const share = { streamBudgetId: story.id("Children's care"), amount: a('110.00') };
    await story.refused(mo, 'and would agree it', 'agreeBudget', share, ['INDICATIVE-SHARED', 'FOUR-EYES']);
    await story.does(sol, 'shares the new amount', 'shareIndicative', { streamBudgetId: share.streamBudgetId, on: '2025-07-01' });
    await story.does(nia, 'agrees it, with other eyes', 'agreeBudget', share);
    await story.refused(nia, 'would agree less than the lines cost', 'agreeBudget', { ...share, amount: a('105.00') }, ['SUFFICIENT']);
    const nhs = { streamBudgetId: story.id('Health'), amount: a('300.00') };
    await story.refused(cass, 'would agree what she attached', 'agreeBudget', nhs, ['FOUR-EYES']);
    await story.does(dan, 'agrees it', 'agreeBudget', nhs);

    story.on('2025-07-18', 'the plan is agreed');
    await story.does(sam, 'records that the panel agreed the plan', 'agreePlan', {
      planId: story.id('the EHC plan'),
      on: '2025-07-18',
      agreedBy: 'The SEND panel',
    });
    const top = { streamBudgetId: story.id('Education') };
    await story.refused(mo, 'would agree more than the school releases', 'agreeBudget', { ...top, amount: a('9000.00', 'YEAR') }, [
      'EDU-SETTING-AGREES',
    ]);
    await story.does(mo, 'agrees what the school releases', 'agreeBudget', { ...top, amount: a('8000.00', 'YEAR') });

    story.on('2025-07-21', 'how each part is held');
    const part = (kind: string, holder: string, holderName: string, amount: object, more: object = {}) => ({
      kind,
      holder,
      holderName,
      amount,
      from,
      ...more,
    });
    const byCouncil = (value: string) => part('COUNCIL_MANAGED', 'AUTHORITY', 'Wakefield', a(value, 'YEAR'));
    const byPat = (amount: object, more: object = {}) => part('DIRECT_PAYMENT', 'PARENT_OR_CARER', 'Pat Field', amount, more);
    await story.refused(
      sam,
      'would pay Ada herself',
      'chooseArrangements',
      { ...top, arrangements: [part('DIRECT_PAYMENT', 'PERSON', 'Ada Field', a('8000.00', 'YEAR'))] },
      ['DP-SELF-16', 'EDU-ON-SITE-STAFF'],
    );
    const split = { ...top, arrangements: [byPat(a('4180.00', 'YEAR')), byCouncil('3820.00')] };
    await story.refused(sam, 'would pay her mother', 'chooseArrangements', split, ['DP-AUTHORISED']);
    await story.does(
      sam,
      "puts the mother's authority on record",
      'authoriseHolder',
      { personId, holder: 'PARENT_OR_CARER', name: 'Pat Field', basis: 'PARENTAL_RESPONSIBILITY', from: '2025-07-21' },
      "Pat's authority",
    );
    await story.refused(
      sam,
      'splits it, a penny out',
      'chooseArrangements',
      { ...top, arrangements: [byPat(a('4180.01', 'YEAR')), byCouncil('3820.00')] },
      ['ARRANGEMENTS-COMPLETE'],
    );
    await story.does(sam, 'splits it to the penny', 'chooseArrangements', split);
    await story.does(sol, 'the sitter by direct payment, the play scheme by a service fund', 'chooseArrangements', {
      streamBudgetId: share.streamBudgetId,
      arrangements: [byPat(a('62.00'), { contingency: '62.00' }), part('INDIVIDUAL_SERVICE_FUND', 'PROVIDER', 'PLAYDAYS', a('48.00'))],
    });
    await story.does(cass, 'two thirds by direct payment', 'chooseArrangements', {
      streamBudgetId: nhs.streamBudgetId,
      arrangements: [byPat(a('200.00')), part('NHS_NOTIONAL', 'HEALTH_COMMISSIONER', 'NHS West Yorkshire ICB', a('100.00'))],
    });

    story.on('2025-09-01', 'the money is released');
    await story.refused(dee, 'would release the education budget', 'releaseBudget', { ...top, on: from, schedule: 'TERMLY' }, [
      'FOUR-EYES',
      'DP-TERMS',
    ]);
    for (const [who, stream] of [
      [dee, 'Education'],
      [dee, "Children's care"],
      [cass, 'Health'],
    ] as const)
      await story.does(who, 'records the signed terms', 'recordAgreement', {
        input: { streamBudgetId: story.id(stream), kind: 'DIRECT_PAYMENT_TERMS', givenBy: 'Pat Field', role: 'mother', on: '2025-09-01' },
      });
    await story.does(mo, 'releases it', 'releaseBudget', { ...top, on: from, schedule: 'TERMLY' });
    await story.does(nia, 'releases the short breaks', 'releaseBudget', { streamBudgetId: share.streamBudgetId, on: from });
    await story.does(dan, 'releases the health budget', 'releaseBudget', { streamBudgetId: nhs.streamBudgetId, on: from, schedule: 'MONTHLY' });

    story.on('2025-10-24', 'the money is spent');
    const breaks = { streamBudgetId: share.streamBudgetId };
    await story.does(pat, 'sends what left her account', 'recordTransactions', {
      ...breaks,
      transactions: [
        { reference: 'T1', on: '2025-09-12', amount: '248.00', description: 'Sitter, September', itemId: story.id('J4 sitter') },
        { reference: 'T2', on: '2025-10-10', amount: '186.00', description: 'J4 sitter, October' },
        { reference: 'T3', on: '2025-10-11', amount: '35.00', description: 'Corner shop' },
        { reference: 'T4', on: '2025-10-20', amount: '-15.50', description: 'J4 an hour given back' },
      ],
    });
    const playdays = await story.signIn('Playdays', 'PROVIDER', ['PLAYDAYS', 'Playdays']);
    const bill = (number: string, lines: readonly object[]) => ({ input: { ...breaks, provider: 'PLAYDAYS', number, lines } });
    const day = (on: string, units: string, rate: string) => ({ itemId: story.id('J5 play scheme'), on, units, rate });
    await story.refused(playdays, 'bills a lump sum', 'submitInvoice', bill('P-1', []), ['INVOICE-ITEMISED']);
    await story.does(playdays, 'bills day by day', 'submitInvoice', bill('P-1', [day('2025-09-06', '2', '24.00'), day('2025-09-13', '2', '24.00')]));
    await story.does(playdays, 'bills more than the plan has', 'submitInvoice', bill('P-2', [day('2025-10-04', '3', '26.00')]));
    await story.looks(
      pat,
      'looks at what is asked about',
      `{ person(id: "${personId}") { pooledBudget { streams { stream transactions { reference on amount results { rule { id } message } } invoices { number total status lines { on units rate amount results { rule { id } message } } } } } } }`,
      ({ person }) =>
        person.pooledBudget.streams.flatMap(({ transactions, invoices }: any) => [
          ...transactions.map(
            (each: any) =>
              `${each.reference} ${each.on} ${each.amount}: ${each.results.map((one: any) => `${one.rule.id} ${one.message}`).join(' ') || 'in order'}`,
          ),
          ...invoices.flatMap((each: any) => [
            `${each.number} ${each.total} ${each.status}`,
            ...each.lines.map(
              (one: any) =>
                `  ${one.on} ${one.units} at ${one.rate} = ${one.amount}: ${one.results.map(({ rule, message }: any) => `${rule.id} ${message}`).join(' ') || 'in order'}`,
            ),
          ]),
        ]),
    );

    story.on('2025-11-28', 'the first reviews');
    for (const [who, stream] of [
      [sam, 'Education'],
      [sol, "Children's care"],
      [cass, 'Health'],
    ] as const)
      await story.does(who, 'records the review', 'recordReview', {
        streamBudgetId: story.id(stream),
        doneOn: '2025-11-28',
        finding: 'It is used as planned',
        outcomesMet: true,
      });

    story.on('2026-01-12', 'a cut is proposed');
    const cut = {
      ...breaks,
      kind: 'REDUCE',
      to: a('86.00'),
      reasons: 'One session of the play scheme is no longer used',
      noticeGivenOn: '2026-01-12',
      effectiveOn: '2026-02-16',
    };
    await story.refused(sol, 'forgets the reasons and the notice', 'proposeReduction', { ...cut, reasons: ' ', effectiveOn: '2026-01-12' }, [
      'REDUCE-REASONS',
      'REDUCE-REASONS',
    ]);
    await story.does(sol, 'proposes it', 'proposeReduction', cut, 'the cut');
    await story.refused(mo, 'would apply it at once', 'applyReduction', { consultationId: story.id('the cut') }, ['REDUCE-CONSULT', 'SUFFICIENT']);
    const parties = await story.looks(
      pat,
      'sees who is heard',
      `{ person(id: "${personId}") { pooledBudget { streams { consultations { status closesOn to { value } parties { name role answeredOn agrees } } } } } }`,
      ({ person }) =>
        person.pooledBudget.streams.flatMap(({ consultations }: any) =>
          consultations.flatMap((each: any) => [
            `${each.status}, until ${each.closesOn}`,
            ...each.parties.map((one: any) => `${one.name}, ${one.role}`),
          ]),
        ),
    );
    const [, funder] = parties.person.pooledBudget.streams[1].consultations[0].parties;
    const says = (party: string, agrees: boolean, view: string) => ({ consultationId: story.id('the cut'), party, agrees, view, on: '2026-01-19' });
    story.on('2026-01-19', 'everyone answers');
    await story.does(pat, 'answers', 'answerConsultation', says('Pat Field', false, 'She was ill in November, she goes twice again'));
    await story.does(cass, 'answers for the board', 'answerConsultation', says(funder.name, true, 'The nights are not affected'));
    await story.does(
      pat,
      'disputes the amount',
      'raiseDispute',
      { ...breaks, subject: 'AMOUNT', account: 'It does not pay for both sessions' },
      'the dispute',
    );
    await story.does(pat, 'complains about the play scheme', 'raiseDispute', {
      ...breaks,
      subject: 'BOUGHT_SERVICE',
      account: 'It began late twice',
    });
    await story.refused(mo, 'would apply the cut', 'applyReduction', { consultationId: story.id('the cut') }, ['DISPUTE-STAGES', 'SUFFICIENT']);
    await story.does(pat, 'takes it to the next stage', 'escalateDispute', { disputeId: story.id('the dispute') });

    story.on('2026-02-02', 'the dispute is settled, the plan is changed, and the cut is applied');
    await story.does(nia, 'settles it', 'settleDispute', {
      disputeId: story.id('the dispute'),
      outcome: 'One session until Easter, then it is looked at again',
    });
    await story.does(sol, 'ends the two sessions', 'endItem', { itemId: story.id('J5 play scheme'), on: '2026-02-15' });
    const one = { ...club, unitsPerWeek: '1', from: '2026-02-16' };
    await story.does(sol, 'adds one', 'addSectionJItem', line('H1', 'J5', 'E3', 'FAMILY_SUPPORT', 'Play scheme', one), 'J5 one session');
    await story.does(mo, 'applies the cut', 'applyReduction', { consultationId: story.id('the cut') });
    await story.does(sol, 'splits what is left', 'chooseArrangements', {
      ...breaks,
      arrangements: [
        { ...byPat(a('62.00'), { contingency: '62.00' }), from: '2026-02-16' },
        { ...part('INDIVIDUAL_SERVICE_FUND', 'PROVIDER', 'PLAYDAYS', a('24.00')), from: '2026-02-16' },
      ],
    });

    story.on('2026-02-20', 'the cut is reconsidered');
    await story.does(pat, 'asks for that, once', 'requestReconsideration', { consultationId: story.id('the cut'), account: 'She goes twice a week' });
    await story.does(nia, 'gives it back', 'decideReconsideration', {
      consultationId: story.id('the cut'),
      upheld: false,
      reasons: 'The attendance list bears it out',
    });
    await story.does(
      sol,
      'adds the second session again',
      'addSectionJItem',
      line('H1', 'J7', 'E3', 'FAMILY_SUPPORT', 'Play scheme', { ...one, from: '2026-02-23' }),
      'J7 second session',
    );
    await story.does(sol, 'splits the whole of it, from the day of the cut', 'chooseArrangements', {
      ...breaks,
      arrangements: [
        { ...byPat(a('62.00'), { contingency: '62.00' }), from: '2026-02-16' },
        { ...part('INDIVIDUAL_SERVICE_FUND', 'PROVIDER', 'PLAYDAYS', a('48.00')), from: '2026-02-16' },
      ],
    });
    await story.fault(dee, 'asks for more back than there is', 'reclaimUnspent', { ...breaks, amount: '35.01' }, 'BAD_INPUT');
    await story.does(dee, 'takes back what the corner shop had', 'reclaimUnspent', { ...breaks, amount: '35.00' });

    story.on('2026-03-27', 'the last payments of the year');
    await story.does(pat, 'sends the rest of what left her account', 'recordTransactions', {
      ...breaks,
      transactions: [{ reference: 'T5', on: '2026-03-20', amount: '1302.00', description: 'J4 sitter, November to March' }],
    });
    await story.does(pat, 'and of the education money', 'recordTransactions', {
      ...top,
      transactions: [{ reference: 'E1', on: '2026-03-20', amount: '2220.00', description: 'J1 tutor, 37 weeks' }],
    });
    await story.does(cass, 'and of the nights', 'recordTransactions', {
      ...nhs,
      amount: undefined,
      transactions: [{ reference: 'H1', on: '2026-03-20', amount: '6000.00', description: 'J6 overnight carers' }],
    });
    await story.does(
      playdays,
      'bills January',
      'submitInvoice',
      bill(
        'P-3',
        ['2026-01-03', '2026-01-10', '2026-01-17', '2026-01-24'].map((on) => day(on, '2', '24.00')),
      ),
    );

    story.on('2026-04-08', 'the year is over: each stream takes back its own');
    const SPENDING = 'spending { allocated released paid spent available toReclaim }';
    const year = await story.looks(
      pat,
      'looks at the year',
      `{ person(id: "${personId}") { then: pooledBudget(asOf: "2026-03-31") { cost(from: "2025-04-01", to: "2026-03-31") streams { stream ${SPENDING} } }
         now: pooledBudget { streams { stream spending { toReclaim } } } } }`,
      ({ person: { then, now } }) => [
        `what it cost from 2025-04-01 to 2026-03-31: ${inPounds(then.cost)}`,
        ...then.streams.map(
          ({ stream, spending }: any, index: number) =>
            `${inWords(stream)}: allocated ${spending.allocated}, paid ${spending.paid}, spent ${spending.spent}; to reclaim now ${now.streams[index].spending.toReclaim}`,
        ),
      ],
    );
    // 212 days from 1 September to 31 March. Education: 8,000 x 212/365. Short breaks: 110 x 212/7. Health: 300 x 212/7.
    expect(year.person.then.streams.map(({ spending }: any) => spending.allocated)).toEqual(['4646.58', '3331.43', '9085.71']);
    expect(year.person.then.cost).toBe('17063.72');
    // Education: 4,180 x 212/365 = 2,427.84 was paid to Pat, less 2,220. Short breaks: 3,331.43 was paid to Pat and the play scheme; less
    // 248 + 186 + 35 - 15.50 + 1,302 that Pat spent, 96 + 192 that was billed, and 62 that is kept for the unexpected. Health: 200 x 212/7, less 6,000.
    expect(year.person.now.streams.map(({ spending }: any) => spending.toReclaim)).toEqual(['207.84', '1225.93', '57.14']);
    await story.does(dee, 'takes the first instalment', 'reclaimUnspent', { ...breaks, amount: '1000.00' });
    await story.does(dee, 'and the second', 'reclaimUnspent', { ...breaks, amount: '225.93' });
    await story.does(dee, 'and what is left of the education money', 'reclaimUnspent', { ...top, amount: '207.84' });
    await story.looks(
      pat,
      'looks at what comes',
      `{ person(id: "${personId}") { pooledBudget { streams { stream reviews { dueOn status doneOn rule { id } } history { action by effectiveOn amount { value } status } } }
         transitions(until: "2035-12-31") { on title annualAmountAtStake } } }`,
      ({ person: { pooledBudget, transitions } }) => [
        ...pooledBudget.streams.flatMap(({ stream, reviews }: any) =>
          reviews.map(
            (each: any) => `${inWords(stream)}: ${each.rule.id} by ${each.dueOn} ${inWords(each.status)}${each.doneOn ? ` on ${each.doneOn}` : ''}`,
          ),
        ),
        ...transitions.map(
          (each: any) => `${each.on} ${each.title}: ${each.annualAmountAtStake ? inPounds(each.annualAmountAtStake) : 'nothing'} a year at stake`,
        ),
        "the life of the short breaks' budget:",
        ...pooledBudget.streams[1].history.map(
          (each: any) => `  ${each.effectiveOn} ${each.action} by ${each.by}: ${inPounds(each.amount.value)} ${inWords(each.status)}`,
        ),
      ],
    );
    story.expectCommitted('child-with-three-streams');
  });
});
