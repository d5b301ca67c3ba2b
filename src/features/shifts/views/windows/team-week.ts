import type { KnownBlock, RichTextBlockElement } from '@slack/types';
import { actionId } from '../../../../slack/action-id.ts';
import { button, plainContext, section } from '../../../../slack/blocks.ts';
import { bold, paragraph, richText } from '../../../../slack/rich-text.ts';
import { dayText, kindText } from '../../roster/shift-words.ts';
import type { ShiftGroup } from '../read-groups.ts';
import { clockChange, daysBetween, groupNames, timesIn, yourTime } from '../roster-lines.ts';
import { type Target, targetValue } from '../targets.ts';
import { SHOW } from './frame.ts';
import { nearText } from './own-shifts.ts';

/** The week of a team: under each day a line for everybody who works the same times. */

/** Lines of a day in a week; the day itself shows all. */
const MOST_LINES = 20;
/** Slack's limit is of one piece of text. */
const MOST_TEXT = 2_500;

export interface TeamWeek {
  readonly target: Extract<Target, { kind: 'team' | 'open' | 'day' }>;
  readonly sunday: string;
  readonly groups: readonly ShiftGroup[];
  /** Of the team. */
  readonly zone: string;
  readonly readerZone: string;
  readonly today: string;
}

/** Each day has a button to see everybody on it. */
export function teamWeekBlocks(week: TeamWeek): readonly KnownBlock[] {
  return daysBetween(week.target.date, week.sunday).flatMap((date) => dayBlocks(week, date));
}

function dayBlocks(week: TeamWeek, date: string): readonly KnownBlock[] {
  const { target, groups, today } = week;
  const heading = `*${dayText(date)}*${nearText(date, today)}`;
  const onDay = groups.filter(({ startsLocal }) => startsLocal.startsWith(date));
  if (onDay.length === 0) return [section(heading), plainContext('Nobody')];
  const day: Target = { kind: 'day', teamId: target.teamId, date };
  const spoken = `Everybody on ${dayText(date)}`;
  const toDay = button('Everybody', actionId(SHOW, date), { value: targetValue(day), spoken });
  return [section(heading, toDay), ...groupLines(onDay.slice(0, MOST_LINES), week), ...beyond(onDay)];
}

/** A line each: times, who, what. */
export function groupLines(groups: readonly ShiftGroup[], zones: Zones): readonly KnownBlock[] {
  return inPieces(groups, MOST_LINES).map((some) => richText(...some.map((group) => groupLine(group, zones))));
}

function groupLine(group: ShiftGroup, { zone, readerZone }: Zones): RichTextBlockElement {
  const facts = [kindText(group), yourTime(group, readerZone), clockChange(group), group.isPublished ? '' : 'draft'];
  const text = [groupNames(group), ...facts].filter(Boolean).join(' · ');
  const pieces = inPieces(Array.from(text), MOST_TEXT).map((some) => some.join(''));
  return paragraph(bold(timesIn(group, zone)), '  ', ...pieces);
}

function inPieces<Item>(items: readonly Item[], most: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, index) =>
    items.slice(index * most, (index + 1) * most),
  );
}

interface Zones {
  readonly zone: string;
  readonly readerZone: string;
}

function beyond(groups: readonly ShiftGroup[]): readonly KnownBlock[] {
  const rest = groups.slice(MOST_LINES).reduce((sum, { count }) => sum + count, 0);
  return rest > 0 ? [plainContext(`And ${rest} more: press Everybody.`)] : [];
}
