import { transaction } from '../core/context.ts';
import { UserError } from '../core/errors.ts';
import { enqueue, type Message } from '../outbox/enqueue.ts';
import { plainContext, plainSection } from './blocks.ts';
import { referenceOf } from './correlation.ts';
import { contextOf, type Request } from './desk.ts';
import type { Incoming } from './incoming.ts';
import type { Surface } from './listener.ts';
import { respond } from './respond.ts';
import { plainAnswer, SLOW, troubleModal, wordsFor } from './trouble.ts';

/** Answers where the person is, seen by nobody else: in the ack of a command, else by response_url, else directly. */
export async function tell(request: Request, message: Message): Promise<void> {
  if (answeredInAck(request, message)) return;
  await firstThatWorks(request, [byResponseUrl(request, message), byDirectMessage(request, message)]);
}

/**
 * Says what went wrong; where there is no message to answer to, in a window of its own while the trigger lives. Whoever was
 * `toldBefore` to try again is not told a second time, unless there is something for them to mend.
 */
export async function tellTrouble(request: Request, error: unknown, { toldBefore = false } = {}): Promise<void> {
  const { incoming, log, correlationId } = request;
  const words = wordsFor(error, correlationId);
  if (error instanceof UserError) return say(request, words, plainAnswer(words));
  log.error({ err: error, kind: incoming.kind, reference: referenceOf(correlationId) }, 'request failed');
  if (!toldBefore) await say(request, words, withTypedText(incoming, words));
}

/** For somebody who must not be left without an answer, though there is none yet. */
export async function tellSlow(request: Request): Promise<void> {
  await say(request, SLOW, withTypedText(request.incoming, SLOW));
}

export async function tellWords(request: Request, words: string): Promise<void> {
  await say(request, words, plainAnswer(words));
}

async function say(request: Request, words: string, message: Message): Promise<void> {
  if (answeredInAck(request, message)) return;
  await firstThatWorks(request, [
    byResponseUrl(request, message),
    inWindow(request, words),
    byDirectMessage(request, message),
  ]);
}

/** What was typed behind a command is gone from the screen: it comes back with the words, to be sent again. */
function withTypedText(incoming: Incoming, words: string): Message {
  const message = plainAnswer(words);
  if (incoming.kind !== 'command' || incoming.text.trim() === '') return message;
  const typed = plainSection(`${incoming.name} ${incoming.text}`);
  return { ...message, blocks: [...(message.blocks ?? []), plainContext('What you typed:'), typed] };
}

/** Where the app has no token: in the ack of a command, or by response_url. A shortcut without a place goes unanswered. */
export async function tellWithoutToken(request: Request, words: string): Promise<void> {
  const message = plainAnswer(words);
  if (!answeredInAck(request, message)) await firstThatWorks(request, [byResponseUrl(request, message)]);
}

function answeredInAck({ incoming, delivery }: Request, message: Message): boolean {
  const inTime = incoming.kind === 'command' && delivery.outcome === 'waiting';
  delivery.ack(inTime ? { response_type: 'ephemeral', ...message } : undefined);
  return inTime;
}

/** Undefined where that way does not exist. */
type Way = (() => Promise<void>) | undefined;

async function firstThatWorks({ log }: Request, ways: readonly Way[]): Promise<void> {
  for (const way of ways) {
    if (!way) continue;
    try {
      await way();
      return;
    } catch (error) {
      log.warn({ err: error }, 'one way to answer failed');
    }
  }
  log.error({}, 'nobody could be told');
}

function byResponseUrl(request: Request, message: Message): Way {
  const { responseUrl } = surfaceOf(request);
  return responseUrl === undefined ? undefined : () => respond(responseUrl, message, request.desk.responseUrlOrigins);
}

function inWindow({ views }: Request, words: string): Way {
  return views.canOpen ? () => views.show(troubleModal(words)) : undefined;
}

function byDirectMessage(request: Request, message: Message): Way {
  const { person } = request.incoming;
  if (person === undefined) return undefined;
  const ctx = contextOf(request);
  const dedupeKey = `answer:${ctx.correlationId}`;
  return () => transaction(ctx, (tx) => enqueue(tx, ctx, [{ kind: 'ephemeral', person, message, dedupeKey }]));
}

function surfaceOf({ incoming }: Request): Surface {
  return 'surface' in incoming ? incoming.surface : {};
}
