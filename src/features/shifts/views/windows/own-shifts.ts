import type { Button, KnownBlock } from '@slack/types';
import { addDays, localDate } from '../../../../core/local-time.ts';
import { actionId } from '../../../../slack/action-id.ts';
import { button, header, plainContext, plainSection } from '../../../../slack/blocks.ts';
import type { Absence } from '../../roster/tables.ts';
import type { OpenToMe } from '../../swaps/pages/open-to-me.ts';
import type { ListedShift } from '../read-own.ts';
import { factsOf, matesText, timesIn, yourTime } from '../roster-lines.ts';
import { dayText } from '../../roster/shift-words.ts';
import { editing } from './frame.ts';

/** Shifts of one person, or open ones, a row each, under the days on which they begin. */

/** For whom they are shown, and when. */
export interface Reader {
  readonly slackId: string;
  readonly timeZone: string;
  readonly now: Date;
  /** The teams whose roster they may change. */
  readonly edits: ReadonlySet<string>;
  /** Whether they are on several teams, so that a shift has to say its own. */
  readonly hasTeams: boolean;
  /** What they can do about open shifts, by id. */
  readonly open?: ReadonlyMap<string, OpenToMe>;
}

/** Under a heading for each day, in order. Days without any are left out. */
export function byDay(shifts: readonly ListedShift[], away: readonly Absence[], reader: Reader): readonly KnownBlock[] {
  const rows = [
    ...away.map((absence) => ({ date: localDate(absence.startsAt, absence.timeZone), block: awayRow(absence) })),
    ...shifts.map((shift) => ({ date: shift.startsLocal.slice(0, 10), block: shiftRow(shift, reader) })),
  ].toSorted((a, b) => a.date.localeCompare(b.date));
  const today = localDate(reader.now, reader.timeZone);
  return rows.flatMap(({ date, block }, index) =>
    date === rows[index - 1]?.date ? [block] : [header(`${dayText(date)}${nearText(date, today)}`), block],
  );
}

/** ` · today` */
export function nearText(date: string, today: string): string {
  if (date === today) return ' · today';
  return date === addDays(today, 1) ? ' · tomorrow' : '';
}

/** One shift with what can be done about it; `day` goes before its times where no heading names it. */
export function shiftRow(shift: ListedShift, reader: Reader, day = ''): KnownBlock {
  const [times = '', ...others] = shiftLines(shift, reader);
  const lines = [[day, times].filter(Boolean).join(' · '), ...others];
  return plainSection(lines.filter(Boolean).join('\n'), nextStep(shift, reader));
}

function shiftLines(shift: ListedShift, reader: Reader): readonly string[] {
  const team = reader.hasTeams ? shift.teamName : '';
  return [
    [timesIn(shift, reader.timeZone), factsOf(shift), team].filter(Boolean).join(' · '),
    [shift.slackId === null ? '' : matesText(shift.mates), yourTime(shift, reader.timeZone)]
      .filter(Boolean)
      .join(' · '),
    openText(reader.open?.get(shift.id)),
    [
      shift.isPublished ? '' : 'Draft: only those who plan see it',
      shift.isOffered && shift.slackId !== null ? 'A swap is asked for; yours until somebody has it' : '',
      shift.comment ?? '',
    ]
      .filter(Boolean)
      .join(' · '),
  ];
}

/** The one button of the row: what this reader would do with it next. */
function nextStep(shift: ListedShift, reader: Reader): Button | undefined {
  const { id, slackId, startsAt } = shift;
  const what = `${timesIn(shift, reader.timeZone)} on ${dayText(shift.startsLocal.slice(0, 10))}`;
  const isAhead = startsAt > reader.now;
  if (slackId === reader.slackId && isAhead && shift.isPublished) {
    return button('Swap', actionId('swap.start', id), { value: id, spoken: `Swap ${what}` });
  }
  if (slackId === null && isAhead && shift.isPublished) {
    const answer = openButton(id, what, reader.open?.get(id));
    if (answer) return answer;
  }
  if (!reader.edits.has(shift.teamId)) return undefined;
  return button('Change', actionId(editing.edit, id), { value: id, spoken: `Change ${what}` });
}

/** What stands in the way of picking it up, or comes of it. */
function openText(open: OpenToMe | undefined): string {
  if (open?.can === 'nothing') return open.why;
  if (open?.can === 'take-back') return open.state;
  return open?.needsYes ? "Needs your manager's yes" : '';
}

/** None for what the rules deny. */
function openButton(id: string, what: string, open: OpenToMe | undefined): Button | undefined {
  if (open?.can === 'nothing') return undefined;
  if (open?.can === 'take-back') {
    const { proposalId: value } = open;
    return button('Take it back', actionId('swap.withdraw-offer', value), { value, spoken: `Take back ${what}` });
  }
  return button('Pick up', actionId('swap.pick-up', id), { value: id, style: 'primary', spoken: `Pick up ${what}` });
}

function awayRow(absence: Absence): KnownBlock {
  const words = absence.kind === 'leave' ? 'On leave' : 'Cannot work';
  return plainContext([words, awayTimes(absence)].filter(Boolean).join(' · '));
}

/** Nothing for one whole date: its heading says it. */
function awayTimes({ isWholeDates, startsAt, endsAt, timeZone }: Absence): string {
  if (!isWholeDates) return timesIn({ startsAt, endsAt, timeZone }, timeZone);
  const last = localDate(new Date(endsAt.getTime() - 1), timeZone);
  return last === localDate(startsAt, timeZone) ? '' : `until ${dayText(last)}`;
}
