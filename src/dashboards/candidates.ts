import type { Actor } from '../access/actor';
import { SIGHT, type Sight } from '../access/table';
import type { Condition } from '../pool/person.finder';
import { FUNDING_STREAMS, streamsThat } from '../streams/streams';
import { addDays, addYears, type Day, OPEN_ENDED } from '../vocabulary/day';
import { isShownByChoice, paidBy, type Stream, STREAMS } from '../vocabulary/stream';
import type { QueueKind } from './task';
import { marks } from '../database/sql';

/*
 * Who may have a task of a kind: everybody who has one, and as few others as a statement can tell. What they have, the rules say of
 * their facts; so these conditions may only ever leave out people of whom the rules have nothing to say to this reader.
 */

const condition = (sql: string, ...values: Condition['values']): Condition => ({ sql, values });
const all = (...conditions: readonly Condition[]): Condition => ({
  sql: conditions.map(({ sql }) => `(${sql})`).join(' AND '),
  values: conditions.flatMap(({ values }) => values),
});
const any = (...conditions: readonly Condition[]): Condition => ({
  sql: `(${conditions.map(({ sql }) => `(${sql})`).join(' OR ')})`,
  values: conditions.flatMap(({ values }) => values),
});

const streamsSeen = ({ role }: Actor, sight: Sight): readonly Stream[] => STREAMS.filter((stream) => SIGHT[role][stream] === sight);
const PAID_BY_THE_NHS = STREAMS.filter((stream) => paidBy(stream) === 'HEALTH_COMMISSIONER');
const SHOWN_ANYWAY = STREAMS.filter((stream) => !isShownByChoice(stream));
/** What a person pays towards themselves; what gives way to continuing healthcare; and each age from which some streams turn. */
const CHARGED = streamsThat(({ charges }) => charges === 'OWN_CARE');
const GIVES_WAY = streamsThat(({ givesWayToHealthcare }) => givesWayToHealthcare);
const TURNING_AGES: readonly (readonly [age: number, streams: readonly Stream[]])[] = [
  ...Map.groupBy(
    STREAMS.flatMap((stream) => {
      const age = FUNDING_STREAMS[stream].turnsFromAge;
      return age === null ? [] : [{ age, stream }];
    }),
    ({ age }) => age,
  ),
].map(([age, all]) => [age, all.map(({ stream }) => stream)]);

const ofStreams = (streams: readonly Stream[]): Condition =>
  streams.length === 0 ? condition('1 = 0') : condition(`r.stream IN (${marks(streams)})`, ...streams);

/** What of a reader's people is shown in full where the table shows less: an agreement to share, or an emergency. */
const SHOWN_BESIDES = condition(
  `EXISTS (SELECT 1 FROM agreement s WHERE s.budget_id = r.budget_id AND s.kind = 'SHARING')
    OR EXISTS (SELECT 1 FROM emergency_access e WHERE e.person_id = r.person_id)`,
);

/** Budgets that the reader may see in full, in some state of theirs. */
function seenInFull(actor: Actor): Condition {
  if (actor.organisation.kind === 'HEALTH_COMMISSIONER')
    return any(ofStreams(PAID_BY_THE_NHS), condition('r.funder_id = ?', actor.organisation.id), SHOWN_BESIDES);
  return all(
    any(ofStreams(streamsSeen(actor, 'FULL')), all(ofStreams(streamsSeen(actor, 'EXISTS_ONLY')), SHOWN_BESIDES)),
    any(ofStreams(SHOWN_ANYWAY), condition('r.shown_in_pool = 1')),
  );
}

const revision = (actor: Actor, ...more: readonly Condition[]): Condition => {
  const { sql, values } = all(seenInFull(actor), condition("r.status NOT IN ('ENDED', 'WITHDRAWN', 'VOIDED')"), ...more);
  return { sql: `EXISTS (SELECT 1 FROM budget_revision r WHERE r.person_id = p.id AND ${sql})`, values };
};
/** Something of theirs that is held to be true now. */
const fact = (table: string, { sql, values }: Condition): Condition => ({
  sql: `EXISTS (SELECT 1 FROM ${table} x WHERE x.person_id = p.id AND x.superseded_at = ? AND ${sql})`,
  values: [OPEN_ENDED, ...values],
});

/** Born by the day on which the oldest child of an age was, counted from the last day that is looked ahead to. */
const aged = (years: number, until: Day): Condition => condition('p.date_of_birth <= ?', addYears(until, -years));

/** The ages at which a charge moves by itself: the earliest at which each is reached, and the latest. */
const CHARGE_AGES: readonly (readonly [reached: number, by: number])[] = [
  [25, 25],
  [60, 68],
];

/** Who turns by the end of the lead days, and who has turned and may still have what the law then changes. */
const turning = (actor: Actor, asOf: Day, lead: number): Condition => {
  const until = addDays(asOf, lead);
  return any(
    ...TURNING_AGES.map(([age, streams]) => all(aged(age, until), revision(actor, ofStreams(streams)))),
    // A charge that was assessed before 25 or before pension credit age, or continuing healthcare beside adult social care.
    ...CHARGE_AGES.map(([reached, by]) =>
      all(
        aged(reached, until),
        revision(
          actor,
          ofStreams(CHARGED),
          condition(
            `r.contribution_pence > 0 AND (SUBSTR(r.from_on, 1, 4) - SUBSTR(p.date_of_birth, 1, 4) <= ?
          OR EXISTS (SELECT 1 FROM financial_assessment f WHERE f.person_id = p.id AND SUBSTR(f.from_on, 1, 4) - SUBSTR(p.date_of_birth, 1, 4) <= ?))`,
            by,
            by,
          ),
        ),
      ),
    ),
    all(
      revision(actor, ofStreams(GIVES_WAY)),
      condition(`EXISTS (SELECT 1 FROM budget_revision r WHERE r.person_id = p.id AND ${ofStreams(PAID_BY_THE_NHS).sql})`, ...PAID_BY_THE_NHS),
    ),
  );
};

const RELEASED = condition('r.released_on IS NOT NULL');
const EMERGENCY_TO_REVIEW = condition(
  'EXISTS (SELECT 1 FROM emergency_access e WHERE e.person_id = p.id AND NOT EXISTS (SELECT 1 FROM emergency_review v WHERE v.emergency_id = e.id))',
);

/**
 * Who is charged and was not assessed again since the figures of the day began, or whose home may begin to count; what is yet to begin may
 * fall into another year.
 */
const assessedBefore = (asOf: Day, figuresSince: Day): Condition =>
  condition(
    `r.contribution_pence IS NOT NULL AND (r.from_on > ?
      OR NOT EXISTS (SELECT 1 FROM financial_assessment f WHERE f.person_id = p.id AND f.from_on >= ? AND f.from_on <= ?)
      OR EXISTS (SELECT 1 FROM financial_assessment f WHERE f.person_id = p.id AND f.facts LIKE '%"careHomeSince":"%'))`,
    asOf,
    figuresSince,
    asOf,
  );

/** What a queue is asked with: the day, the most days that any council looks ahead to a transition, and the first day of that day's figures. */
interface Looked {
  readonly asOf: Day;
  readonly lead: number;
  readonly figuresSince: Day;
}

/** Who may have a task of a kind on a day. */
export function mayHave(kind: QueueKind, actor: Actor, { asOf, lead, figuresSince }: Looked): Condition {
  switch (kind) {
    case 'AGREEMENT_NEEDED':
    case 'RELEASE_BLOCKED':
      return revision(actor);
    case 'FINANCIAL_ASSESSMENT_DUE':
      return revision(
        actor,
        ofStreams(CHARGED),
        any(condition('r.agreed_pence IS NOT NULL AND r.contribution_pence IS NULL'), assessedBefore(asOf, figuresSince)),
      );
    case 'DISPUTE_OPEN':
      return fact('dispute', condition("x.stage <> 'SETTLED'"));
    case 'REVIEW_DUE':
      return any(revision(actor, RELEASED), fact('sufficiency_review', condition('x.decided_on IS NULL')), EMERGENCY_TO_REVIEW);
    case 'REVIEW_OVERDUE':
      return any(revision(actor, RELEASED), EMERGENCY_TO_REVIEW);
    case 'AGREEMENT_EXPIRING':
      return fact('agreement', condition('x.until_on >= ?', asOf));
    case 'TRANSITION_DUE':
      return turning(actor, asOf, lead);
    case 'EMERGENCY_ACCESS':
      return EMERGENCY_TO_REVIEW;
    case 'EVIDENCE_DUE':
      return revision(actor, RELEASED);
    case 'PAYMENT_QUERIED':
      return fact('budget_transaction', condition('x.amount_pence > 0'));
    case 'CONSULTATION_OPEN':
      return fact('consultation', condition("x.status NOT IN ('APPLIED', 'DROPPED')"));
  }
}
