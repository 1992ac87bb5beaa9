import { basename, join } from 'node:path';
import { badInput } from '../../vocabulary/refusal';
import { dayIn } from '../csv/cell';
import { headerOf } from '../csv/csv.reader';
import type { Format, Part, ReadingOptions } from '../csv/format.types';
import { filesIn, Links, other, readPlan, readPupil, type Request } from './sen2.links';

/** The five modules, told apart by a column that only one of them has; each names the person, and the request it follows. */
function modules({ today }: ReadingOptions): readonly (Part & { readonly knownBy: string })[] {
  const people = new Links<Request['ids']>('person');
  const requests = new Map<string, Request>();
  // A plan that was transferred in has no request in this council.
  const requestOf = (personColumnIds: Request['ids'], id: string): Request => requests.get(id) ?? { ids: personColumnIds, received: null };
  return [
    {
      name: '1',
      knownBy: 'Surname',
      required: [
        'Person ID',
        'Surname',
        'Forename',
        'Dob (ccyy-mm-dd)',
        'Postcode',
        'UPN - Unique Pupil Number',
        'ULN - Young Persons Unique Learner Number',
      ],
      read(cells) {
        const pupil = readPupil(
          cells,
          {
            forename: 'Forename',
            surname: 'Surname',
            born: 'Dob (ccyy-mm-dd)',
            postcode: 'Postcode',
            upn: 'UPN - Unique Pupil Number',
            uln: 'ULN - Young Persons Unique Learner Number',
          },
          today,
        );
        people.set(cells.get('Person ID'), pupil.ids);
        return { said: pupil, key: [], authority: null };
      },
    },
    {
      name: '2',
      knownBy: 'Date Request Was Received',
      required: ['Person ID', 'Requests Record ID', 'Date Request Was Received'],
      read(cells) {
        const ids = people.of(cells, 'Person ID');
        const received = dayIn(cells, 'Date Request Was Received');
        requests.set(cells.get('Requests Record ID'), { ids, received });
        const decided = dayIn(cells, 'Request Outcome Date');
        return {
          said: other(ids, { received, decided, outcome: cells.get('Request Outcome') }),
          key: [received ?? '', decided ?? ''],
          authority: null,
        };
      },
    },
    {
      name: '3',
      knownBy: 'Assessment Outcome Date',
      required: ['Person ID', 'Requests Record ID', 'Assessment Outcome Date'],
      read(cells) {
        const { ids, received } = requestOf(people.of(cells, 'Person ID'), cells.get('Requests Record ID'));
        const decided = dayIn(cells, 'Assessment Outcome Date');
        return {
          said: other(ids, { received, decided, outcome: cells.get('Assessment Outcome To Issue EHCP') }),
          key: [received ?? '', decided ?? ''],
          authority: null,
        };
      },
    },
    {
      name: '4',
      knownBy: 'EHC Plan Start Date',
      required: [
        'Person ID',
        'Request Records ID',
        'EHC Plan Start Date',
        'Personal budget taken up',
        'Personal budget - organised arrangements',
        'Personal budget - direct payments',
        'Date EHC Plan Ceased',
        'Reason EHC Plan Ceased',
      ],
      read(cells) {
        const request = requestOf(people.of(cells, 'Person ID'), cells.get('Request Records ID'));
        const columns = {
          start: 'EHC Plan Start Date',
          taken: 'Personal budget taken up',
          organised: 'Personal budget - organised arrangements',
          payments: 'Personal budget - direct payments',
          ceased: 'Date EHC Plan Ceased',
          reason: 'Reason EHC Plan Ceased',
        };
        const plan = readPlan(cells, columns, request);
        return { said: plan, key: [plan.start], authority: null };
      },
    },
    {
      name: '5',
      knownBy: 'EHCP review decisions date',
      required: ['Person ID', 'Request Records ID', 'EHCP review decisions date'],
      read(cells) {
        const { ids, received } = requestOf(people.of(cells, 'Person ID'), cells.get('Request Records ID'));
        return { said: other(ids, { received, reviewed: dayIn(cells, 'EHCP review decisions date') }), key: [received ?? ''], authority: null };
      },
    },
  ];
}

/** The same return as the five CSVs of the sector's own SEND tool. */
export const sen2ToolFormat: Format = {
  id: 'F2',
  title: 'SEN2 return, five CSVs of the SEND tool',
  namesAuthority: false,
  async open(folder, options) {
    const names = await filesIn(folder);
    const headers = await Promise.all(names.map(async (file) => ({ file, header: await headerOf(join(folder, file)) })));
    const parts = modules(options);
    const files = parts.map((part) => {
      const own = headers.filter(({ header }) => header.includes(part.knownBy));
      if (own.length > 1)
        throw badInput('file', `${own.map(({ file }) => file).join(' and ')} are both module ${part.name}: they have the column "${part.knownBy}".`);
      return { part, file: own[0]?.file };
    });
    const missing = files
      .filter(({ file }) => file === undefined)
      .map(({ part }) => `module ${part.name} (the file with the column "${part.knownBy}")`);
    if (missing.length > 0)
      throw badInput(
        'file',
        `The return is not whole: missing ${missing.join(', ')}. ${basename(folder)} has: ${headers.map(({ file, header }) => `${file} (${header.join(', ')})`).join('; ') || 'no CSV file'}.`,
      );
    return { files: files.map(({ part, file }) => ({ path: join(folder, file ?? ''), part })), authority: null };
  },
};
