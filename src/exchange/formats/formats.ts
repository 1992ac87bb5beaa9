import { badInput } from '../../vocabulary/refusal';
import type { Format } from '../csv/format.types';
import { sen2Format } from './f1-sen2.format';
import { whoIsWhoFormat } from './f10-who-is-who.format';
import { sen2ToolFormat } from './f2-sen2-tool.format';
import { clientLevelDataFormat } from './f3-client-level-data.format';
import { continuingHealthcareFormat } from './f4-continuing-healthcare.format';
import { elementThreeFormat } from './f5-element-3.format';
import { rasFormat } from './f6-ras.format';
import { sectionJFormat } from './f7-section-j.format';
import { transactionsFormat } from './f8-transactions.format';

/** Every file the hub reads. */
export const FORMATS: readonly Format[] = [
  sen2Format,
  sen2ToolFormat,
  clientLevelDataFormat,
  continuingHealthcareFormat,
  elementThreeFormat,
  rasFormat,
  sectionJFormat,
  transactionsFormat,
  whoIsWhoFormat,
];

/** Throws BAD_INPUT listing the formats there are. */
export function formatById(id: string): Format {
  const found = FORMATS.find((format) => format.id === id.trim().toUpperCase());
  if (found) return found;
  throw badInput('format', `"${id}" is no format the hub reads. It reads ${FORMATS.map((format) => `${format.id} (${format.title})`).join(', ')}.`);
}
