import type { Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { splitValue } from '../../../slack/action-id.ts';
import { asTyped } from '../../../slack/as-typed.ts';
import {
  type Click,
  type Listener,
  onClick,
  onClickNow,
  onMessageShortcut,
  onSubmit,
} from '../../../slack/listener.ts';
import { textOf } from '../../../slack/modal-state.ts';
import { inline } from '../../../slack/mrkdwn.ts';
import { workingModal } from '../library/windows/window-parts.ts';
import { passageGoneMessage, sharedBeforeMessage } from './answer/again-message.ts';
import {
  answerHere,
  askedWindow,
  emptyWindow,
  foundMessage,
  foundWindow,
  shareFrom,
  showAgain,
  showNotice,
} from './answer/answer-views.ts';
import { FIELD } from './answer/answer-window.ts';
import { byTitleWindow } from './answer/by-title-window.ts';
import { othersIds } from '../library/ids.ts';
import { lookUpIds as ids } from './ids.ts';
import { learnFrom, unlearn } from './learning/learn.ts';
import { learnedMessage } from './learning/learned-message.ts';
import { lookUp, lookUpAnew } from './finding/look-up.ts';
import { notThis } from './answer/not-this.ts';
import { PassageGone } from './finding/passage-gone.ts';
import { readAll } from './reading/read-all.ts';
import { readWindow } from './reading/read-window.ts';
import { sharePassage } from './sharing/share-passage.ts';
import { teachListeners } from './learning/teach-form.ts';
import { remembered } from './answer/window-memory.ts';
import { placeText } from './words.ts';

/** Everything that is pressed, chosen and sent, but the command itself. */
export const lookUpListeners: readonly Listener[] = [
  onMessageShortcut(ids.message, async (ctx, message, surface, views) => {
    const memory = {
      place: 'shortcut',
      thread: message.threadTs ?? message.ts,
      responseUrl: surface.responseUrl,
    } as const;
    await views.open(await askedWindow(ctx, asTyped(message.text), memory, surface.channel));
  }),
  // The field on App Home, by Enter; an empty one opens the window with the same field.
  onClickNow(ids.search, async (ctx, { value, surface }, views) => {
    await views.open(await askedWindow(ctx, value, { place: 'home' }, surface.channel));
  }),
  onSubmit(ids.search, {
    parse: ({ state, privateMetadata }) => {
      const query = textOf(state, FIELD);
      if (query === undefined) return { errors: { [FIELD]: 'Write what the customer says or asks.' } };
      return { input: { query, memory: remembered(privateMetadata) } };
    },
    after: () => ({ update: workingModal('Find policy') }),
    work: (ctx, { query, memory }) => lookUp(ctx, { query, place: memory.place }),
    show: async (ctx, outcome, { view, surface }, views) => {
      const memory = remembered(view.privateMetadata);
      if ('refused' in outcome) return views.update(await emptyWindow(ctx, memory, outcome.refused.message));
      return views.update(foundWindow(ctx, outcome.done, { memory, channel: surface.channel }));
    },
  }),
  onClickNow(ids.read, async (ctx, { value, surface }, views) => {
    const window = readWindow(await readAll(ctx, value), ctx.clock.now());
    if (surface.view?.callbackId === ids.read) await views.update(window);
    else await views.open(window);
  }),
  onClick(ids.share, share, showNotice),
  onClick(
    ids.helped,
    (ctx, click) =>
      orLookAgain(click, async ({ lookUpId, passageId }) =>
        learnedMessage(await learnFrom(ctx, { lookUpId, passageId }), ctx.actor.slackId),
      ),
    showNotice,
  ),
  onClick(
    ids.unlearn,
    async (ctx, { value }) => ({ text: `Taken back: “${inline(await unlearn(ctx, value))}”` }),
    showNotice,
  ),
  onClick(ids.lookAgain, async (ctx, { value, surface }) =>
    foundMessage(ctx, await lookUpAnew(ctx, value), surface.channel),
  ),
  onClickNow(ids.byTitle, async (ctx, { value, surface }, views) => {
    const window = await byTitleWindow(ctx, value);
    await (surface.view?.type === 'modal' ? views.push(window) : views.open(window));
  }),
  onClickNow(othersIds.lookUpInstead, async (ctx, { value, surface }, views) => {
    await views.open(await askedWindow(ctx, value, { place: 'command' }, surface.channel));
  }),
  onClick(ids.lookUpWords, (ctx, { value, surface }) =>
    answerHere(ctx, { query: value, place: 'command' }, surface.channel),
  ),
  onClick(
    ids.notThis,
    async (ctx, { value, surface }) => {
      const [lookUpId, from] = splitValue(value);
      return foundMessage(ctx, await notThis(ctx, lookUpId, numberOf(from)), surface.channel);
    },
    async (ctx, outcome, { value, surface }, views) => {
      if ('refused' in outcome || !surface.view) return false;
      const [lookUpId, from] = splitValue(value);
      return showAgain(ctx, { lookUpId, from: numberOf(from) }, surface, views);
    },
  ),
  ...teachListeners,
];

async function share(ctx: Ctx, click: Click): Promise<Message | undefined> {
  const { surface } = click;
  const { channel, view: window } = surface;
  if (channel === undefined)
    throw new UserError('There is no conversation here to share it in. Use `/policy` in a channel.');
  const { thread, responseUrl } = shareFrom(surface);
  return orLookAgain(click, async (passage) => {
    const { view, isRepeated } = await sharePassage(ctx, { ...passage, channel, threadTs: thread, responseUrl });
    if (isRepeated) return sharedBeforeMessage(view, passage.lookUpId);
    // Everybody sees it where they are; only a window covers that.
    return window ? { text: `Shared: ${inline(placeText(view))}` } : undefined;
  });
}

interface PassageOf {
  readonly lookUpId: string;
  readonly passageId: string;
}

/** Where the passage of an answer is gone its question is looked up again by a button; a window shows it anew at once. */
async function orLookAgain<Done>(
  { value, surface }: Click,
  work: (passage: PassageOf) => Promise<Done>,
): Promise<Done | Message> {
  const [lookUpId, passageId] = splitValue(value);
  try {
    return await work({ lookUpId, passageId });
  } catch (error) {
    if (error instanceof PassageGone && !surface.view) return passageGoneMessage(lookUpId);
    throw error;
  }
}

function numberOf(text: string): number {
  return /^\d{1,3}$/.test(text) ? Number(text) : 0;
}
