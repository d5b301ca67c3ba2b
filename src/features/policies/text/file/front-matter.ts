import { type Document, isMap, isScalar, LineCounter, parseDocument, type YAMLError } from 'yaml';
import { readFields } from './front-matter-fields.ts';
import { type FrontMatter, NO_FRONT_MATTER, type TextProblem } from './front-matter-types.ts';

/** YAML that repeats itself by references can grow without end. */
const MOST_REFERENCES = 20;
const LONGEST = 20_000;

/** Reads the YAML between the dashes, which begins after line `before` of the file. Undefined: it is no front matter. */
export function readFrontMatter(
  yaml: string,
  before: number,
): { frontMatter: FrontMatter; problems: TextProblem[] } | undefined {
  if (yaml.length > LONGEST)
    return unread(before, `What stands between the --- lines is too long; at most ${LONGEST} characters can be read.`);
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false, schema: 'core' });
  const at = (offset: number): number => before + lines.linePos(offset).line;
  const [error] = document.errors;
  if (error) return unread(at(error.pos[0]), `What stands between the --- lines cannot be read: ${plainly(error)}`);
  const contents = document.contents;
  if (contents === null) return { frontMatter: NO_FRONT_MATTER, problems: [] };
  if (!isMap(contents)) return undefined;
  const values = valuesOf(document);
  if (!values) return unread(before + 1, 'What stands between the --- lines repeats itself by references without end.');
  const lineOf = new Map(
    contents.items.map(({ key }) => (isScalar(key) ? [String(key.value), at(key.range?.[0] ?? 0)] : ['', before])),
  );
  return readFields(
    Object.entries(values).map(([name, value]) => ({ name, value, line: lineOf.get(name) ?? before + 1 })),
  );
}

function unread(line: number, message: string): { frontMatter: FrontMatter; problems: TextProblem[] } {
  return { frontMatter: NO_FRONT_MATTER, problems: [{ line, message, isSerious: true }] };
}

function valuesOf(document: Document): Record<string, unknown> | undefined {
  try {
    return document.toJS({ maxAliasCount: MOST_REFERENCES }) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

const IN_OUR_WORDS: Partial<Record<YAMLError['code'], string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'a text with a colon in it needs quotes, as title: "Refunds: the rules".',
  DUPLICATE_KEY: 'a key stands there twice.',
  TAB_AS_INDENT: 'lines are indented with tabs; YAML wants spaces.',
  MISSING_CHAR: 'a quote or a bracket is not closed, or a text with a colon has no quotes around it.',
  BAD_INDENT: 'a line is indented differently from its neighbours.',
};

function plainly({ code, message }: YAMLError): string {
  return IN_OUR_WORDS[code] ?? `${message.replace(/\s+/g, ' ').trim()}.`.replace(/\.\.$/, '.');
}
