import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { cleanText } from '../../../src/slack/mrkdwn.ts';
import { cleanPayload } from '../../../src/slack/read-payload.ts';
import { sharedData } from '../../support/shared-data.ts';

/** Real complaints, and every text that is known to break something, where they are present. */
export interface RealTexts {
  readonly narratives: readonly string[];
  readonly awkward: readonly string[];
}

const COMPLAINTS = 50;

export function readRealTexts(): RealTexts | undefined {
  const complaints = sharedData('complaints/cfpb_narratives.csv');
  const naughty = sharedData('bad-input/blns.json');
  const formulas = sharedData('bad-input/csv-injection.txt');
  const markup = sharedData('bad-input/slack-injection.json');
  if (!complaints || !naughty || !formulas || !markup) return undefined;

  const rows = parse<Record<string, string>>(readFileSync(complaints, 'utf8'), { columns: true, bom: true });
  const narratives = rows.map((row) => row['Consumer complaint narrative'] ?? '').filter((text) => text.trim() !== '');
  const injections = JSON.parse(readFileSync(markup, 'utf8')) as { text: string }[];
  return {
    narratives: spread(narratives),
    awkward: [
      ...(JSON.parse(readFileSync(naughty, 'utf8')) as string[]),
      ...readFileSync(formulas, 'utf8').split('\n'),
      ...injections.map(({ text }) => text),
    ].filter((text) => text !== ''),
  };
}

/** Some of every length, the longest too. */
function spread(narratives: readonly string[]): string[] {
  const sorted = narratives.toSorted((one, other) => other.length - one.length);
  const step = sorted.length / COMPLAINTS;
  return Array.from({ length: COMPLAINTS }, (_, index) => sorted[Math.floor(index * step)] ?? '');
}

/** Every free text of a case, with what fits into it. */
const FIELDS = {
  summary: { most: 150, required: true },
  customer: { most: 200, required: false },
  category: { most: 100, required: false },
  question: { most: 3000, required: true },
  answer: { most: 3000, required: true },
  tellCustomer: { most: 3000, required: true },
  writeUpIssue: { most: 3000, required: true },
  writeUpWho: { most: 3000, required: true },
  writeUpSaid: { most: 3000, required: true },
  writeUpOutcome: { most: 3000, required: true },
  extra: { most: 3000, required: false },
} as const;

export type Field = keyof typeof FIELDS;

/** What is typed into one case. */
export interface Dealt {
  readonly index: number;
  readonly narrative: string;
  readonly typed: Readonly<Record<Field, string>>;
}

/** Deals every awkward text to a field of some case; once they are used up, a plain one. */
export function deal({ narratives, awkward }: RealTexts): { cases: readonly Dealt[]; left: readonly string[] } {
  const left = [...awkward];
  const cases = narratives.map((narrative, index) => {
    const typed = Object.entries(FIELDS).map(([field, { most, required }]) => {
      const at = left.findIndex((text) => Array.from(text).length <= most && (!required || kept(text) !== ''));
      return [field, at === -1 ? `plain ${field} ${index}` : left.splice(at, 1)[0]];
    });
    return { index, narrative, typed: Object.fromEntries(typed) as Record<Field, string> };
  });
  return { cases, left };
}

/** What is to become of a text: made storable and cleaned at the edge, and otherwise as it was typed. */
export function kept(text: string): string {
  return cleanText(String(cleanPayload({ text })?.['text'])).trim();
}
