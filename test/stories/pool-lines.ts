import { type AmountShown, amountWords, grouped, inPounds, inWords, pence, wrapped } from './words';

const AMOUNT = '{ value every weeksPerYear perWeek perYear }';
const TOTAL = '{ perWeek perYear oneOff }';
export const POOL = `{ label completeness indicative ${TOTAL} agreed ${TOTAL} contribution ${TOTAL} net ${TOTAL}
  blockers { rule { id } message subject }
  alongside { topUps { label payer amount ${AMOUNT} } brokerageFees { label payer amount ${AMOUNT} } otherResources { label payer amount ${AMOUNT} } }
  streams { id stream status visibility indicative ${AMOUNT} agreed ${AMOUNT} contribution ${AMOUNT} net ${AMOUNT}
    arrangements { id kind holderName amount { value every weeksPerYear } contributionTaken }
    spending { allocated released paid spent available toReclaim } results { rule { id } effect message } } }`;

const FIGURES = ['indicative', 'agreed', 'contribution', 'net'] as const;
type Figure = (typeof FIGURES)[number];
interface Shown extends AmountShown {
  readonly every: string;
  readonly perWeek: string | null;
  readonly perYear: string;
}
interface Total {
  readonly perWeek: string;
  readonly perYear: string;
  readonly oneOff: string;
}
interface Spoken {
  readonly rule: { readonly id: string };
  readonly message: string;
  readonly subject?: string | null;
}
interface StreamShown extends Readonly<Record<Figure, Shown | null>> {
  readonly id: string;
  readonly stream: string;
  readonly status: string | null;
  readonly visibility: 'FULL' | 'EXISTS_ONLY';
  readonly arrangements: readonly { id: string; kind: string; holderName: string; amount: AmountShown; contributionTaken: string | null }[] | null;
  readonly spending: Readonly<Record<'allocated' | 'released' | 'paid' | 'spent' | 'available' | 'toReclaim', string>> | null;
  readonly results: readonly (Spoken & { readonly effect: string })[] | null;
}
interface Beside {
  readonly label: string;
  readonly payer: string;
  readonly amount: AmountShown;
}
export interface PoolShown extends Readonly<Record<Figure, Total>> {
  readonly label: string | null;
  readonly completeness: string;
  readonly blockers: readonly Spoken[];
  readonly alongside: Readonly<Record<'topUps' | 'brokerageFees' | 'otherResources', readonly Beside[]>>;
  readonly streams: readonly StreamShown[];
}

const NAMES: Readonly<Record<string, string>> = {
  EDUCATION: 'Education',
  CHILDRENS_SOCIAL_CARE: "Children's care",
  ADULT_SOCIAL_CARE: 'Adult care',
  CARER: 'Carer',
  HEALTH: 'Health',
  OTHER: 'Other',
};
const nameOf = ({ stream }: StreamShown): string => NAMES[stream] ?? stream;

/** The totals are the sums of the lines that this reader is shown, and the parts that are held are what is agreed. */
function addAgain(pool: PoolShown): void {
  const sum = (figure: Figure, of: (amount: Shown) => string | null): number =>
    pool.streams
      // What was assessed before anything is agreed takes nothing from nothing.
      .filter(({ agreed }) => figure !== 'contribution' || agreed !== null)
      .reduce((all, stream) => all + (stream[figure] ? pence(of(stream[figure]) ?? '0.00') : 0), 0);
  const recurs = (part: 'perWeek' | 'perYear') => (amount: Shown) => (amount.every === 'ONE_OFF' ? null : amount[part]);
  for (const figure of FIGURES)
    expect([figure, sum(figure, recurs('perWeek')), sum(figure, recurs('perYear'))]).toEqual([
      figure,
      pence(pool[figure].perWeek),
      pence(pool[figure].perYear),
    ]);
  for (const { agreed, contribution, net } of pool.streams) {
    if (!agreed || !net) continue;
    const left = pence(agreed.perWeek ?? agreed.value) - pence(contribution?.perWeek ?? '0.00');
    // A week's contribution is taken off a week; where the budget is by the year, half a penny either way is rounding.
    expect(Math.abs(Math.max(0, left) - pence(net.perWeek ?? net.value))).toBeLessThanOrEqual(1);
  }
  for (const { id, agreed, arrangements } of pool.streams)
    if (
      !pool.blockers.some(({ rule, subject }) => rule.id === 'ARRANGEMENTS-COMPLETE' && subject === id) &&
      agreed &&
      arrangements?.length &&
      arrangements.every(({ amount }) => amount.every === agreed.every && amount.weeksPerYear === agreed.weeksPerYear)
    )
      expect(arrangements.reduce((all, { amount }) => all + pence(amount.value), 0)).toBe(pence(agreed.value));
}

const cell = (money: string | null | undefined, width: number): string => (money == null ? '-' : grouped(money)).padStart(width);
const row = (name: string, state: string, week: (figure: Figure) => string | null | undefined, year: (figure: Figure) => string | null | undefined) =>
  `     ${name.padEnd(16)}${state.padEnd(12)}${FIGURES.map((figure) => cell(week(figure), figure === 'contribution' ? 13 : 11)).join('')}  |${FIGURES.map((figure) => cell(year(figure), figure === 'contribution' ? 13 : 12)).join('')}`;

function table(name: string, day: string, pool: PoolShown | null): readonly string[] {
  if (!pool) return [`     ${name} has no record that may be seen here on ${day}.`];
  const heading = (at: number) => FIGURES.map((figure) => figure.padStart(figure === 'contribution' ? 13 : at)).join('');
  const once = FIGURES.some((figure) => pool[figure].oneOff !== '0.00');
  return [
    `     ${`${name}: ${pool.label === null ? 'no budget' : inWords(pool.label)}`.padEnd(28)}${heading(11)}  |${heading(12)}`,
    ...pool.streams.map((stream) =>
      stream.visibility === 'EXISTS_ONLY'
        ? `     ${nameOf(stream).padEnd(16)}exists; its figures are not this reader's`
        : row(
            nameOf(stream),
            inWords(stream.status ?? ''),
            (figure) => (stream[figure]?.every === 'ONE_OFF' ? 'once' : stream[figure]?.perWeek),
            (figure) => stream[figure]?.perYear,
          ),
    ),
    row(
      'Together',
      'a week',
      (figure) => pool[figure].perWeek,
      (figure) => pool[figure].perYear,
    ).replace(/ {2}\|/, '  |'),
    ...(pool.completeness === 'PARTIAL' ? ['     (PARTIAL: something is withheld from this reader)'] : []),
    ...(once
      ? [
          row(
            '',
            'and once',
            () => '',
            (figure) => pool[figure].oneOff,
          ),
        ]
      : []),
  ];
}

const MONEY = ['allocated', 'released', 'paid', 'spent', 'available', 'toReclaim'] as const;

/** What another reader sees of the same pool. */
function seenBy(title: string, pool: PoolShown | null): readonly string[] {
  if (!pool) return wrapped(`     sees     `, `${title}: nothing`);
  const streams = pool.streams.map((stream) => {
    if (stream.visibility === 'EXISTS_ONLY') return `${nameOf(stream)} exists`;
    const what = stream.net ?? stream.indicative;
    return `${nameOf(stream)} ${what ? `${amountWords(what)}${stream.net ? '' : ' indicative'}` : 'no figure'}`;
  });
  const once = pool.net.oneOff === '0.00' ? '' : `, ${inPounds(pool.net.oneOff)} once`;
  return wrapped(
    `     sees     `,
    `${title}: ${streams.length === 0 ? 'no budget' : streams.join('; ')}; net ${inPounds(pool.net.perWeek)} a week, ${inPounds(pool.net.perYear)} a year${once}${pool.completeness === 'FULL' ? '' : '; PARTIAL'}`,
  );
}

/** The pool in parts, each of which is told when it has changed. */
export function poolLines(
  name: string,
  day: string,
  pool: PoolShown | null,
  others: readonly { readonly title: string; readonly pool: PoolShown | null }[],
  names: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly string[]> {
  const parts = new Map<string, readonly string[]>([['pool', table(name, day, pool)]]);
  if (pool) {
    addAgain(pool);
    for (const stream of pool.streams) {
      const held = stream.arrangements ?? [];
      if (held.length > 0)
        parts.set(
          `held ${stream.stream}`,
          wrapped(
            '     held     ',
            `${nameOf(stream)}: ${held
              .map(
                ({ kind, holderName, amount, contributionTaken }) =>
                  `${inWords(kind)} by ${holderName} ${amountWords(amount)}${contributionTaken === null ? '' : ` (contribution ${contributionTaken === 'INVOICED' ? 'invoiced' : 'taken off'})`}`,
              )
              .join(' + ')}`,
          ),
        );
      const { spending } = stream;
      if (spending && MONEY.some((figure) => figure !== 'allocated' && spending[figure] !== '0.00'))
        parts.set(`money ${stream.stream}`, [
          `     money     ${nameOf(stream)}: ${MONEY.map((figure) => `${figure === 'toReclaim' ? 'to reclaim' : figure} ${grouped(spending[figure])}`).join(', ')}`,
        ]);
      const warnings = (stream.results ?? []).filter(({ effect }) => effect === 'WARN');
      if (warnings.length > 0)
        parts.set(
          `warns ${stream.stream}`,
          warnings.flatMap(({ rule, message }) => wrapped('     warns    ', `${nameOf(stream)}: ${rule.id}: ${message}`)),
        );
    }
    const beside = [...pool.alongside.topUps, ...pool.alongside.brokerageFees, ...pool.alongside.otherResources];
    if (beside.length > 0)
      parts.set(
        'beside',
        wrapped('     beside   ', beside.map(({ label, payer, amount }) => `${label}, paid by ${payer}, ${amountWords(amount)}`).join('; ')),
      );
    const about = (subject: string | null): string => {
      const held = pool.streams.find(({ arrangements }) => arrangements?.some(({ id }) => id === subject));
      return names.get(subject ?? '') ?? (held ? nameOf(held) : (subject ?? 'all of it'));
    };
    for (const { rule, message, subject } of pool.blockers) {
      const what = `${about(subject ?? null)}: ${rule.id}`;
      parts.set(`waits for ${what}`, wrapped('     waits for', `${what}: ${message}`));
    }
  }
  for (const other of others) {
    if (other.pool) addAgain(other.pool);
    parts.set(`sees ${other.title}`, seenBy(other.title, other.pool));
  }
  return parts;
}
