import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';

/** A place in a pack: the keys and positions that lead to it from the top. */
export type Path = readonly (string | number)[];

/** What is wrong with a pack, where, and what to do about it. Lines and columns count from 1. */
export interface PackFault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly fix: string;
}

/** A megabyte is some hundred times the largest pack: more is a wrong file. */
const LONGEST = 1_000_000;

const YAML_FIXES: Record<string, string> = {
  DUPLICATE_KEY: 'Keep one of the two lines.',
  TAB_AS_INDENT: 'Indent with spaces, two for each level.',
  BAD_INDENT: 'Put the line as far in as the others of its list.',
  // What a colon in text without quotation marks comes to.
  BLOCK_AS_IMPLICIT_KEY: 'Put text that holds a colon in quotation marks.',
  MULTIPLE_DOCS: 'Keep one pack in one file: remove the line "---".',
};

/** The text of a pack, read as YAML (or JSON, which is YAML), with the way back from a value to its line. */
export class PackText {
  private readonly lines = new LineCounter();
  private readonly document: Document.Parsed;
  readonly faults: readonly PackFault[];
  /** The plain value: objects, lists and text. */
  readonly value: unknown;

  constructor(text: string) {
    const tooLong = text.length > LONGEST;
    // Every value stays text: 72.40 must not become a float on its way to pence.
    this.document = parseDocument(tooLong ? '' : text, { schema: 'failsafe', lineCounter: this.lines, prettyErrors: false });
    const faults: PackFault[] = tooLong
      ? [{ line: 1, column: 1, message: 'The file is longer than a pack can be.', fix: 'Check that it is the right file.' }]
      : this.document.errors.map((error) => this.unreadable(error.pos[0], error.message, YAML_FIXES[error.code]));
    try {
      this.value = faults.length > 0 ? null : this.document.toJS();
    } catch (error) {
      // References to references can unfold without end; the reader stops them.
      faults.push(
        this.unreadable(0, error instanceof Error ? error.message : String(error), 'Write the values out instead of referring to them by *name.'),
      );
    }
    this.faults = faults;
  }

  private unreadable(offset: number, message: string, fix = 'Compare the line with the examples in src/policy/README.md.'): PackFault {
    return { ...this.position(offset), message: `The file cannot be read here: ${message}.`.replace(/\.\.$/, '.'), fix };
  }

  /** Where a value begins; for a key that is missing, where its surroundings begin. */
  placeOf(path: Path): { line: number; column: number } {
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? this.document.contents : this.document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return this.position(node.range[0]);
    }
    return { line: 1, column: 1 };
  }

  /** Where a key is written: for a word that the format does not know. */
  placeOfKey(path: Path): { line: number; column: number } {
    const parent = path.length === 1 ? this.document.contents : this.document.getIn(path.slice(0, -1), true);
    if (isMap(parent)) {
      const key = parent.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(path.at(-1)))?.key;
      if (isScalar(key) && key.range) return this.position(key.range[0]);
    }
    return this.placeOf(path);
  }

  private position(offset: number): { line: number; column: number } {
    const { line, col } = this.lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }
}

/** A path as a reader counts: elementThree 1 > bands 2 > topUp. */
export const pathInWords = (path: Path): string =>
  path.reduce<string>((words, part) => (typeof part === 'number' ? `${words} ${part + 1}` : words === '' ? part : `${words} > ${part}`), '');
