import { parseArgs } from 'node:util';
import { isRole, ROLES } from '../src/access/actor';
import { developmentKey, makeDevelopmentToken } from '../src/access/tokens';
import type { Settings } from '../src/settings';
import { type Print, runCommand } from './run-command';

// npm run --silent token -- --role ROLE --organisation CODE [--name N] [--person ID]

function refuse(message: string): never {
  process.stderr.write(`${message}\nUse: npm run --silent token -- --role ROLE --organisation CODE [--name NAME] [--person ID]\n`);
  process.exit(2);
}

function given() {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ options: { role: text, organisation: text, name: text, person: text } });
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

async function tokenCommand(settings: Settings, print: Print): Promise<number> {
  const { values } = given();
  if (!settings.devTokens)
    refuse(
      'Development tokens are off here: they are on where DEV_TOKENS=1, which is the default on the embedded database only, and never with NODE_ENV=production.',
    );
  const { role, organisation, name, person } = values;
  if (role === undefined || !isRole(role)) refuse(`--role is one of ${ROLES.join(', ')}.`);
  if (organisation === undefined || organisation.trim() === '')
    refuse('--organisation is the code of a council (384), a commissioner (QWO) or a setting.');
  if (person !== undefined && !/^\d+$/.test(person)) refuse('--person is the id of a person in the hub.');
  print(await makeDevelopmentToken(developmentKey(settings.devTokenKey), { role, organisation: organisation.trim().toUpperCase(), name, person }));
  return 0;
}

runCommand('No token could be made', tokenCommand);
