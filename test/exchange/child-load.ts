import 'reflect-metadata';
import { withExchange } from '../../scripts/with-exchange';
import { formatById } from '../../src/exchange/formats/formats';
import { loadFile } from '../../src/exchange/loads/load-file';

/*
 * A load in a process of its own, which says how far it is: child-load.ts URL FORMAT PATH
 */
const [, , databaseUrl = '', format = '', path = ''] = process.argv;
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
withExchange({ databaseUrl, policyDir: null }, '384', say, async (exchange) => {
  await loadFile({
    ...exchange,
    authority: '384',
    format: formatById(format).id,
    path,
    today: '2025-10-01',
    report: null,
    onProgress: ({ phase, done }) => say(`${phase} ${done}`),
  });
  return 0;
}).then(
  (code) => process.exit(code),
  (error: unknown) => {
    say(String(error));
    process.exit(1);
  },
);
