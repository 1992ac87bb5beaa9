import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCHEMA_FILE, sdlOf } from '../../scripts/schema';
import { buildHubSchema } from '../../src/server/schema';

const home = join(__dirname, '../..');

describe('schema/hub.graphql', () => {
  it('is what the code builds', () => {
    const file = join(home, SCHEMA_FILE);
    const [written, built] = [existsSync(file) ? readFileSync(file, 'utf8') : '', sdlOf(buildHubSchema())];
    if (written === built) return;
    const [before, after] = [written, built].map((text) => new Set(text.split('\n').map((line) => line.trim())));
    const gone = [...(before ?? [])].filter((line) => !after?.has(line)).map((line) => `- ${line}`);
    const fresh = [...(after ?? [])].filter((line) => !before?.has(line)).map((line) => `+ ${line}`);
    throw new Error(
      `${SCHEMA_FILE} is not what the code builds. Run "npm run schema", look at what changed, and commit it.\n${[...gone, ...fresh].join('\n')}`,
    );
  });

  it('does not depend on the order of the code, nor on when it is built', () => {
    expect(sdlOf(buildHubSchema())).toBe(sdlOf(buildHubSchema()));
  });
});
