import type { KnownBlock } from '@slack/types';
import { type Ctx, transaction } from '../../../core/context.ts';
import { button, section } from '../../../slack/blocks.ts';
import { clip, inline } from '../../../slack/mrkdwn.ts';
import { gapIds as ids, gapName } from './ids.ts';
import { gapsWaitingFor } from './list-gaps.ts';
import type { PolicyGap } from './tables.ts';

/** The rest is behind a button. */
const MOST_SHOWN = 3;

/** What waits for this person's answer; nothing where nothing does. */
export async function gapsHomeBlocks(ctx: Ctx): Promise<readonly KnownBlock[]> {
  if (ctx.actor.kind !== 'full') return [];
  const waiting = await transaction(ctx, (tx) => gapsWaitingFor(tx, ctx, ctx.actor.slackId));
  return homeBlocks(waiting, ctx.clock.now());
}

/** Pure. */
export function homeBlocks(waiting: readonly PolicyGap[], now: Date): KnownBlock[] {
  if (waiting.length === 0) return [];
  const what = waiting.length === 1 ? 'A question waits' : `${waiting.length} questions wait`;
  const all = button('All questions', ids.list, { value: 'all' });
  return [
    section(`:raising_hand: ${what} for your answer.`, all),
    ...waiting.slice(0, MOST_SHOWN).map((gap) => {
      const late = gap.dueAt < now ? ' · :warning: was due' : '';
      const answer = button('Answer', `${ids.answer}:${gap.number}`, {
        value: gap.id,
        spoken: `Answer ${gapName(gap)}`,
      });
      return section(`*${gapName(gap)}*${late}\n${inline(clip(gap.question, 200))}`, answer);
    }),
  ];
}
