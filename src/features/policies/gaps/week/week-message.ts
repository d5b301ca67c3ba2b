import type { Button, KnownBlock } from '@slack/types';
import { day } from '../../../../core/local-time.ts';
import type { Message } from '../../../../outbox/enqueue.ts';
import { actions, button, context, header, section } from '../../../../slack/blocks.ts';
import { clip, inline } from '../../../../slack/mrkdwn.ts';
import { libraryIds } from '../../library/ids.ts';
import { dateText } from '../../library/words.ts';
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
    part(waiting, 'Waits for your answer', (gap) => gapRow(gap, now)),
    part(coming, 'Still becoming a policy', comingRow),
    part(often, 'Looked up most', oftenRow),
    part(notThis, 'Found, but “not this”', (group, at) => vainRow(group, `n${at}`)),
    part(nothing, 'Nothing was found', (group, at) => notFoundRow(group, `f${at}`)),
  ].filter((one) => one.blocks.length > 0);
  if (parts.length === 0) return undefined;
  const title = `Your policies, ${day(since, timeZone)} to ${day(until, timeZone)}`;
  return {
    text: `${title}: ${parts.map(({ said }) => said).join(', ')}.`,
    blocks: [header(title), ...parts.flatMap(({ blocks }) => blocks)],
  };
}

interface Part {
  readonly said: string;
  readonly blocks: readonly KnownBlock[];
}

function part<Row>(
  rows: readonly Row[],
  title: string,
  block: (row: Row, at: number) => KnownBlock | readonly KnownBlock[],
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
          ],
  };
}

function gapRow(gap: PolicyGap, now: Date): KnownBlock {
  const late = gap.dueAt < now ? ' · was due' : '';
  const answer = button('Answer', `${ids.answer}:${gap.number}`, { value: gap.id, spoken: `Answer ${gapName(gap)}` });
  return section(`${gapName(gap)}${late}: ${inline(clip(gap.question, 200))}`, answer);
}

/** Whoever asked was told that they hear when it is published. */
function comingRow({ policyId, title, since }: Coming, at: number): KnownBlock {
  const open = openPolicyButton({ id: policyId, title }, true);
  return section(`${inline(clip(title, 200))} · promised ${timeToken(since, 'UTC')}`, {
    ...open,
    action_id: `${libraryIds.open}:c${at}`,
  });
}

function oftenRow({ title, times, people }: OftenAsked): KnownBlock {
  const by = people === 1 ? 'by one person' : `by ${people} people`;
  return section(`${inline(clip(title, 200))} · ${times} times, ${by}`);
}

function vainRow({ query, count, others }: LookedGroup, suffix: string): KnownBlock {
  return section(vainText({ query, count, others }), addButton(query, suffix));
}

function notFoundRow({ answer, ended, ...group }: NotFound, suffix: string): KnownBlock | readonly KnownBlock[] {
  if (ended) return section(`${vainText(group)}\n${endedText(ended)}`, addButton(group.query, suffix));
  if (!answer) return vainRow(group, suffix);
  const title = inline(clip(answer.title, 200));
  return [
    section(`${vainText(group)}\n*${title}* seems to say it${SINCE[answer.readers]}`),
    actions([
      { ...openPolicyButton(answer), action_id: `${libraryIds.open}:${suffix}` },
      addButton(group.query, suffix),
    ]),
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

function vainText({ query, count, others }: LookedGroup): string {
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
