import { dayIn, identifier, must, organisationCode, postcode } from '../csv/cell';
import { oneFile } from '../csv/one-file.format';
import { bornBefore, ids, mustBeSomebody, name } from '../csv/person.cells';

/** Who is who: with F6, the only bridge between UPNs (F1, F5, F7) and NHS numbers (F3, F4). */
export const whoIsWhoFormat = oneFile('F10', 'who is who', {
  required: ['nhs_number', 'upn', 'uln', 'local_id', 'surname', 'forename', 'birth_date', 'postcode', 'authority', 'health_commissioner'],
  namesAuthority: true,
  read(cells, { today }) {
    const who = ids({
      nhs: identifier(cells, 'nhs_number', 'NHS_NUMBER'),
      upn: identifier(cells, 'upn', 'UPN'),
      uln: identifier(cells, 'uln', 'ULN'),
      local: identifier(cells, 'local_id', 'LOCAL'),
    });
    return {
      authority: organisationCode(cells, 'authority', 'LOCAL_AUTHORITY'),
      key: [],
      said: {
        kind: 'WHO',
        ids: mustBeSomebody(who, ['nhs_number', 'upn', 'uln', 'local_id']),
        person: {
          name: name(cells, 'forename', 'surname'),
          born: bornBefore(must(dayIn(cells, 'birth_date'), 'birth_date'), today, 'birth_date'),
          died: null,
          postcode: postcode(cells, 'postcode'),
        },
        commissioner: organisationCode(cells, 'health_commissioner', 'HEALTH_COMMISSIONER'),
      },
    };
  },
});
