import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { isDay } from '../vocabulary/day';
import { nearest } from '../vocabulary/nearest';
import { PACK_SCHEMA } from './pack.schema';
import { type PackFault, type PackText, type Path, pathInWords } from './pack.text';

let compiled: ValidateFunction | null = null;
function validator(): ValidateFunction {
  if (!compiled) {
    const ajv = new Ajv({ allErrors: true, verbose: true, discriminator: true, strictRequired: false });
    ajv.addFormat('day', isDay);
    compiled = ajv.compile(PACK_SCHEMA);
  }
  return compiled;
}

/** JSON pointer to path: "/elementThree/0/bands" to its keys and positions. */
const pathOf = (pointer: string): Path =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));

const describe = (schema: unknown): string =>
  typeof schema === 'object' && schema !== null && 'description' in schema && typeof schema.description === 'string'
    ? schema.description
    : 'something else';
const propertiesOf = (error: ErrorObject): Readonly<Record<string, unknown>> => {
  const schema: unknown = error.parentSchema;
  return typeof schema === 'object' &&
    schema !== null &&
    'properties' in schema &&
    typeof schema.properties === 'object' &&
    schema.properties !== null
    ? (schema.properties as Record<string, unknown>)
    : {};
};

const shown = (value: unknown): string => {
  if (typeof value === 'string') return value === '' ? 'nothing' : `"${value}"`;
  if (Array.isArray(value)) return 'a list';
  return value === null || value === undefined ? 'nothing' : 'a group of lines';
};

function explain(error: ErrorObject, text: PackText): PackFault {
  const path = pathOf(error.instancePath);
  const at = (place: { line: number; column: number }, where: Path, message: string, fix: string): PackFault => ({
    ...place,
    message: `${where.length > 0 ? `${pathInWords(where)}: ` : ''}${message}`,
    fix,
  });
  if (error.keyword === 'additionalProperties') {
    const word = String(error.params.additionalProperty);
    const known = Object.keys(propertiesOf(error));
    const meant = nearest(word, known);
    return at(
      text.placeOfKey([...path, word]),
      [...path, word],
      `the format has no "${word}" here.`,
      meant ? `Did you mean "${meant}"?` : `What may stand here: ${known.join(', ')}.`,
    );
  }
  if (error.keyword === 'required') {
    const word = String(error.params.missingProperty);
    const what = propertiesOf(error)[word];
    return at(text.placeOf(path), path, `"${word}" is missing.`, what ? `Add "${word}": ${describe(what)}.` : `Add "${word}".`);
  }
  if (error.keyword === 'discriminator') {
    const tag = String(error.params.tag);
    const forms = (error.parentSchema as { oneOf?: readonly { properties?: Record<string, { const?: string }> }[] } | undefined)?.oneOf ?? [];
    const names = forms.map((form) => form.properties?.[tag]?.const).join(', ');
    return at(text.placeOf([...path, tag]), path, `"${tag}" is ${shown(error.params.tagValue)}.`, `Write one of ${names}.`);
  }
  if (error.keyword === 'minItems') return at(text.placeOf(path), path, 'the list is empty.', 'Add an entry, or leave the whole list out.');
  const expected = describe(error.parentSchema);
  const meant =
    error.keyword === 'enum' && Array.isArray(error.schema) && typeof error.data === 'string' ? nearest(error.data, error.schema as string[]) : null;
  return at(
    text.placeOf(path),
    path,
    `${shown(error.data)} is not what is expected here.`,
    meant ? `Did you mean "${meant}"? Write ${expected}.` : `Write ${expected}.`,
  );
}

/** A fault of the format, and the part of the pack it is in: '' for the head, where a line is missing from the pack itself. */
export interface FormFault {
  readonly fault: PackFault;
  readonly section: string;
}

/** Everything about a pack that its format does not allow. */
export function schemaFaults(value: unknown, text: PackText): readonly FormFault[] {
  const validate = validator();
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  const untagged = new Set(errors.filter(({ keyword }) => keyword === 'discriminator').map(({ instancePath }) => instancePath));
  // A missing tag is reported by the discriminator already, with the names to choose from.
  return errors
    .filter((error) => !(error.keyword === 'required' && untagged.has(error.instancePath)))
    .map((error) => ({ fault: explain(error, text), section: String(pathOf(error.instancePath)[0] ?? '') }));
}
