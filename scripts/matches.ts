import { parseArgs } from 'node:util';
import { answerMatch, openMatches } from '../src/exchange/loads/answer-match';
import { tokenInWords } from '../src/exchange/statements/identifier-token';
import { type Print, runCommand } from './run-command';
import { type ExchangeSettings, withExchange } from './with-exchange';

const USAGE = `npm run matches -- list [--authority CODE]
  Records with the same name, birth date and postcode, for somebody to say whether they are one person's. Nothing is merged by itself.
npm run matches -- same A B
  They are: one record goes on with the numbers and the loaded facts of both.
npm run matches -- different A B
  They are not: they are kept apart, and parted where "same" had joined them.`;

/** Runs the command and answers with the exit code: 0 done, 2 refused. */
export async function matchesCommand(args: readonly string[], where: ExchangeSettings, print: Print): Promise<number> {
  let given: { values: { authority?: string }; positionals: string[] };
  try {
    given = parseArgs({ args: [...args], allowPositionals: true, options: { authority: { type: 'string' } } });
  } catch (error) {
    print(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  const { authority } = given.values;
  const [command, ...records] = given.positionals;
  const [a, b] = records.map((record) => (/^\d{1,15}$/.test(record) ? Number(record) : Number.NaN));
  if (command === 'list' && records.length === 0)
    return withExchange(where, authority, print, async (exchange) => {
      const matches = await openMatches(exchange, authority ?? null);
      for (const { first, second, name, born, basis, firstKnownBy, secondKnownBy } of matches)
        print(`${first} ${second}  ${name}, born ${born}: ${tokenInWords(firstKnownBy)} and ${tokenInWords(secondKnownBy)}. ${basis}.`);
      print(matches.length === 0 ? 'No two records wait for an answer.' : `${matches.length} pairs wait for an answer: same A B, or different A B.`);
      return 0;
    });
  if (
    (command !== 'same' && command !== 'different') ||
    records.length !== 2 ||
    a === undefined ||
    b === undefined ||
    Number.isNaN(a) ||
    Number.isNaN(b)
  ) {
    print(USAGE);
    return 2;
  }
  return withExchange(where, authority, print, async (exchange) => {
    const { survivor } = await answerMatch(exchange, command === 'same' ? 'SAME' : 'DIFFERENT', a, b);
    print(
      command === 'same' ? `Records ${a} and ${b} are one person's: record ${survivor ?? a} goes on.` : `Records ${a} and ${b} are two people's.`,
    );
    return 0;
  });
}

if (require.main === module) runCommand('The matches could not be read', (settings, print) => matchesCommand(process.argv.slice(2), settings, print));
