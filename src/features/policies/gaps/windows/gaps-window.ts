import type { KnownBlock, ModalView } from '@slack/types';
import { button, context, section } from '../../../../slack/blocks.ts';
import { modal } from '../../../../slack/modal.ts';
import { clip, inline } from '../../../../slack/mrkdwn.ts';
import { gapIds as ids, gapName } from '../ids.ts';
import { turning } from '../../library/windows/window-parts.ts';
import type { GapList, ListedGap } from '../list-gaps.ts';
import { timeToken } from '../time-token.ts';

/** `/policy gaps`: pure, `reader` is whoever looks, in whose zone times are written. */
export function gapsWindow({ rows, page, hasMore }: GapList, reader: Reader): ModalView {
  const empty = 'No question waits. When `/policy` finds nothing, press *Ask the owner*.';
  return modal({
    callbackId: ids.list,
    title: 'Questions',
    blocks: [
      ...(rows.length === 0 ? [section(empty)] : rows.flatMap((one) => rowBlocks(one, reader))),
      ...turning(ids.list, { page, hasMore }),
    ],
  });
}

export interface Reader {
  readonly slackId: string;
  readonly timeZone: string;
  readonly now: Date;
}

function rowBlocks(one: ListedGap, reader: Reader): KnownBlock[] {
  const { gap } = one;
  const name = gapName(gap);
  const open = button('Open', `${ids.open}:${gap.number}`, { value: gap.id, spoken: `Open ${name}` });
  return [section(`*${name}* ${inline(clip(gap.question, 300))}`, open), context(stateText(one, reader))];
}

/** `Waits for you, asked 2 days ago, due Tuesday …` */
export function stateText({ gap, ownerName, isComing }: ListedGap, { slackId, timeZone, now }: Reader): string {
  const asked = `asked ${ageText(gap.askedAt, now)}${gap.askedBy === slackId ? ' by you' : ''}`;
  if (gap.state === 'answered') return `${isComing ? 'Answered, becoming a policy' : 'Answered'} · ${asked}`;
  if (gap.state === 'closed') return `No answer needed · ${asked}`;
  const whom = gap.owner === slackId ? 'you' : inline(ownerName);
  const at = timeToken(gap.dueAt, timeZone);
  return `Waits for ${whom} · ${asked} · ${gap.dueAt < now ? ':warning: was due' : 'due'} ${at}`;
}

const HOUR_MS = 3_600_000;

/** `just now`, `3 h ago`, `2 days ago`: whole units, rounded down. */
export function ageText(since: Date, now: Date): string {
  const hours = Math.floor((now.getTime() - since.getTime()) / HOUR_MS);
  if (hours < 1) return 'just now';
  if (hours < 24) return `${hours} h ago`;
  const days = Math.floor(hours / 24);
  return days === 1 ? 'a day ago' : `${days} days ago`;
}
