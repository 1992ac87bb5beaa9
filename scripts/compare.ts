import { parseArgs } from 'node:util';
import { addedUp, type BudgetCounts, countedParts, publishedCounts } from '../src/exchange/published/f9-open-data';
import { returnedCounts } from '../src/exchange/published/returned-counts';
import type { Exchange } from '../src/exchange/statements/exchange';
import type { Organisation } from '../src/person/person.types';
import { type Day, parseDay } from '../src/vocabulary/day';
import { badInput } from '../src/vocabulary/refusal';
import { type Print, runCommand } from './run-command';
import { type ExchangeSettings, withExchange } from './with-exchange';

const USAGE = `npm run --silent compare -- FILE --authority CODE [--year 202425] [--on DAY] [--dp "E=education H=health"]
  What DfE publishes of a council's personal budgets in EHC plans (F9, the open data's CSV), beside what the SEN2 returns that were
  loaded here say of the plans in being on a day. Nothing is loaded or changed. --year is the publication's; left out, its last.
  --dp says which letter of the return stands for which kind of direct payment.`;

const WHY: Readonly<Record<ReturnType<typeof addedUp>['why'], string>> = {
  EQUAL: 'as many',
  ROUNDED: 'as many but for rounding',
  SEVERAL_KINDS: 'more, because a plan may have several kinds and is counted once in the total',
  KIND_NOT_GIVEN: 'fewer, because the kind was not given for all',
};
const KINDS = ['education', 'health', 'social', 'integrated'] as const;
type Kind = (typeof KINDS)[number];

/** "E=education H=health": which letter is which kind. */
function lettersIn(text: string): ReadonlyMap<string, Kind> {
  return new Map(
    text.split(/[\s,;]+/).flatMap((pair): [string, Kind][] => {
      if (pair === '') return [];
      const [letter = '', word = ''] = pair.split('=');
      const kind = KINDS.find((each) => each === word.toLowerCase());
      if (letter === '' || !kind) throw badInput('--dp', `"${pair}" does not say a letter and its kind. Write E=education, of: ${KINDS.join(', ')}.`);
      return [[letter.toUpperCase(), kind]];
    }),
  );
}

const figure = (count: number): string => count.toLocaleString('en-GB').padStart(10);

interface Asked {
  readonly council: Organisation;
  readonly file: string;
  readonly year: string | undefined;
  readonly on: Day;
  readonly letters: ReadonlyMap<string, Kind>;
}
async function compare({ store }: Exchange, { council, file, year, on, letters }: Asked, print: Print): Promise<void> {
  const years = await publishedCounts(file, council);
  const wanted = year ?? [...years.keys()].sort().at(-1);
  const published: BudgetCounts | undefined = wanted === undefined ? undefined : years.get(wanted);
  if (wanted === undefined || !published)
    throw badInput(
      '--year',
      `The file has nothing of ${council.name} for ${wanted ?? 'any year'}. It has: ${[...years.keys()].sort().join(', ') || 'no year'}.`,
    );
  const here = await returnedCounts(store.reading, council.id, on);
  print(`Personal budgets in EHC plans, ${council.name}`);
  print(`${''.padEnd(34)}${wanted.padStart(10)}  returns here, ${on}`);
  const line = (label: string, then: number | null, now: number | null): void =>
    print(`${label.padEnd(34)}${then === null ? ''.padStart(10) : figure(then)}${now === null ? '' : figure(now)}`);
  line('plans in being', null, here.plans);
  line('with a personal budget', published.takenUp, here.takenUp);
  line('organised arrangements', published.organised, here.organised);
  const counted = (kind: Kind): number | null => {
    if (![...letters.values()].includes(kind)) return null;
    return [...here.directPayments].reduce((sum, [code, count]) => sum + (letters.get(code.toUpperCase()) === kind ? count : 0), 0);
  };
  for (const kind of KINDS) line(`direct payments, ${kind}`, published[kind], counted(kind));
  for (const [code, count] of [...here.directPayments].sort())
    if (!letters.has(code.toUpperCase())) line(`direct payments, coded ${code}`, null, count);
  const { sum, why } = addedUp(countedParts(published), published.takenUp);
  print(`The published kinds come to ${sum.toLocaleString('en-GB')}: ${WHY[why]}.`);
}

/** Runs the command and answers with the exit code: 2 where the file or the command is wrong. */
export async function compareCommand(args: readonly string[], where: ExchangeSettings, print: Print): Promise<number> {
  const text = { type: 'string' } as const;
  let given: { values: { authority?: string; year?: string; on?: string; dp?: string }; positionals: string[] };
  try {
    given = parseArgs({ args: [...args], allowPositionals: true, options: { authority: text, year: text, on: text, dp: text } });
  } catch (error) {
    print(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  const { authority, year, on, dp } = given.values;
  const [file, ...more] = given.positionals;
  if (file === undefined || more.length > 0 || authority === undefined) {
    print(USAGE);
    return 2;
  }
  return withExchange(where, authority, print, async (exchange) => {
    const council = exchange.directory.find('LOCAL_AUTHORITY', authority.trim().toUpperCase());
    if (!council) throw badInput('--authority', `No council in England has the code "${authority}".`);
    const day = on === undefined ? exchange.today : parseDay(on, '--on');
    await compare(exchange, { council, file, year, on: day, letters: lettersIn(dp ?? '') }, print);
    return 0;
  });
}

if (require.main === module)
  runCommand('The figures could not be compared', (settings, print) => compareCommand(process.argv.slice(2), settings, print));
