import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Part } from '../../src/exchange/csv/format.types';
import { formatById, FORMATS } from '../../src/exchange/formats/formats';
import { FORMAT_IDS, type FormatId } from '../../src/exchange/statements/format-id';
import { anArea, type Area, TODAY } from './area';
import { bladeExport, fundingRow, paymentRow } from './rows';

/* The headers that the README promises are those that the readers ask for. */

const readme = readFileSync(join(__dirname, '..', '..', 'src', 'exchange', 'README.md'), 'utf8');
const promised = (id: FormatId): string => readme.split(`| ${id} |`)[1]?.split('\n')[0] ?? '';

describe('the headers in the README', () => {
  let area: Area;
  beforeAll(async () => {
    area = await anArea();
  });
  afterAll(() => area.stop());
  const parts = async (id: FormatId, path: string): Promise<readonly Part[]> =>
    (await formatById(id).open(path, { kind: 'children', today: TODAY })).files.map(({ part }) => part);

  it('name every format that is read', () => {
    expect(FORMATS.map(({ id }) => id)).toEqual(FORMAT_IDS);
    for (const id of FORMAT_IDS) expect(readme).toContain(`| ${id} |`);
  });
  it.each(['F3', 'F4', 'F5', 'F6', 'F7', 'F10'] as const)('%s: exactly the columns that must be there', async (id) => {
    const [part] = await parts(id, area.file(`${id}.csv`, [{ a: 1 }]));
    const columns = (promised(id).split('. ')[0] ?? '')
      .replaceAll('|', '')
      .split(',')
      .map((name) => name.trim());
    expect(columns.filter((name) => !name.startsWith('['))).toEqual(part?.required);
  });
  it('F8: of both of its files', async () => {
    for (const row of [paymentRow({}), fundingRow({})]) {
      const [part] = await parts('F8', area.file('f8.csv', [row]));
      expect(promised('F8')).toContain(`: ${part?.required.join(', ')}`);
    }
  });
  it('F1: of each of the nine modules', async () => {
    const folder = bladeExport(area, 'return', [{ upn: 'A384990012001' }]);
    for (const part of await parts('F1', folder)) {
      const columns = new RegExp(`${part.name}: ([^.|]*)`)
        .exec(promised('F1'))?.[1]
        ?.split(',')
        .map((name) => name.trim());
      expect([part.name, columns?.filter((name) => !name.startsWith('['))]).toEqual([part.name, part.required]);
    }
  });
});
