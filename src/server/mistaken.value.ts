import { type ASTNode, GraphQLError, isValueNode, Kind, parse, visit } from 'graphql';

/** Where in the arguments of its field a value of a document stands: `input.lines.0.rate`. */
function placeIn(value: ASTNode): string | null {
  if (value.loc === undefined) return null;
  const { start, source } = value.loc;
  let place: string | null = null;
  const names: string[] = [];
  visit(parse(source.body), {
    enter(node, key, parent) {
      if (node.kind === Kind.FIELD) names.length = 0;
      if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) names.push(node.name.value);
      else if (Array.isArray(parent) && isValueNode(node)) names.push(String(key));
      if (place === null && isValueNode(node) && node.loc?.start === start) place = names.join('.');
    },
    leave(node, _, parent) {
      if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD || (Array.isArray(parent) && isValueNode(node))) names.pop();
    },
  });
  return place;
}

/** Of a variable graphql-js says so only in words: what is wrong is the original error, and the place is the last thing said before it. */
function placeOfVariable(said: string, wrong: string | undefined): string | null {
  const before = wrong !== undefined && said.endsWith(`; ${wrong}`) ? said.slice(0, -wrong.length - 2) : said;
  const place = / at "([\w.[\]]+)"$/.exec(before)?.[1] ?? /^Variable "\$(\w+)"/.exec(before)?.[1];
  return place?.replaceAll('[', '.').replaceAll(']', '') ?? null;
}

export interface MistakenValue {
  readonly field: string;
  readonly message: string;
}

/**
 * A value that its scalar, list of words or input does not take, sent as a variable or written into the document: where it stands, and
 * what is wrong with it. null for any other fault of a request, such as a field that there is not.
 */
export function mistakenValue(error: unknown, code: unknown): MistakenValue | null {
  if (!(error instanceof GraphQLError)) return null;
  if (code === 'BAD_USER_INPUT') {
    const wrong = error.originalError === error ? undefined : error.originalError?.message;
    const field = placeOfVariable(error.message, wrong);
    return field === null ? null : { field, message: wrong !== undefined && error.message.endsWith(wrong) ? wrong : error.message };
  }
  const value = code === 'GRAPHQL_VALIDATION_FAILED' ? error.nodes?.[0] : undefined;
  const field = value !== undefined && isValueNode(value) ? placeIn(value) : null;
  return field === null || field === '' ? null : { field, message: error.message };
}
