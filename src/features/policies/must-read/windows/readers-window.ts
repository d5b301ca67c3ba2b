import type { Button, KnownBlock, ModalView } from '@slack/types';
import { dayAndTime } from '../../../../core/local-time.ts';
import { actions, button, confirmation, context, divider, section } from '../../../../slack/blocks.ts';
import { modal } from '../../../../slack/modal.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { countText } from '../readers/counts.ts';
import { mustReadIds as ids } from '../ids.ts';
import type { ReadersPage } from '../readers/readers-page.ts';
import type { TeamReport } from '../readers/report.ts';
import { dayOf, lastDayOf } from '../last-day.ts';
import { laterText, namesText, standText } from '../words.ts';
import { titleBlock } from '../../library/windows/window-parts.ts';

/** A window takes so many teams with their names. */
const MOST_TEAMS = 40;
const MOST_NAMES = 100;

interface Said {
  /** What came of a press. */
  readonly done?: string | undefined;
  /** Why it is shown, where nothing was done. */
  readonly note?: string;
}

/** How one must-read stands: the counts, who is missing, and what can be done. */
export function readersWindow(page: ReadersPage, { done, note }: Said = {}): ModalView {
  const { mustRead, report, revision } = page;
  return modal({
    callbackId: ids.open,
    title: 'Must-read',
    blocks: [
      ...(done === undefined ? [] : [section(`:white_check_mark: ${inline(done)}`)]),
      ...(note === undefined ? [] : [context(note)]),
      titleBlock(revision.title),
      section([`*${standText(report)}*`, ...factLines(page)].join('\n')),
      ...(mustRead.note === null ? [] : [context(`“${inline(mustRead.note)}”`)]),
      actions(buttons(page)),
      divider(),
      ...report.teams.slice(0, MOST_TEAMS).map((team) => teamBlock(team, mustRead.endedAt !== null)),
      actions([button('‹ Must-reads', ids.list)]),
    ],
  });
}

function factLines({ mustRead, revision, team, report, askedByName }: ReadersPage): readonly string[] {
  const last = dayOf(lastDayOf(mustRead.deadlineAt, team.timeZone));
  const asked = `Revision ${revision.number}, asked by ${inline(askedByName)} on ${dayAndTime(mustRead.askedAt, team.timeZone)}`;
  const later = report.later ? [laterText(report.later)] : [];
  if (!mustRead.endedAt) return [...later, `To be read by the end of ${last}`, asked];
  const why = { 'by-hand': 'It was ended', changed: 'The policy changed', archived: 'The policy was archived' };
  const over = `${why[mustRead.endedBecause ?? 'by-hand']} on ${dayAndTime(mustRead.endedAt, team.timeZone)}: nobody has to read it any more`;
  return [...later, over, asked];
}

function buttons({ mustRead, report, can, now, policy }: ReadersPage): Button[] {
  const of = { value: mustRead.id };
  const manages = can('policy.must-read');
  const isOpen = mustRead.endedAt === null;
  const isLate = mustRead.deadlineAt <= now && report.total.read < report.total.of && !mustRead.nudgedAt;
  const end = confirmation(
    'End this must-read?',
    'Nobody is asked or reminded any more. Who has read it stays known.',
    'End it',
  );
  const offered: readonly (readonly [boolean, Button])[] = [
    [isOpen && isLate && manages, button('Remind them once more', ids.remind, { ...of, style: 'primary' })],
    [true, button('Get as CSV', ids.export, of)],
    [!isOpen && manages, button('Have people read it …', ids.ask, { value: `${policy.id}:${mustRead.id}` })],
    [isOpen && manages, button('End', ids.end, { ...of, confirm: end, spoken: 'End this must-read' })],
  ];
  return offered.filter(([isOffered]) => isOffered).map(([, one]) => one);
}

function teamBlock({ name, count, missing, later }: TeamReport, isOver: boolean): KnownBlock {
  const lines = [
    `*${inline(name)}*: ${countText(count)}`,
    ...namesLine(isOver ? 'Had not read it' : 'Still missing', missing),
    ...namesLine('Joined later', later),
  ];
  return section(lines.join('\n'));
}

function namesLine(what: string, names: readonly string[] = []): readonly string[] {
  return names.length > 0 ? [`${what}: ${namesText(names, MOST_NAMES)}`] : [];
}
