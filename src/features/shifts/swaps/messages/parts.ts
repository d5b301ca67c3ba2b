import type { RichTextBlockElement, RichTextElement } from '@slack/types';
import { day, dayAndTime, localDate, offsetMinutes } from '../../../../core/local-time.ts';
import { clip, clipMarkup, inline, MID_SENTENCE, oneLine } from '../../../../slack/mrkdwn.ts';
import { LIMITS } from '../../../../slack/limits.ts';
import { bold, bullets, moment, paragraph, quotation } from '../../../../slack/rich-text.ts';
import type { ShiftRow } from '../../roster/tables.ts';
import type { LegView, ProposalView, RequestView, Zones } from '../swap-view.ts';
import type { SwapLeg } from '../tables.ts';
import { kindText, lengthText, type Stretch, whenText } from '../../roster/shift-words.ts';

/** What several messages about swaps have in common. Values are shown as they are. */

type Value = string | RichTextElement | readonly (string | RichTextElement)[];

/** Whoever reads does not see ids; a person without a known name is a colleague. */
export interface Named {
  readonly names: Readonly<Record<string, string>>;
}

export function nameOf({ names }: Named, slackId: string | null | undefined): string {
  return (slackId && Object.hasOwn(names, slackId) && snippet(names[slackId] ?? '', MOST_NAME)) || 'A colleague';
}

const MOST_NAME = 80;

/** What is read aloud in place of a message: one line of markup. */
export function spoken(words: string): string {
  return clipMarkup(inline(words), LIMITS.message.text);
}

/** `you` for the reader, else the name. */
export function youOr(view: Named, slackId: string | null | undefined, reader: string): string {
  return slackId === reader ? 'you' : nameOf(view, slackId);
}

/** `Ana, Leo and Maya` */
export function inWords(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** `3 offers`, `1 offer` */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}

/** `Length  8 h`, a line each; lines without a value are left out. */
export function factLines(lines: readonly Fact[]): RichTextBlockElement {
  const known = lines.filter((line): line is readonly [string, Value] => Boolean(line[1]));
  return paragraph(...known.flatMap(([label, value], index) => labelled(`${index > 0 ? '\n' : ''}${label}  `, value)));
}

/** The same, with what was found under the one that it is about: `facts`, the findings, then the others. */
export function factsAndFindings(
  facts: readonly Fact[],
  findings: readonly string[],
  others: readonly Fact[],
): readonly RichTextBlockElement[] {
  if (findings.length === 0) return [factLines([...facts, ...others])];
  const after = others.some(([, value]) => Boolean(value)) ? [factLines(others)] : [];
  return [factLines(facts), bullets(findings.map((line) => [line])), ...after];
}

export type Fact = readonly [label: string, value: Value | null | undefined];

function labelled(label: string, value: Value): readonly (string | RichTextElement)[] {
  return [bold(label), ...(Array.isArray(value) ? value : [value])];
}

/** Day, with its weekday, and time in each reader's own zone, as inside a sentence; the fallback is by that wall clock. */
export function at(instant: Date, timeZone: string): RichTextElement {
  return moment(instant, `${MID_SENTENCE}{day_divider_pretty} {time}`, dayAndTime(instant, timeZone));
}

/** What ends with a day by that wall clock ends "at the end of" it: nobody reads 00:00 of the next as that. */
export function until(instant: Date, timeZone: string): string | RichTextElement {
  return isMidnight(instant, timeZone) ? untilText(instant, timeZone) : at(instant, timeZone);
}

/** The same for a sentence: `Friday 27 November, 16:00`, `the end of Thursday 26 November`. */
export function untilText(instant: Date, timeZone: string): string {
  return isMidnight(instant, timeZone)
    ? `the end of ${day(justBefore(instant), timeZone)}`
    : dayAndTime(instant, timeZone);
}

function isMidnight(instant: Date, timeZone: string): boolean {
  return localDate(instant, timeZone) !== localDate(justBefore(instant), timeZone);
}

function justBefore(instant: Date): Date {
  return new Date(instant.getTime() - 1);
}

/** From and to in each reader's own zone; null where the clocks of all who may read it show what the shift's own does. */
export function inOwnZone(
  { fromAt, toAt }: Stretch,
  timeZone: string,
  zones: Zones,
): readonly (string | RichTextElement)[] | null {
  const isElsewhere = (zone: string) =>
    [fromAt, toAt].some((instant) => offsetMinutes(zone, instant) !== offsetMinutes(timeZone, instant));
  return zones.some(isElsewhere) ? [at(fromAt, timeZone), ' – ', at(toAt, timeZone)] : null;
}

/** ` · in your time …`, behind what is said of a leg. */
export function legInOwnZone(leg: LegView, legs: readonly LegView[]): readonly (string | RichTextElement)[] {
  const own = inOwnZone(
    leg,
    leg.shift.timeZone,
    legs.flatMap(({ zones }) => zones),
  );
  return own ? [' · in your time ', ...own] : [];
}

/** In the reader's own zone, how long and what: what the line that names the shift does not say. */
export function shiftFacts({
  shift,
  zones,
  request: part,
}: Pick<RequestView, 'shift' | 'zones' | 'request'>): readonly Fact[] {
  return [
    ['In your time', inOwnZone(part, shift.timeZone, zones)],
    ['Length', lengthText(shift, part)],
    ['What', kindText(shift)],
  ];
}

/** How certain it is that a leg is so: it is or will be, a manager might still let it pass, it did not come to it, it was once. */
export type Mood = 'gets' | 'would get' | 'would have got' | 'had got';

/** `Leo gets Friday 27 November, 22:00–06:00, Berlin time` */
export function legText(
  view: Named,
  leg: SwapLeg & { readonly shift: ShiftRow },
  reader?: string,
  mood: Mood = 'gets',
): string {
  const what = `${whenText(leg.shift, leg)}${leg.isPart ? ' (a part of the shift)' : ''}`;
  if (leg.to === null) return mood === 'gets' ? `Nobody has ${what}: it is open` : `${what} ${openOnce[mood]}`;
  if (leg.to === reader) return `You ${mood === 'gets' ? 'get' : mood} ${what}`;
  return `${nameOf(view, leg.to)} ${mood} ${what}`;
}

const openOnce = {
  'would get': 'would be open',
  'would have got': 'would have been open',
  'had got': 'was open',
} as const;

/** In which mood the legs of a swap are said as it stands. */
export function moodOf({ proposal: { state, approver }, execution }: MoodOf): Mood {
  if (execution?.state === 'reverted') return 'had got';
  if (state === 'blocked') return approver === null ? 'would have got' : 'would get';
  return over.has(state) ? 'would have got' : 'gets';
}

type MoodOf = Pick<ProposalView, 'execution'> & {
  readonly proposal: Pick<ProposalView['proposal'], 'state' | 'approver'>;
};

const over: ReadonlySet<string> = new Set(['declined', 'denied', 'expired', 'withdrawn', 'superseded']);

export function quoted(text: string | null | undefined, max = 1000): readonly RichTextBlockElement[] {
  return text ? [quotation(clip(text, max))] : [];
}

/** The start of a long text, on one line. */
export function snippet(text: string, max = 200): string {
  return clip(oneLine(text), max);
}
