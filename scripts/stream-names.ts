import { join, relative, sep } from 'node:path';
import ts from 'typescript';
import { STREAMS } from '../src/vocabulary/stream';

// npm run streams: which files of src name a particular stream, outside its room. What is asked of a stream is asked through its door
// (src/streams/streams.ts), so that a new one is a room and a line, and not a hunt.

/** No file besides these many names one: where it is more, something is to be asked through the door. */
export const MOST_FILES = 12;

const NAMES: ReadonlySet<string> = new Set(STREAMS);
/** Places that may: the rooms themselves, the made-up area, and tests. */
const MAY = ['src/streams/', 'src/sample/'];

/** Is a text where it stands the name of a stream, and not of a role, a kind or a word that is written alike? */
function namesStream(node: ts.StringLiteralLike, checker: ts.TypeChecker): boolean {
  if (!NAMES.has(node.text)) return false;
  const { parent } = node;
  const beside = ts.isBinaryExpression(parent) ? checker.getTypeAtLocation(parent.left === node ? parent.right : parent.left) : undefined;
  const of = ts.isCaseClause(parent) ? checker.getTypeAtLocation(parent.parent.parent.expression) : (beside ?? checker.getContextualType(node));
  const alternatives = of?.isUnion() ? of.types : of ? [of] : [];
  const words = alternatives.flatMap((each) => (each.isStringLiteral() ? [each.value] : []));
  const others = words.filter((word) => word !== node.text);
  // Where nothing is known but the word itself, it is what only a stream is called.
  return others.length === 0 ? node.text.includes('SOCIAL_CARE') || node.text === 'EDUCATION' : others.every((word) => NAMES.has(word));
}

const STATEMENT = new RegExp(`\\bstream\\b[^;]{0,80}'(${STREAMS.join('|')})'`);
/** A table by stream has its names as keys. */
const isKeyOfStreams = (node: ts.Node): boolean =>
  ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && (node.name.text.includes('SOCIAL_CARE') || node.name.text === 'EDUCATION');
const ROOM = /streams\/[^/']+\/[^/']+$/;

function isNamed(file: ts.SourceFile, checker: ts.TypeChecker): boolean {
  const visit = (node: ts.Node): boolean => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) return ROOM.test(node.moduleSpecifier.text);
    if (ts.isStringLiteralLike(node) && namesStream(node, checker)) return true;
    if ((ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) && STATEMENT.test(node.getText(file))) return true;
    return isKeyOfStreams(node) || (ts.forEachChild(node, (child) => visit(child) || undefined) ?? false);
  };
  return visit(file);
}

/** The files that name a particular stream, from the project's folder. */
export function filesNamingStreams(home: string): readonly string[] {
  const { config } = ts.readConfigFile(join(home, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as { config: object };
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, home);
  const program = ts.createProgram(fileNames, options);
  const checker = program.getTypeChecker();
  return program
    .getSourceFiles()
    .map((file) => ({ file, path: relative(home, file.fileName).split(sep).join('/') }))
    .filter(({ path }) => path.startsWith('src/') && !path.endsWith('.test.ts') && !MAY.some((place) => path.startsWith(place)))
    .filter(({ file }) => isNamed(file, checker))
    .map(({ path }) => path)
    .sort();
}

if (require.main === module) {
  const files = filesNamingStreams(process.cwd());
  for (const file of files) process.stdout.write(`${file}\n`);
  process.stdout.write(`${files.length} files name a particular stream; at most ${MOST_FILES} may.\n`);
  process.exitCode = files.length > MOST_FILES ? 1 : 0;
}
