import type { KnownBlock, ModalView } from '@slack/types';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Message } from '../../../../outbox/enqueue.ts';
import { plainSection, section } from '../../../../slack/blocks.ts';
import type { Outcome, ShowAnswer, Surface, ViewPort } from '../../../../slack/listener.ts';
import { answerMessage, type AnswerView } from './answer-message.ts';
import { answerWindow, searchWindow } from './answer-window.ts';
import { latestPolicies } from './latest-policies.ts';
import { type Asked, type LookUp, lookUp, lookUpAgain, requireReader } from '../finding/look-up.ts';
import { sharedIn } from '../sharing/share-passage.ts';
import { remembered, type WindowMemory } from './window-memory.ts';

/** The answer to a command, where it was typed. */
export async function answerHere(ctx: Ctx, asked: Asked, channel: string | undefined): Promise<Message> {
  return foundMessage(ctx, await lookUp(ctx, asked), channel);
}

export function foundMessage(ctx: Ctx, found: LookUp, channel: string | undefined): Message {
  return answerMessage({ lookUp: found, now: ctx.clock.now(), channel });
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

interface Opened extends Pick<AnswerView, 'shared'> {
  readonly memory: WindowMemory;
  readonly channel?: string | undefined;
  /** What came of a click, on top. */
  readonly notice?: readonly KnownBlock[];
}

export function foundWindow(ctx: Ctx, found: LookUp, { memory, channel, notice, ...known }: Opened): ModalView {
  // On App Home there is nobody to share with, whatever the window carries.
  const shownIn = memory.place === 'home' ? undefined : channel;
  const view = { lookUp: found, now: ctx.clock.now(), channel: shownIn, ...known };
  return answerWindow(view, { memory, ...(notice && { notice }) });
}

interface Again {
  readonly lookUpId: string;
  readonly from?: number | undefined;
  readonly notice?: readonly KnownBlock[];
}

/** The window with its answer anew, as things stand by now: what was shared and asked from it has no button any more. */
export async function showAgain(
  ctx: Ctx,
  { lookUpId, from, notice }: Again,
  { view, channel }: Surface,
  views: Pick<ViewPort, 'update'>,
): Promise<boolean> {
  const memory = remembered(view?.privateMetadata ?? '');
  const window = await transaction(ctx, async (tx) => {
    const found = await lookUpAgain(tx, ctx, lookUpId, from);
    const shared = channel && (await sharedIn(tx, ctx, lookUpId, { channel, threadTs: memory.thread }));
    return foundWindow(ctx, found, { memory, channel, ...(shared && { shared }), ...(notice && { notice }) });
  });
  return views.update(window);
}

/** In a window what came of a click is said on top of the answer, which is shown anew. */
export const showNotice: ShowAnswer = async (ctx, outcome, { surface }, views) => {
  if (!surface.view) return false;
  const { lookUpId, from } = remembered(surface.view.privateMetadata);
  const notice = noticeOf(outcome);
  if (lookUpId === undefined || !notice) return false;
  return showAgain(ctx, { lookUpId, from, notice }, surface, views);
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
