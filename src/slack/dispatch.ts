import type { Delivery } from './delivery.ts';
import { openRequest, type Desk, type Request } from './desk.ts';
import type { Incoming, IncomingEvent } from './incoming.ts';
import { runCommand, runMessageShortcut, runOptions, runShortcut } from './run-at-once.ts';
import { takeClick, takeEvent, takeSubmit } from './store-first.ts';
import { tellWords } from './tell.ts';
import { NOT_INSTALLED } from './trouble.ts';
import type { Bot } from './web-api.ts';

/**
 * Takes one thing Slack sent to whoever listens to it, and sees to it that Slack is answered in time. Commands, shortcuts,
 * menus and clicks that only open something run at once; submissions, other clicks and events are stored, acked, and
 * worked off later. Never rejects.
 */
export async function dispatch(desk: Desk, incoming: Incoming, delivery: Delivery): Promise<void> {
  const request = openRequest(desk, incoming, delivery);
  try {
    const bot = await desk.api.botFor(incoming.workspaceId);
    if (!bot) return await refuseStranger(request);
    if (incoming.kind === 'event' && isOurOwn(incoming, bot)) return delivery.ack();
    await take(request);
  } catch (error) {
    request.log.error({ err: error, kind: incoming.kind }, 'request could not be taken');
    delivery.refuse();
  }
}

function take(request: Request): Promise<void> | void {
  const { incoming, delivery } = request;
  switch (incoming.kind) {
    case 'command':
      return runCommand({ ...request, incoming });
    case 'shortcut':
      return runShortcut({ ...request, incoming });
    case 'message_shortcut':
      return runMessageShortcut({ ...request, incoming });
    case 'options':
      return runOptions({ ...request, incoming });
    case 'click':
      return takeClick({ ...request, incoming });
    case 'submit':
      return takeSubmit({ ...request, incoming });
    case 'event':
      return takeEvent({ ...request, incoming });
    case 'closed':
      return delivery.ack();
  }
}

/** The app is not installed there: events are dropped, so that Slack does not repeat them; people are told. */
async function refuseStranger(request: Request): Promise<void> {
  const { incoming, delivery, log } = request;
  log.warn({ kind: incoming.kind }, 'request from a workspace without the app');
  if (incoming.kind === 'command') await tellWords(request, NOT_INSTALLED);
  else delivery.ack();
}

/** Our own messages, edits and reactions come back as events; only our coming and going in channels is news. */
function isOurOwn(incoming: IncomingEvent, bot: Bot): boolean {
  if (incoming.type === 'member_joined_channel' || incoming.type === 'member_left_channel') return false;
  return incoming.person === bot.botUserId || incoming.bot === bot.botId;
}
