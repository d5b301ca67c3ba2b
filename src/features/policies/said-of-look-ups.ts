import type { Ctx } from '../../core/context.ts';
import { localDate } from '../../core/local-time.ts';
import type { Tx } from '../../db/client.ts';
import { nameOf } from '../../people/name-of.ts';
import { lastAsked } from './gaps/asking/gap-of-question.ts';
import { gapName } from './gaps/ids.ts';
import { waitingText } from './gaps/words.ts';

/** That somebody of the team asked the same lately, of no policy, and what they were told. */
export interface AnsweredBefore {
  /** `GAP-7` */
  readonly gap: string;
  readonly by: string;
  /** The local date where whoever looks it up is. */
  readonly on: string;
  /** As it was written. */
  readonly answer: string;
}

/** What looking up says of questions that were asked. It knows no more of gaps, which stand on it. */
export interface SaidBefore {
  /** In place of *Ask the owner*: that whoever looks it up has asked it already, and by when they hear; markup. */
  readonly waiting: string | undefined;
  readonly before: AnsweredBefore | undefined;
}

/** One statement, and one more where it was answered. */
export async function saidBefore(tx: Tx, ctx: Ctx, question: string): Promise<SaidBefore> {
  const gap = await lastAsked(tx, ctx, question);
  if (gap?.state === 'open') return { waiting: waitingText(gap, ctx.actor), before: undefined };
  if (!gap?.answer || !gap.settledAt) return { waiting: undefined, before: undefined };
  const by = await nameOf(tx, ctx, gap.settledBy ?? gap.owner);
  const on = localDate(gap.settledAt, ctx.actor.timeZone);
  return { waiting: undefined, before: { gap: gapName(gap), by, on, answer: gap.answer } };
}
