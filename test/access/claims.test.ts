import { randomBytes } from 'node:crypto';
import { developmentTokens, makeDevelopmentToken } from '../../src/access/tokens';

const key = randomBytes(32);
const verify = developmentTokens(key);
const token = (organisation: string, name: string): Promise<string> => makeDevelopmentToken(key, { role: 'SERVICE_MANAGER', organisation, name });

describe('who asks goes on record, so that a token names nobody who could not be written there', () => {
  it.each([
    ['a name longer than its column', '384', 'x'.repeat(256)],
    ['a name with a NUL', '384', 'a\u0000b'],
    ['a name that is turned round', '384', 'a\u202eb'],
    ['an organisation longer than a code', 'x'.repeat(41), 'Mo'],
  ])('%s is not accepted', async (_, organisation, name) => {
    await expect(verify(await token(organisation, name))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('the longest there may be is', async () => {
    const name = 'x'.repeat(255 - '384:'.length);
    expect(await verify(await token('384', name))).toMatchObject({ name, organisation: '384' });
  });
});
