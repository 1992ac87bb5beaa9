import { badInput } from './refusal';

/** What somebody wrote, no longer than it may be. Throws BAD_INPUT naming `field`. */
export function shortText(text: string, field: string, most: number): string {
  if (text.length > most) throw badInput(field, `At most ${most.toLocaleString('en-GB')} characters.`);
  return text;
}
