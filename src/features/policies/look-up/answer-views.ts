import type { KnownBlock, ModalView } from '@slack/types';
import { type Ctx, transaction } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { plainSection, section } from '../../../slack/blocks.ts';
import type { Outcome, ShowAnswer, Surface } from '../../../slack/listener.ts';
import { answerMessage } from './answer-message.ts';
import { answerWindow, searchWindow } from './answer-window.ts';
import { latestPolicies } from './latest-policies.ts';
import { type Asked, type LookUp, lookUp, lookUpAgain, requireReader } from './look-up.ts';
import { remembered, type WindowMemory } from './window-memory.ts';

/** The answer to a command, where it was typed. */
export async function answerHere(ctx: Ctx, asked: Asked, channel: string): Promise<Message> {
  return answerMessage({ lookUp: await lookUp(ctx, asked), now: ctx.clock.now(), channel });
}

/** A window with a field, and what was published last. */
export async function emptyWindow(ctx: Ctx, memory: WindowMemory, problem?: string): Promise<ModalView> {
  requireReader(ctx);
  return searchWindow(await latestPolicies(ctx), memory, problem);
}

/** With the answer; with the field alone where nothing was asked, or nothing that can be looked for. */
export async function askedWindow(ctx: Ctx, query: string, memory: WindowMemory, channel?: string): Promise<ModalView> {
  if (query.trim() === '') return emptyWindow(ctx, memory);
  try {
    return foundWindow(ctx, await lookUp(ctx, { query, place: memory.place }), { memory, channel });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return emptyWindow(ctx, memory, error.message);
  }
}

interface Opened {
  readonly memory: WindowMemory;
  readonly channel?: string | undefined;
  /** What came of a click, on top. */
  readonly notice?: readonly KnownBlock[];
}

export function foundWindow(ctx: Ctx, found: LookUp, { memory, channel, notice }: Opened): ModalView {
  // On App Home there is nobody to share with, whatever the window carries.
  const shownIn = memory.place === 'home' ? undefined : channel;
  return answerWindow({ lookUp: found, now: ctx.clock.now(), channel: shownIn }, { memory, ...(notice && { notice }) });
}

/** In a window what came of a click is said on top of the answer, which is shown anew. */
export const showNotice: ShowAnswer = async (ctx, outcome, { surface }, views) => {
  if (!surface.view) return false;
  const memory = remembered(surface.view.privateMetadata);
  const { lookUpId } = memory;
  const notice = noticeOf(outcome);
  if (lookUpId === undefined || !notice) return false;
  const found = await transaction(ctx, (tx) => lookUpAgain(tx, ctx, lookUpId));
  return views.update(foundWindow(ctx, found, { memory, channel: surface.channel, notice }));
};

/** A refusal is words, shown as they are; what was done is a message, with text of people escaped. */
function noticeOf(outcome: Outcome<Message | undefined>): readonly KnownBlock[] | undefined {
  if ('refused' in outcome) return [plainSection(outcome.refused.message)];
  return outcome.done && (outcome.done.blocks ?? [section(outcome.done.text)]);
}

/** Where to share from: a window remembers what it was opened from. */
export function shareFrom({ view, threadTs, responseUrl }: Surface): Pick<WindowMemory, 'thread' | 'responseUrl'> {
  return view ? remembered(view.privateMetadata) : { thread: threadTs, responseUrl };
}
