import { z } from 'zod';
import { type Need, NeedShape, weekdays, type Weekday } from '../rules/rule-fields.ts';

const NEED =
  /^(?<days>[a-z ,–-]+?)\s+(?<from>\d{1,2}:\d{2})\s*[-–]\s*(?<until>\d{1,2}:\d{2})\s*:?\s+(?<people>\d{1,3})(?:\s+(?<skill>.+))?$/i;

/** Reads `Mon-Fri 08:00-18:00: 3`, `Sat, Sun 09:00-13:00: 1 lead`. */
export function readNeed(line: string): { readonly value: unknown } | { readonly problem: string } {
  const parts = NEED.exec(line)?.groups;
  const days = parts && readWeekdays(parts['days'] ?? '');
  if (!parts || !days) return { problem: 'write it like Mon-Fri 08:00-18:00: 3, or Sat 09:00-13:00: 1 lead.' };
  const [from, until] = [padded(parts['from']), padded(parts['until'])];
  const need = { weekdays: days, from, until, people: Number(parts['people']), skill: parts['skill']?.trim() ?? null };
  const isNeed = NeedShape.safeParse(need).success;
  return isNeed ? { value: need } : { problem: 'times are from 00:00 to 24:00, people from 1 to 999.' };
}

function padded(time = ''): string {
  return time.padStart(5, '0');
}

// Safe: the keys of a record are what its type says.
const names = Object.keys(weekdays) as readonly Weekday[];

function readWeekdays(text: string): readonly Weekday[] | undefined {
  const parts = text.replaceAll(/\s*[-–]\s*/g, '-').split(/[\s,]+/);
  const found = parts.map(rangeOf);
  if (found.includes(undefined)) return undefined;
  return names.filter((name) => found.some((range) => range?.includes(name)));
}

/** `Mon`, or `Fri-Sun`, on into the next week where it ends before it begins. */
function rangeOf(text: string): readonly Weekday[] | undefined {
  const [first, last = first] = text.split('-').map(weekdayOf);
  if (first === undefined || last === undefined) return undefined;
  const length = ((last - first + 7) % 7) + 1;
  return Array.from({ length }, (_, index) => names[(first + index) % 7]).filter((name) => name !== undefined);
}

function weekdayOf(name: string): number | undefined {
  const found = names.findIndex(
    (each) => name.length >= 3 && weekdays[each].toLowerCase().startsWith(name.toLowerCase()),
  );
  return found === -1 ? undefined : found;
}

/** The lines that are read back as these. */
export function needLines(value: unknown): readonly string[] {
  return z.array(NeedShape).parse(value).map(needText);
}

function needText({ weekdays: on, from, until, people, skill }: Need): string {
  return `${daysText(on)} ${from}-${until}: ${people}${skill === null ? '' : ` ${skill}`}`;
}

/** Days in a row as a range, `Mon-Fri, Sun`. */
function daysText(on: readonly Weekday[]): string {
  const runs: Weekday[][] = [];
  for (const name of names.filter((each) => on.includes(each))) {
    const run = runs.at(-1);
    if (run && names.indexOf(run.at(-1) ?? name) === names.indexOf(name) - 1) run.push(name);
    else runs.push([name]);
  }
  return runs.map((run) => (run.length > 1 ? `${run[0]}-${run.at(-1)}` : run[0])).join(', ');
}
