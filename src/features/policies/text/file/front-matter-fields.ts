import { z } from 'zod';
import { type FrontMatter, NO_FRONT_MATTER, type TextProblem } from './front-matter-types.ts';

const LISTS = ['section', 'product', 'channel', 'region', 'audience', 'teams', 'roles', 'keywords', 'aliases'] as const;
const TEXTS = ['title', 'owner', 'language'] as const;
const DATES = { effective_from: 'effectiveFrom', expires: 'expires' } as const;
/** Other ways to write the same. */
const SAME: Readonly<Record<string, string>> = {
  questions: 'aliases',
  team: 'teams',
  role: 'roles',
  products: 'product',
  channels: 'channel',
  regions: 'region',
  sections: 'section',
  tags: 'keywords',
};

const KNOWN = new Set<string>([...LISTS, ...TEXTS, ...Object.keys(DATES), 'review_interval_days']);
type ListKey = (typeof LISTS)[number];

const Scalar = z.union([z.string(), z.number(), z.boolean()]).transform((value) => String(value).trim());
/** One text of these may hold commas; in the others they part several. */
const SENTENCES = new Set(['section', 'aliases']);
const Values = z
  .union([Scalar.transform((value) => [value]), z.array(Scalar)])
  .transform((values) => [...new Set(values.map((value) => value.trim()).filter((value) => value !== ''))]);
const Day = z
  .string()
  .transform((value) => value.trim().slice(0, 10))
  .pipe(z.iso.date());
/** Days between reviews. */
export const MOST_REVIEW_DAYS = 1100;
const Days = z.coerce.number().int().min(1).max(MOST_REVIEW_DAYS);
/** Said the same wherever they are written. */
export const REVIEW_DAYS_EXPECTED = 'a number of days from 1 to 1,100 is expected.';

interface Entry {
  readonly name: string;
  readonly value: unknown;
  readonly line: number;
}

type Draft = { -readonly [Key in keyof FrontMatter]: FrontMatter[Key] };

/** Sorts the entries into what is known and what is only kept; a value that makes no sense is a problem of its line. */
export function readFields(entries: readonly Entry[]): { frontMatter: FrontMatter; problems: TextProblem[] } {
  const draft: Draft = { ...NO_FRONT_MATTER };
  const others: [string, unknown][] = [];
  const problems: TextProblem[] = [];
  for (const { name, value, line } of entries) {
    if (value === null || value === '') continue;
    const known = knownName(name);
    const wrong = known === undefined ? undefined : take(draft, known, value);
    if (known === undefined) others.push([name, value]);
    if (wrong !== undefined) problems.push({ line, message: `${name}: ${wrong}`, isSerious: true });
  }
  return { frontMatter: { ...draft, others: Object.fromEntries(others) }, problems };
}

/** `Review-Interval-Days` and `questions` as this house writes them; undefined for keys it does not know. */
function knownName(name: string): string | undefined {
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  const own = SAME[plain] ?? plain;
  return KNOWN.has(own) ? own : undefined;
}

/** Takes one value over; says what is wrong with it where it cannot. */
function take(draft: Draft, name: string, value: unknown): string | undefined {
  if (isOneOf(LISTS, name)) return takeList(draft, name, value);
  if (isOneOf(TEXTS, name)) {
    const read = Scalar.safeParse(value);
    if (!read.success) return 'one line of text is expected.';
    if (read.data !== '') draft[name] = read.data;
    return undefined;
  }
  if (name === 'review_interval_days') {
    const read = Days.safeParse(value);
    if (read.success) draft.reviewIntervalDays = read.data;
    return read.success ? undefined : REVIEW_DAYS_EXPECTED;
  }
  const read = Day.safeParse(value);
  if (read.success) draft[DATES[name as keyof typeof DATES]] = read.data;
  return read.success ? undefined : 'a date like 2026-11-22 is expected.';
}

function takeList(draft: Draft, name: ListKey, value: unknown): string | undefined {
  const parted = typeof value === 'string' && !SENTENCES.has(name) ? value.split(',') : value;
  const read = Values.safeParse(parted);
  if (!read.success) return 'a word or a list of words is expected.';
  draft[name] = [...new Set([...draft[name], ...read.data])];
  return undefined;
}

function isOneOf<Name extends string>(names: readonly Name[], name: string): name is Name {
  return (names as readonly string[]).includes(name);
}

/** The front matter under the names it is read by; keys without a value are left out. */
export function writeFields({
  effectiveFrom,
  expires,
  reviewIntervalDays,
  others,
  ...rest
}: FrontMatter): Record<string, unknown> {
  const known: [string, unknown][] = [
    ...TEXTS.map((name): [string, unknown] => [name, rest[name]]),
    ...LISTS.map((name): [string, unknown] => [name, rest[name].length > 0 ? rest[name] : undefined]),
    ['effective_from', effectiveFrom],
    ['expires', expires],
    ['review_interval_days', reviewIntervalDays],
  ];
  return Object.fromEntries([...known.filter(([, value]) => value !== undefined), ...Object.entries(others)]);
}
