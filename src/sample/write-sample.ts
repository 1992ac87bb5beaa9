import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stream } from '../vocabulary/stream';
import { type AreaToMake, SampleArea } from './area';
import { BLADE_MODULES, bladeColumns, BladeExport, bladeFileName, type BladeModule, type BladeRow, isBladeFile } from './files/blade-export';
import { CLIENT_LEVEL_COLUMNS, clientLevelRows } from './files/client-level-data';
import { CARE_PACKAGE_COLUMNS, carePackageRows } from './files/continuing-healthcare';
import { CsvFile, type CsvRow } from './files/csv-file';
import {
  CARD_COLUMNS,
  cardRows,
  RAS_COLUMNS,
  rasRows,
  SCHEDULE_COLUMNS,
  scheduleRows,
  SECTION_J_COLUMNS,
  sectionJRows,
  WHO_IS_WHO_COLUMNS,
  whoIsWhoRow,
} from './files/hub-files';
import { MIXES, type MixName } from './mixes';
import type { SamplePerson } from './sample.types';

export interface SampleToWrite extends AreaToMake {
  /** Made where it is missing; files of the same names are replaced. */
  readonly folder: string;
  /** Told now and then how many people have been written. */
  readonly onProgress?: (people: number, of: number) => void;
}

export interface SampleFile {
  readonly format: 'F1' | 'F3' | 'F4' | 'F5' | 'F6' | 'F7' | 'F8' | 'F10';
  /** Which resource allocation system an F6 is of; null for any other. */
  readonly kind: 'children' | 'adults' | null;
  /** The file, or for F1 the folder of its nine. */
  readonly path: string;
  /** Without headers; for F1 of all nine. */
  readonly rows: number;
}

export interface SampleFiles {
  readonly folder: string;
  readonly people: number;
  /** In the order in which they load without waiting for one another. */
  readonly files: readonly SampleFile[];
  /** A JSON file: the NHS numbers of those who chose to have their health budget shown in the pool. */
  readonly choices: { readonly path: string; readonly people: number };
  readonly mixes: Readonly<Record<MixName, number>>;
  /** How many people have a budget of each stream, in whatever state. */
  readonly budgets: Readonly<Partial<Record<Stream, number>>>;
}

export interface Choices {
  /** NHS numbers of people who said that their health budget may be shown in their pool. */
  readonly showHealthInPool: readonly string[];
}

const PEOPLE_AT_A_TIME = 250;

/** The single files, in the order in which they load, and who is who before the rest. */
const SINGLE_FILES = [
  { format: 'F10', kind: null, name: 'who-is-who.csv', columns: WHO_IS_WHO_COLUMNS },
  { format: 'F5', kind: null, name: 'element-3-schedule.csv', columns: SCHEDULE_COLUMNS },
  { format: 'F6', kind: 'children', name: 'ras-children.csv', columns: RAS_COLUMNS },
  { format: 'F6', kind: 'adults', name: 'ras-adults.csv', columns: RAS_COLUMNS },
  { format: 'F4', kind: null, name: 'continuing-healthcare.csv', columns: CARE_PACKAGE_COLUMNS },
  { format: 'F3', kind: null, name: 'client-level-data.csv', columns: CLIENT_LEVEL_COLUMNS },
  { format: 'F7', kind: null, name: 'section-j.csv', columns: SECTION_J_COLUMNS },
  { format: 'F8', kind: null, name: 'prepaid-cards.csv', columns: CARD_COLUMNS },
] as const satisfies readonly (Pick<SampleFile, 'format' | 'kind'> & { readonly name: string; readonly columns: readonly string[] })[];
type SingleName = (typeof SINGLE_FILES)[number]['name'];

/** The files that one person after another is written to. */
class OpenFiles {
  private readonly blade = new Map<BladeModule, CsvFile>();
  private readonly single = new Map<SingleName, CsvFile>();

  private constructor(
    private readonly folder: string,
    private readonly bladeFolder: string,
    private readonly area: SampleArea,
    private readonly bladeExport: BladeExport,
  ) {}

  static async in(folder: string, area: SampleArea): Promise<OpenFiles> {
    const bladeFolder = join(folder, 'sen2');
    await mkdir(bladeFolder, { recursive: true });
    // An export is named by its day, and a folder with those of two days would be refused.
    for (const name of await readdir(bladeFolder)) if (isBladeFile(name)) await rm(join(bladeFolder, name));
    const files = new OpenFiles(folder, bladeFolder, area, new BladeExport(area.calendar, area.settings.authority));
    try {
      for (const module of BLADE_MODULES)
        files.blade.set(module, await CsvFile.create(join(bladeFolder, bladeFileName(module, area.settings.today)), bladeColumns(module)));
      for (const { name, columns } of SINGLE_FILES) files.single.set(name, await CsvFile.create(join(folder, name), columns));
    } catch (fault) {
      await files.abandon();
      throw fault;
    }
    files.addBlade([files.bladeExport.header()]);
    return files;
  }

  private get all(): readonly CsvFile[] {
    return [...this.blade.values(), ...this.single.values()];
  }

  private addBlade(rows: readonly BladeRow[]): void {
    for (const { module, row } of rows) this.blade.get(module)?.add(row);
  }

  add(person: SamplePerson): void {
    const { calendar, settings } = this.area;
    const to = (name: SingleName, rows: readonly CsvRow[]): void => {
      for (const row of rows) this.single.get(name)?.add(row);
    };
    this.addBlade(this.bladeExport.rowsOf(person));
    to('who-is-who.csv', [whoIsWhoRow(person, settings.authority, settings.commissioner)]);
    to('element-3-schedule.csv', scheduleRows(person));
    to('ras-children.csv', rasRows(person, person.childrensRas));
    to('ras-adults.csv', rasRows(person, person.adultsRas));
    to('continuing-healthcare.csv', carePackageRows(person, calendar, settings.commissioner));
    to('client-level-data.csv', clientLevelRows(person, calendar));
    to('section-j.csv', sectionJRows(person));
    to('prepaid-cards.csv', cardRows(person));
  }

  async drain(): Promise<void> {
    for (const file of this.all) await file.drain();
  }

  async close(): Promise<readonly SampleFile[]> {
    for (const file of this.all) await file.close();
    const blade: SampleFile = {
      format: 'F1',
      kind: null,
      path: this.bladeFolder,
      rows: [...this.blade.values()].reduce((sum, { rows }) => sum + rows, 0),
    };
    const [whoIsWho, ...rest] = SINGLE_FILES.map(({ format, kind, name }): SampleFile => ({
      format,
      kind,
      path: join(this.folder, name),
      rows: this.single.get(name)?.rows ?? 0,
    }));
    return whoIsWho ? [whoIsWho, blade, ...rest] : [blade];
  }

  async abandon(): Promise<void> {
    await Promise.allSettled(this.all.map((file) => file.abandon()));
  }
}

/**
 * Makes a sample area and writes it into `folder` as the files a council and its health commissioner would have: F1 (nine files in
 * `sen2/`), F3, F4, F5, F6 twice, F7, F8 and F10, and `choices.json`. The people are made up, deliberately with far more budgets, and
 * far more of several streams, than a real area has (see MIXES). The same settings give the same bytes on any machine.
 * `choices.json` is written last, so that where it is present the rest is whole. Throws RangeError for a number of people
 * that is not 1 to 50,000, and what the file system throws.
 */
export async function writeSample(sample: SampleToWrite): Promise<SampleFiles> {
  const { folder, people, onProgress } = sample;
  const area = new SampleArea(sample);
  const path = join(folder, 'choices.json');
  await rm(path, { force: true });
  const open = await OpenFiles.in(folder, area);
  const shown: string[] = [];
  let files: readonly SampleFile[];
  try {
    for (let index = 0; index < people; index++) {
      const person = area.personAt(index);
      open.add(person);
      if (person.showsHealth) shown.push(person.who.nhsNumber);
      if ((index + 1) % PEOPLE_AT_A_TIME === 0 || index + 1 === people) {
        await open.drain();
        onProgress?.(index + 1, people);
      }
    }
    files = await open.close();
  } catch (fault) {
    await open.abandon();
    throw fault;
  }
  const choices: Choices = { showHealthInPool: shown };
  await writeFile(path, `${JSON.stringify(choices, null, 2)}\n`);
  return { folder, people, files, choices: { path, people: shown.length }, ...countsOf(area) };
}

function countsOf(area: SampleArea): Pick<SampleFiles, 'mixes' | 'budgets'> {
  const mixes = Object.fromEntries(MIXES.map(({ name }, order) => [name, area.counts[order] ?? 0])) as Record<MixName, number>;
  const budgets: Partial<Record<Stream, number>> = {};
  MIXES.forEach((mix, order) => {
    for (const stream of mix.budgets) budgets[stream] = (budgets[stream] ?? 0) + (area.counts[order] ?? 0);
  });
  return { mixes, budgets };
}
