import type { Button, KnownBlock, ModalView } from '@slack/types';
import { day } from '../../../../core/local-time.ts';
import type { Message } from '../../../../outbox/enqueue.ts';
import { actions, button, context, header, section } from '../../../../slack/blocks.ts';
import { modal } from '../../../../slack/modal.ts';
import { clip, inline } from '../../../../slack/mrkdwn.ts';
import { libraryIds } from '../../library/ids.ts';
import { dateText } from '../../library/words.ts';
import { turning } from '../../library/windows/window-parts.ts';
import { NEAR } from '../../look-up/finding/sure-enough.ts';
import { LONGEST_ANSWERED } from '../../library/settings/questions.ts';
import { gapIds as ids, gapName } from '../ids.ts';
import type { PolicyGap } from '../tables.ts';
import { timeToken } from '../time-token.ts';
import { openPolicyButton } from '../open-policy.ts';
import type { LookedGroup } from './alike.ts';
import type { NotFound } from './answers-of-today.ts';
import type { Readers } from './lookers.ts';
import type { Coming, OftenAsked, Span, Week } from './read-week.ts';

/** Of each kind: whoever reads it on a Monday does something about five things, not fifty. */
const MOST_ROWS = 5;
const HALF_A_DAY_MS = 43_200_000;

export interface About extends Span {
  /** Of whoever reads it. */
  readonly timeZone: string;
  readonly now: Date;
}

/**
 * Pure: what one person hears of a week; undefined where there is nothing to say. Its days are named, as it is read on any of
 * the next ones.
 */
export function weekMessage(
  { waiting, coming, often, notThis, nothing }: Week,
  { since, until, timeZone, now }: About,
): Message | undefined {
  const parts = [
    part(waiting, 'Waits for your answer', (gap) => gapRow(gap, { now, timeZone }), ALL_QUESTIONS),
    part(coming, 'Still becoming a policy', (one, at) => comingRow(one, at, timeZone)),
    part(often, 'Looked up most', oftenRow),
    part(notThis, NOT_THIS, notThisRow),
    part(nothing, NOT_ANSWERED, notFoundRow),
  ].filter((one) => one.blocks.length > 0);
  if (parts.length === 0) return undefined;
  const title = `Your policies, ${daysText({ since, until }, timeZone)}`;
  const isCut = [notThis, nothing].some(({ length }) => length > MOST_ROWS);
  const value = weekValue({ since, until }, 0);
  return {
    text: `${title}: ${parts.map(({ said }) => said).join(', ')}.`,
    blocks: [
      header(title),
      ...parts.flatMap(({ blocks }) => blocks),
      ...(isCut ? [actions([button('See all', ids.week, { value, spoken: 'See all that was not answered' })])] : []),
    ],
  };
}

/** `Monday 9 March to Sunday 15 March`: what begins on a Monday morning ends on the next. */
function daysText({ since, until }: Span, timeZone: string): string {
  return `${day(since, timeZone)} to ${day(new Date(until.getTime() - HALF_A_DAY_MS), timeZone)}`;
}

/** In place of a list of which nothing is left to do. */
export const SETTLED: Message = {
  text: 'Nothing is left to do here.',
  blocks: [section(':white_check_mark: Nothing is left to do here.')],
};

const ALL_QUESTIONS = button('All questions', ids.list, { value: '0', spoken: 'All questions that wait' });
const NOT_THIS = 'Found, but “not this”';
const NOT_ANSWERED = 'No sure answer';
const ROWS_OF_A_PAGE = 20;

/** *See all*: pure, a page of what was not this and what had no answer. */
export function weekWindow({ notThis, nothing }: Week, { since, until, timeZone }: About, wanted: number): ModalView {
  const rows = [
    ...notThis.map((group, at) => ({ title: NOT_THIS, blocks: notThisRow(group, at) })),
    ...nothing.map((group, at) => ({ title: NOT_ANSWERED, blocks: notFoundRow(group, at) })),
  ];
  const page = Math.max(0, Math.min(wanted, Math.ceil(rows.length / ROWS_OF_A_PAGE) - 1));
  const shown = rows.slice(page * ROWS_OF_A_PAGE, (page + 1) * ROWS_OF_A_PAGE);
  const hasMore = rows.length > (page + 1) * ROWS_OF_A_PAGE;
  return modal({
    callbackId: ids.week,
    title: 'Not answered',
    blocks: [
      context(daysText({ since, until }, timeZone)),
      ...(shown.length === 0 ? [section('Nothing is left to do here.')] : []),
      ...shown.flatMap(({ title, blocks }, at) => [titleOf(title, shown[at - 1]?.title), blocks].flat()),
      ...turning(ids.week, { page, hasMore }, (to) => weekValue({ since, until }, to)),
    ],
  });
}

/** Above the first of its kind on a page. */
function titleOf(title: string, before: string | undefined): readonly KnownBlock[] {
  return title === before ? [] : [section(`*${title}*`)];
}

function weekValue({ since, until }: Span, page: number): string {
  return `${since.toISOString()}|${until.toISOString()}|${page}`;
}

interface Part {
  readonly said: string;
  readonly blocks: readonly KnownBlock[];
}

function part<Row>(
  rows: readonly Row[],
  title: string,
  block: (row: Row, at: number) => readonly KnownBlock[],
  all?: Button,
): Part {
  const rest = rows.length - MOST_ROWS;
  return {
    said: `${title.charAt(0).toLowerCase()}${title.slice(1)}: ${rows.length}`,
    blocks:
      rows.length === 0
        ? []
        : [
            section(`*${title}*`),
            ...rows.slice(0, MOST_ROWS).flatMap(block),
            ...(rest > 0 ? [context(`And ${rest} more.`)] : []),
            ...(rest > 0 && all ? [actions([all])] : []),
          ],
  };
}

function gapRow(gap: PolicyGap, { now, timeZone }: Pick<About, 'now' | 'timeZone'>): readonly KnownBlock[] {
  const late = gap.dueAt < now ? ` · was due ${timeToken(gap.dueAt, timeZone)}` : '';
  const answer = button('Answer', `${ids.answer}:${gap.number}`, { value: gap.id, spoken: `Answer ${gapName(gap)}` });
  return [section(`${gapName(gap)}${late}: ${inline(clip(gap.question, 200))}`, answer)];
}

/** Whoever asked was told that they hear when it is published. */
function comingRow({ policyId, title, since }: Coming, at: number, timeZone: string): readonly KnownBlock[] {
  const open = { ...openPolicyButton({ id: policyId, title }, true), action_id: `${libraryIds.open}:c${at}` };
  return [section(`${inline(clip(title, 200))} · promised ${timeToken(since, timeZone)}`, open)];
}

function oftenRow({ title, times, people }: OftenAsked): readonly KnownBlock[] {
  const by = people === 1 ? 'by one person' : `by ${people} people`;
  return [section(`${inline(clip(title, 200))} · ${times} times, ${by}`)];
}

function notThisRow(group: LookedGroup, at: number): readonly KnownBlock[] {
  return [section(vainText(group), addButton(group.query, `n${at}`))];
}

function notFoundRow({ answer, ended, ...group }: NotFound, at: number): readonly KnownBlock[] {
  const add = addButton(group.query, `f${at}`);
  if (ended) return [section(`${vainText(group)}\n${endedText(ended)}`, add)];
  const near = group.confidence >= NEAR ? ' · what comes near was shown' : '';
  if (!answer) return [section(`${vainText(group)}${near}`, add)];
  const open = { ...openPolicyButton(answer), action_id: `${libraryIds.open}:f${at}` };
  return [
    section(`${vainText(group)}\n*${inline(clip(answer.title, 200))}* seems to say it${SINCE[answer.readers]}`),
    // Where all may read it, nothing is left to do.
    actions(answer.readers === 'all' ? [open] : [open, add]),
  ];
}

function endedText({ title, endedOn }: NonNullable<NotFound['ended']>): string {
  return `It was answered by *${inline(clip(title, 200))}* until that ended on ${dateText(endedOn)}.`;
}

const SINCE: Readonly<Record<Readers, string>> = {
  all: ' by now.',
  some: ', but not everybody who looked may read it.',
  none: ', but whoever looked may not read it.',
};

function vainText({ query, count, others }: Pick<LookedGroup, 'query' | 'count' | 'others'>): string {
  const alike = others === 0 ? '' : ', in other words too';
  return `“${inline(clip(query, 200))}” · ${timesText(count)}${alike}`;
}

function addButton(query: string, suffix: string): Button {
  return button('Add to a policy', `${ids.addQuestion}:${suffix}`, {
    value: clip(query, LONGEST_ANSWERED),
    spoken: `Add to a policy: ${query}`,
  });
}

function timesText(count: number): string {
  return ['', 'once', 'twice'][count] ?? `${count} times`;
}
