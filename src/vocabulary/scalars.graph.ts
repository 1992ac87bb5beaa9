import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { type Day, formatInstant, type Instant, parseDay } from './day';
import { formatDecimal, formatMoney, parseDecimal, parseMoney, type Pence, type Thousandths } from './money';

/** A scalar that is a string on the wire and something exact in code. */
function textScalar<Held, Sent>(
  name: string,
  description: string,
  read: (text: string) => Held,
  write: (held: Held) => Sent,
): GraphQLScalarType<Held, Sent> {
  const parse = (value: unknown, node?: ValueNode): Held => {
    const nodes = node === undefined ? {} : { nodes: node };
    if (typeof value !== 'string') throw new GraphQLError(`${name} is written as text in quotation marks.`, nodes);
    try {
      return read(value);
    } catch (error) {
      throw new GraphQLError(error instanceof Error ? error.message : `not a ${name}`, nodes);
    }
  };
  return new GraphQLScalarType<Held, Sent>({
    name,
    description,
    serialize: (value) => write(value as Held),
    parseValue: (value) => parse(value),
    parseLiteral: (node: ValueNode) => parse(node.kind === Kind.STRING ? node.value : undefined, node),
  });
}

export const MoneyScalar = textScalar<Pence, string>(
  'Money',
  'Pounds sterling as a decimal string with exactly two places, e.g. "1530.00". Held as whole pence, never a float.',
  (text) => parseMoney(text),
  formatMoney,
);
export const DecimalScalar = textScalar<Thousandths, string>(
  'Decimal',
  'A decimal number as a string, for units and hours.',
  (text) => parseDecimal(text, 'number'),
  formatDecimal,
);
export const DateScalar = textScalar<Day, string>(
  'Date',
  'A calendar date, YYYY-MM-DD.',
  (text) => parseDay(text),
  (day) => day,
);

function readInstant(text: string): Instant {
  const at = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw new Error(`"${text}" is not an instant. Write it in UTC, such as 2025-09-01T09:30:00Z.`);
  return at;
}
export const DateTimeScalar = textScalar<Instant, string>('DateTime', 'An instant, ISO 8601 in UTC.', readInstant, formatInstant);
