import type { Delivery } from './delivery.ts';
import { openRequest, type Desk } from './desk.ts';
import type { Incoming, IncomingEvent } from './incoming.ts';
import { runCommand, runMessageShortcut, runOptions, runShortcut } from './run-at-once.ts';
import { keepOpen, takeClick, takeEvent, takeSubmit } from './store-first.ts';
import { tellWithoutToken } from './tell.ts';
import { NOT_INSTALLED } from './trouble.ts';
import type { Bot } from './web-api.ts';

/**
 * Takes one thing Slack sent to whoever listens to it, and sees to it that Slack is answered in time. Commands, shortcuts,
 * menus and clicks that only open something run at once; submissions, other clicks and events are stored, acked, and
 * worked off later. Never rejects.
 */
export async function dispatch(desk: Desk, incoming: Incoming, delivery: Delivery): Promise<void> {
  try {
    const bot = await desk.api.botFor(incoming.workspaceId);
    if (!bot) return await refuseStranger(desk, incoming, delivery);
    if (incoming.kind === 'event' && isOurOwn(incoming, bot)) return delivery.ack();
    await take(desk, incoming, delivery);
  } catch (error) {
    desk.log.error(
      { err: error, kind: incoming.kind, workspaceId: incoming.workspaceId },
      'request could not be taken',
    );
    delivery.refuse();
  }
}

function take(desk: Desk, incoming: Incoming, delivery: Delivery): Promise<void> | void {
  switch (incoming.kind) {
    case 'command':
      return runCommand(openRequest(desk, incoming, delivery));
    case 'shortcut':
      return runShortcut(openRequest(desk, incoming, delivery));
    case 'message_shortcut':
      return runMessageShortcut(openRequest(desk, incoming, delivery));
    case 'options':
      return runOptions(openRequest(desk, incoming, delivery));
    case 'click':
      return takeClick(openRequest(desk, incoming, delivery));
    case 'submit':
      return takeSubmit(openRequest(desk, incoming, delivery));
    case 'event':
      return takeEvent(openRequest(desk, incoming, delivery));
    case 'closed':
      return delivery.ack();
  }
}

/**
 * The app is not installed there (any more): events are dropped, so that Slack does not repeat them; people are told, and a
 * form stays open with what they typed. Nothing is stored, and nothing called with a token we do not have.
 */
async function refuseStranger(desk: Desk, incoming: Incoming, delivery: Delivery): Promise<void> {
  const request = openRequest(desk, incoming, delivery);
  request.log.warn({ kind: incoming.kind }, 'request from a workspace without the app');
  if (incoming.kind === 'event' || incoming.kind === 'closed' || incoming.kind === 'options') return delivery.ack();
  if (incoming.kind === 'submit') return keepOpen({ incoming, delivery }, NOT_INSTALLED);
  await tellWithoutToken(request, NOT_INSTALLED);
}

/** Our own messages, edits and reactions come back as events; only our coming and going in channels is news. */
function isOurOwn(incoming: IncomingEvent, bot: Bot): boolean {
  if (incoming.type === 'member_joined_channel' || incoming.type === 'member_left_channel') return false;
  return incoming.person === bot.botUserId || incoming.bot === bot.botId;
}
