import type { Actor } from '../core/context.ts';
import { UserError } from '../core/errors.ts';
import { actorOf, contextOf, type Request } from './desk.ts';
import type {
  IncomingClick,
  IncomingCommand,
  IncomingMessageShortcut,
  IncomingOptions,
  IncomingShortcut,
} from './incoming.ts';
import type { Listener } from './listener.ts';
import { tell, tellSlow, tellTrouble, tellWords } from './tell.ts';
import { OLD_BUTTON } from './trouble.ts';
import type { Message } from '../outbox/enqueue.ts';

/** Half of what Slack grants, so that the other half is left to tell the person. */
const ANSWER_AFTER_MS = 1_500;
const MOST_OPTIONS = 100;

type Immediate = IncomingCommand | IncomingShortcut | IncomingMessageShortcut | IncomingClick;
type ClickNow = Extract<Listener, { kind: 'click_now' }>;

/**
 * Runs a command, a shortcut or a click that only opens something: answers in the ack. After 1.5 s it says that it takes
 * longer, so that nobody waits in silence; what comes then comes by response_url.
 */
export async function runAtOnce(
  request: Request<Immediate>,
  run: (actor: Actor) => Promise<Message | undefined | void>,
): Promise<void> {
  const { delivery } = request;
  let toldBefore = false;
  const early = setTimeout(() => {
    toldBefore = true;
    void tellSlow(request);
  }, ANSWER_AFTER_MS);
  try {
    const answer = await run(await actorOf(request.desk.actorFor, request.incoming));
    clearTimeout(early);
    if (answer) await tell(request, answer);
    else delivery.ack();
  } catch (error) {
    clearTimeout(early);
    await tellTrouble(request, error, { toldBefore });
  }
}

export async function runCommand(request: Request<IncomingCommand>): Promise<void> {
  const { incoming, desk, views } = request;
  const route = desk.routes.command(incoming.name, incoming.text);
  if (!route)
    return tellWords(request, `Floorwalker does not know ${incoming.name}. Type /floorwalker to see what it does.`);

  const { listener, name, text } = route;
  await runAtOnce(request, (actor) =>
    listener.run(contextOf(request, actor), { name, text, surface: incoming.surface }, views),
  );
}

export async function runShortcut(request: Request<IncomingShortcut>): Promise<void> {
  const { incoming, desk, views } = request;
  const listener = desk.routes.shortcut(incoming.key);
  if (!listener) return tellWords(request, OLD_BUTTON);
  await runAtOnce(request, (actor) => listener.run(contextOf(request, actor), incoming.surface, views));
}

export async function runMessageShortcut(request: Request<IncomingMessageShortcut>): Promise<void> {
  const { incoming, desk, views } = request;
  const listener = desk.routes.messageShortcut(incoming.key);
  if (!listener) return tellWords(request, OLD_BUTTON);
  await runAtOnce(request, (actor) =>
    listener.run(contextOf(request, actor), incoming.message, incoming.surface, views),
  );
}

export async function runClick(request: Request<IncomingClick>, listener: ClickNow): Promise<void> {
  const { actionId, blockId, value, surface } = request.incoming;
  await runAtOnce(request, (actor) =>
    listener.run(contextOf(request, actor), { actionId, blockId, value, surface }, request.views),
  );
}

/** A menu has no place for words: when its options cannot be had in time, or by this person, it stays empty. */
export async function runOptions(request: Request<IncomingOptions>): Promise<void> {
  const { incoming, desk, delivery } = request;
  const listener = desk.routes.options(incoming.actionId);
  const early = setTimeout(() => delivery.ack({ options: [] }), ANSWER_AFTER_MS);
  try {
    const ctx = contextOf(request, await actorOf(desk.actorFor, incoming));
    const options = await listener?.run(ctx, incoming.typed, incoming.surface);
    delivery.ack({ options: options?.slice(0, MOST_OPTIONS) ?? [] });
  } catch (error) {
    if (!(error instanceof UserError)) request.log.error({ err: error, actionId: incoming.actionId }, 'options failed');
    delivery.ack({ options: [] });
  } finally {
    clearTimeout(early);
  }
}
