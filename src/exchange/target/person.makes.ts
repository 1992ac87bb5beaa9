import type { Day } from '../../vocabulary/day';
import { bornIn } from '../identity/identity.rules';
import { latest } from '../statements/row';
import { isKind, type PersonSaid, type Row } from '../statements/row.types';
import type { TargetBuilder } from './target-builder';
import type { PersonTarget, Surroundings } from './target.types';

const saidOfPerson = ({ said }: Row): PersonSaid | null => ('person' in said ? said.person : null);

/** Who is believed first: the council's list of who is who, the SEN2 return, Client Level Data; of one file, what it said last. */
const BELIEVED = ['WHO', 'PUPIL', 'CARE'] as const;

export function personTarget(rows: readonly Row[], { organisation, entered, lasting }: Surroundings): PersonTarget | null {
  const inOrder = BELIEVED.flatMap((kind) => {
    const said = latest(rows.filter((row) => row.said.kind === kind && saidOfPerson(row) !== null));
    const person = said && saidOfPerson(said);
    return person ? [person] : [];
  });
  const [first] = inOrder;
  const { name, born } = entered ?? first ?? lasting ?? {};
  if (name === undefined || born === undefined) return null;
  const commissioner =
    latest(rows.filter(isKind('WHO')).filter(({ said }) => said.commissioner !== null))?.said.commissioner ??
    latest(rows.filter(isKind('HEALTH')))?.said.commissioner;
  return {
    name,
    born,
    died: deathOf(rows),
    postcode: inOrder.find(({ postcode }) => postcode !== null)?.postcode ?? null,
    commissionerId: commissioner ? organisation('HEALTH_COMMISSIONER', commissioner).id : null,
  };
}

const deathOf = (rows: readonly Row[]): Day | null => {
  const last = latest(rows.filter((row) => saidOfPerson(row)?.died));
  return (last && saidOfPerson(last)?.died) ?? null;
};

/** One person's numbers with two birth dates: the row is taken, and the difference is for somebody to look into. */
export function warnOfOtherBirthDates(making: TargetBuilder): void {
  for (const row of making.rows) {
    const born = bornIn(row);
    if (born !== null && born !== making.person.born && !making.isRefused(row))
      making.warn(row, '', 'IDENTITY', `The row gives the birth date ${born}; the record has ${making.person.born}.`);
  }
}
