import { join } from 'node:path';
import { badInput } from '../../vocabulary/refusal';
import { dayIn, organisationCode, wholeNumber, word } from '../csv/cell';
import { cellsOf, checkHeader, openCsv } from '../csv/csv.reader';
import type { Cells, Format, Part, ReadingOptions, StatedRow } from '../csv/format.types';
import type { Said } from '../statements/row.types';
import { filesIn, Links, other, readPlan, readPupil, type Request } from './sen2.links';

const MODULES = ['sen2', 'person', 'requests', 'assessment', 'namedplan', 'plandetail', 'activeplans', 'placementdetail', 'senneed'] as const;
type Module = (typeof MODULES)[number];
const FILE = /^Blade-Export_(\d{2}-\d{2}-\d{4})_([a-z0-9]+)\.csv$/;
const NEEDS = ['SPLD', 'MLD', 'SLD', 'PMLD', 'SEMH', 'SLCN', 'HI', 'VI', 'MSI', 'PD', 'ASD', 'DS', 'OTH'] as const;

const said = (what: Said, ...key: readonly (string | number | null)[]): StatedRow => ({
  said: what,
  key: key.map((part) => String(part ?? '')),
  authority: null,
});
const setting = (cells: Cells): string | null =>
  organisationCode(cells, 'urn', 'EDUCATION_SETTING') ?? organisationCode(cells, 'ukprn', 'EDUCATION_SETTING');

/** The nine modules, in the order in which each finds what it hangs on: person, request, assessment, plan. */
function modules({ today }: ReadingOptions): Readonly<Record<Module, Omit<Part, 'name'>>> {
  const people = new Links<Request['ids']>('person');
  const requests = new Links<Request>('request');
  const assessments = new Links<Request>('assessment');
  const plans = new Links<Request & { readonly start: string }>('plan');
  const active = new Links<Request>('active plan');
  return {
    sen2: { required: ['sen2tableid'], read: () => null },
    person: {
      required: ['persontableid', 'surname', 'forename', 'personbirthdate', 'postcode', 'upn', 'uniquelearnernumber'],
      read(cells) {
        const pupil = readPupil(
          cells,
          { forename: 'forename', surname: 'surname', born: 'personbirthdate', postcode: 'postcode', upn: 'upn', uln: 'uniquelearnernumber' },
          today,
        );
        people.set(cells.get('persontableid'), pupil.ids);
        return said(pupil);
      },
    },
    requests: {
      required: ['requeststableid', 'persontableid', 'receiveddate'],
      read(cells) {
        const request = { ids: people.of(cells, 'persontableid'), received: dayIn(cells, 'receiveddate') };
        requests.set(cells.get('requeststableid'), request);
        const decided = dayIn(cells, 'requestoutcomedate');
        return said(other(request.ids, { received: request.received, decided, outcome: cells.get('requestoutcome') }), request.received, decided);
      },
    },
    assessment: {
      required: ['assessmenttableid', 'requeststableid'],
      read(cells) {
        const request = requests.of(cells, 'requeststableid');
        assessments.set(cells.get('assessmenttableid'), request);
        const decided = dayIn(cells, 'assessmentoutcomedate');
        return said(other(request.ids, { received: request.received, decided, outcome: cells.get('assessmentoutcome') }), request.received, decided);
      },
    },
    namedplan: {
      required: ['namedplantableid', 'assessmenttableid', 'startdate', 'pb', 'oa', 'dp', 'ceasedate', 'ceasereason'],
      read(cells) {
        const request = assessments.of(cells, 'assessmenttableid');
        const plan = readPlan(
          cells,
          { start: 'startdate', taken: 'pb', organised: 'oa', payments: 'dp', ceased: 'ceasedate', reason: 'ceasereason' },
          request,
        );
        plans.set(cells.get('namedplantableid'), { ...request, start: plan.start });
        return said(plan, plan.start);
      },
    },
    plandetail: {
      required: ['plandetailtableid', 'namedplantableid', 'urn', 'ukprn'],
      read(cells) {
        const { ids, start } = plans.of(cells, 'namedplantableid');
        const code = setting(cells);
        const rank = cells.get('placementrank');
        if (code === null)
          return said(other(ids, { setting: cells.get('sensetting'), other: cells.get('sensettingother') }), start, cells.get('sensetting'), rank);
        return said({ kind: 'SETTING', ids, code }, start, code, rank);
      },
    },
    activeplans: {
      required: ['activeplanstableid', 'requeststableid'],
      read(cells) {
        const request = requests.of(cells, 'requeststableid');
        active.set(cells.get('activeplanstableid'), request);
        return said(other(request.ids, { received: request.received, reviewed: dayIn(cells, 'lastreview') }), request.received);
      },
    },
    placementdetail: {
      required: ['placementdetailtableid', 'activeplanstableid', 'urn', 'ukprn', 'entrydate', 'leavingdate'],
      read(cells) {
        const { ids, received } = active.of(cells, 'activeplanstableid');
        const entered = dayIn(cells, 'entrydate');
        dayIn(cells, 'leavingdate');
        const code = setting(cells);
        if (code === null) return said(other(ids, { setting: cells.get('sensetting'), entered }), received, cells.get('sensetting'), entered);
        return said({ kind: 'SETTING', ids, code }, received, code, entered);
      },
    },
    senneed: {
      required: ['senneedtableid', 'activeplanstableid', 'sentype', 'sentyperank'],
      read(cells) {
        const { ids, received } = active.of(cells, 'activeplanstableid');
        const need = word(cells, 'sentype', NEEDS);
        const rank = wholeNumber(cells, 'sentyperank', 1, 99);
        if (need === null) return said(other(ids, { received }), received, rank);
        return said({ kind: 'NEED', ids, received, rank: rank ?? 99, need }, received, rank ?? need);
      },
    },
  };
}

/** The council's DfE number in the return's own module, where it says one. */
async function authorityIn(path: string): Promise<string | null> {
  const { header, lines } = await openCsv(path);
  checkHeader(path, header, ['sen2tableid']);
  const columns = new Map(header.map((name, index) => [name, index]));
  for await (const line of lines) {
    const code = line.fault ? '' : cellsOf(columns, header.length, line).get('lea');
    return /^\d{3}$/.test(code) ? code : null;
  }
  return null;
}

/** The department's person-level SEN2 return, as its collection system exports it: nine files joined on the ids of its tables. */
export const sen2Format: Format = {
  id: 'F1',
  title: 'SEN2 return, Blade export',
  namesAuthority: false,
  async open(folder, options) {
    const found = (await filesIn(folder)).flatMap((file) => {
      const match = FILE.exec(file);
      return match ? [{ file, date: match[1] ?? '', module: match[2] ?? '' }] : [];
    });
    const dates = [...new Set(found.map(({ date }) => date))];
    if (dates.length > 1)
      throw badInput('file', `The folder holds exports of several days (${dates.join(', ')}). Load each from a folder of its own.`);
    const missing = MODULES.filter((module) => !found.some((each) => each.module === module));
    if (missing.length > 0) {
      const has = found.map(({ file }) => file).join(', ');
      throw badInput(
        'file',
        `The export is not whole: missing ${missing.map((module) => `Blade-Export_${dates[0] ?? 'DD-MM-YYYY'}_${module}.csv`).join(', ')}. The folder has: ${has === '' ? 'no file of an export' : has}.`,
      );
    }
    const readers = modules(options);
    const files = MODULES.map((module) => ({
      path: join(folder, found.find((each) => each.module === module)?.file ?? ''),
      part: { name: module, ...readers[module] },
    }));
    return { files, authority: await authorityIn(files[0]?.path ?? '') };
  },
};
