import { FIRST_DAY } from '../../vocabulary/bounds';
import { dayIn, identifier, must, organisationCode, period, sum, textOf } from '../csv/cell';
import { RowFault } from '../csv/format.types';
import { oneFile } from '../csv/one-file.format';
import { ids, mustBeSomebody } from '../csv/person.cells';

/** The Element 3 schedule: what the council pays a setting for a pupil above elements 1 and 2, and what the setting releases of it. */
export const elementThreeFormat = oneFile('F5', 'Element 3 schedule', {
  required: [
    'upn',
    'setting_urn',
    'strand',
    'level',
    'tier',
    'band',
    'annual_top_up',
    'from',
    'to',
    'released_amount',
    'setting_agreed_on',
    'setting_agreed_by',
    'setting_agreed_role',
  ],
  read(cells) {
    const from = must(dayIn(cells, 'from', FIRST_DAY), 'from');
    const to = dayIn(cells, 'to', FIRST_DAY);
    period(from, to, 'to');
    const setting = organisationCode(cells, 'setting_urn', 'EDUCATION_SETTING');
    const released = sum(cells, 'released_amount');
    const agreedOn = dayIn(cells, 'setting_agreed_on');
    const strand = textOf(cells, 'strand', 40);
    if (released !== null && agreedOn === null)
      throw new RowFault('setting_agreed_on', 'REQUIRED', 'An amount is released, but not the day on which the setting agreed to it.');
    return {
      authority: null,
      key: [setting ?? '', from, strand?.toUpperCase() ?? ''],
      said: {
        kind: 'TOP_UP',
        ids: mustBeSomebody(ids({ upn: identifier(cells, 'upn', 'UPN') }), ['upn']),
        setting,
        strand,
        level: textOf(cells, 'level', 40),
        tier: textOf(cells, 'tier', 40),
        band: textOf(cells, 'band', 60),
        topUp: must(sum(cells, 'annual_top_up'), 'annual_top_up'),
        from,
        to,
        release:
          released === null || agreedOn === null
            ? null
            : {
                amount: released,
                on: agreedOn,
                by: textOf(cells, 'setting_agreed_by') ?? 'Not stated',
                role: textOf(cells, 'setting_agreed_role') ?? 'Not stated',
              },
      },
    };
  },
});
