import type { KnownBlock } from '@slack/types';
import { cityOf, localDate, timeOfDay } from '../../../../core/local-time.ts';
import { actionId } from '../../../../slack/action-id.ts';
import { actions, button, header, plainContext, plainSection } from '../../../../slack/blocks.ts';
import { oneLine } from '../../../../slack/mrkdwn.ts';
import { bold, paragraph, richText } from '../../../../slack/rich-text.ts';
import type { ShiftGroup } from '../read-groups.ts';
import type { ListedShift } from '../read-own.ts';
import { groupNames, timesIn } from '../roster-lines.ts';
import { importIds } from '../../import/ids.ts';
import { rosterIds } from '../../roster/forms/ids.ts';
import { shortDay } from '../../roster/shift-words.ts';
import { type Target, targetValue } from '../targets.ts';
import { SHOW } from '../windows/frame.ts';
import { nearText, type Reader, shiftRow } from '../windows/own-shifts.ts';

/** Shifts in sight; the window has the others. */
export const MOST_ON_HOME = 7;
/** Who comes next is said so long ahead: also on a Friday evening. */
export const SOON_MS = 72 * 3_600_000;
const MOST_TEAMS = 5;
const MOST_LINES = 6;
/** Of a line: the others are counted. */
export const MOST_NAMES = 6;

export interface HomeRoster {
  /** Of the reader, one more than are shown where there are more. */
  readonly own: readonly ListedShift[];
  /** On now, or on soon. */
  readonly groups: readonly ShiftGroup[];
  readonly teams: readonly { readonly id: string; readonly name: string; readonly timeZone: string }[];
  readonly reader: Reader;
  readonly today: string;
  /** Whether the reader may import a roster of one of the teams. */
  readonly mayImport: boolean;
}

/** *My shifts* with *Swap* on each, and *On now* for each team that has somebody on its roster. */
export function homeRoster(roster: HomeRoster): readonly KnownBlock[] {
  const now = onNow(roster);
  const isEmpty = now.length === 0 && roster.own.length === 0;
  return [
    ...myShifts(roster),
    ...now,
    ...(isEmpty && roster.mayImport ? [plainSection('Nobody is on the roster yet.', importButton())] : []),
  ];
}

function myShifts({ own, reader, teams, today }: HomeRoster): readonly KnownBlock[] {
  if (own.length === 0) return [];
  const rows = own.slice(0, MOST_ON_HOME).map((shift) => {
    const date = shift.startsLocal.slice(0, 10);
    return shiftRow(shift, reader, `${shortDay(date)}${nearText(date, today)}`);
  });
  const more = own.length > MOST_ON_HOME ? [plainContext('More of the next two weeks: press All my shifts.')] : [];
  const mine: Target = { kind: 'person', slackId: reader.slackId, date: today };
  const all = [way('All my shifts', 'mine', mine)];
  const [team] = teams;
  const open = team ? [way('Open shifts', 'open', { kind: 'open', teamId: team.id, date: today })] : [];
  const others = [button('My swaps', 'swap.mine'), button('Times I cannot work', rosterIds.away)];
  return [header('My shifts'), ...rows, ...more, actions([...all, ...open, ...others], 'my-shifts')];
}

function onNow({ groups, teams, reader, today, mayImport }: HomeRoster): readonly KnownBlock[] {
  const rostered = teams.filter(({ id }) => groups.some(({ teamId }) => teamId === id)).slice(0, MOST_TEAMS);
  const [first] = rostered;
  if (!first) return [];
  const days = rostered.map(({ id, name }, index) =>
    way(rostered.length > 1 ? oneLine(name) : 'All of today', `day-${index}`, {
      kind: 'day',
      teamId: id,
      date: today,
    }),
  );
  const all = actions([...days, ...(mayImport ? [importButton()] : [])], 'on-now');
  return [
    header('On now'),
    ...rostered.map((team) =>
      teamLines(
        team,
        groups.filter(({ teamId }) => teamId === team.id),
        reader,
        rostered.length,
      ),
    ),
    all,
  ];
}

/** Who is on until when, and who comes next. */
function teamLines(
  { name, timeZone }: HomeRoster['teams'][number],
  groups: readonly ShiftGroup[],
  { now, timeZone: readerZone }: Reader,
  teamCount: number,
): KnownBlock {
  const taken = groups.filter(({ isOpen, activity }) => !isOpen && activity === null);
  const on = taken.filter(({ startsAt }) => startsAt <= now);
  const lines = [
    ...on.slice(0, MOST_LINES).map((group) => `${groupNames(group)} until ${timeOfDay(group.endsAt, timeZone)}`),
    ...(on.length > MOST_LINES ? [`and ${othersIn(on.slice(MOST_LINES))}`] : []),
    ...(on.length === 0 ? ['Nobody'] : []),
    ...nextLines(
      taken.filter(({ startsAt }) => startsAt > now),
      timeZone,
      localDate(now, timeZone),
    ),
  ];
  const title = teamCount > 1 ? [bold(`${oneLine(name)}\n`)] : [];
  const whose = timeZone === readerZone ? '' : `Times of ${cityOf(timeZone)}\n`;
  return richText(paragraph(...title, `${whose}${lines.join('\n')}`));
}

/** Whoever starts next, a line for each end, and how many start later that day. */
function nextLines(next: readonly ShiftGroup[], timeZone: string, today: string): readonly string[] {
  const [soonest] = next;
  if (!soonest) return [];
  const date = soonest.startsLocal.slice(0, 10);
  const day = date === today ? '' : `${shortDay(date)} `;
  const starts = (group: ShiftGroup) => group.startsAt.getTime() === soonest.startsAt.getTime();
  const atOnce = byEnd(next.filter((group) => starts(group)));
  const later = next.filter((group) => !starts(group) && group.startsLocal.startsWith(date));
  const lines = atOnce.slice(0, MOST_LINES).map((groups) => {
    const people = groups.flatMap((group) => group.people).slice(0, MOST_NAMES);
    return `Next: ${groupNames({ isOpen: false, people, count: countOf(groups) })}, ${day}${timesIn(groups[0], timeZone)}`;
  });
  return [
    ...lines,
    ...(atOnce.length > MOST_LINES ? [`and ${othersIn(atOnce.slice(MOST_LINES).flat())}`] : []),
    ...(later[0] ? [`Then ${othersIn(later)}, from ${timeOfDay(later[0].startsAt, timeZone)}`] : []),
  ];
}

type Several = readonly [ShiftGroup, ...ShiftGroup[]];

/** Kinds of shifts that have the same times are one line. */
function byEnd(groups: readonly ShiftGroup[]): readonly Several[] {
  const ends = new Map<number, Several>();
  for (const group of groups) {
    const known = ends.get(group.endsAt.getTime());
    ends.set(group.endsAt.getTime(), known ? [...known, group] : [group]);
  }
  return [...ends.values()];
}

function countOf(groups: readonly ShiftGroup[]): number {
  return groups.reduce((sum, { count }) => sum + count, 0);
}

/** `3 others` */
function othersIn(groups: readonly ShiftGroup[]): string {
  const count = countOf(groups);
  return `${count} ${count === 1 ? 'other' : 'others'}`;
}

function importButton() {
  return button('Import', importIds.start, { spoken: 'Import a roster' });
}

function way(label: string, name: string, target: Target) {
  return button(label, actionId(SHOW, `home-${name}`), { value: targetValue(target) });
}
