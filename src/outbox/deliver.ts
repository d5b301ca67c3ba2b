import { type Ctx, transaction } from '../core/context.ts';
import type { Log } from '../core/log.ts';
import { addJob } from '../jobs/add-job.ts';
import { handleJob, type JobHandler, type Lease } from '../jobs/define-job.ts';
import { LeaseLost } from '../jobs/lease.ts';
import { classifySlackError } from '../slack/slack-errors.ts';
import type { SlackApi } from '../slack/web-api.ts';
import { blockLane, type OnLaneBlocked } from './blocked-lane.ts';
import { deliverLane } from './deliver-lane.ts';
import { confirmLane, type HeldLane, holdLane, type Place, releaseLane, takeNext, type TakenMessage } from './lane.ts';
import { readBack } from './read-back.ts';
import { afterReadBack, afterSend, type Decision, isSentAtMostOnce, MAX_SENDS, pauseAfter } from './retry-rules.ts';
import { NeverPosted, sendMessage } from './send-message.ts';
import type { Sender } from './sender.ts';
import { NotShared } from './send-share.ts';
import { holdBack, markFailed, markSent } from './settle.ts';
import { tellSharer } from './tell-sharer.ts';

export interface DeliverOptions {
  readonly slack: Pick<SlackApi, 'client'>;
  /** Origins a response_url may have: Slack's, and that of the configured Web API. */
  readonly responseUrlOrigins: readonly string[];
  readonly onLaneBlocked?: OnLaneBlocked;
  readonly observe?: OutboxObserver;
}

export interface OutboxObserver {
  sent?(kind: string, queuedForMs: number): void;
  failed?(kind: string, code: string): void;
  held?(kind: string, code: string): void;
}

/** How long one run may keep a worker's place while others wait. */
const SLICE_MS = 15_000;

const ABOUT_BLOCKS: ReadonlySet<string> = new Set(['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long']);

/** One run of the job: what it needs, and the lane it holds. */
interface Delivery {
  readonly options: DeliverOptions;
  readonly ctx: Ctx;
  readonly lane: HeldLane;
  readonly sender: Sender;
}

/** The only way a message reaches a channel: sends those of a lane in their turn until none is left, its slice is spent or it has to wait. */
export function deliverHandler(options: DeliverOptions): JobHandler {
  return handleJob(deliverLane, { run: (ctx, { channel }, lease) => deliver(options, ctx, channel, lease) });
}

async function deliver(options: DeliverOptions, ctx: Ctx, channel: string, lease: Lease): Promise<void> {
  const client = await options.slack.client(ctx.workspaceId);
  const lane = await holdLane(ctx, channel);
  if (!lane) return;
  if ('takenForMs' in lane) return comeBack(ctx, channel, lane.takenForMs);

  // Either lease alone could have passed to somebody else while we were frozen.
  const confirm = async () => {
    await Promise.all([lease.confirm(), confirmLane(lane)]);
  };
  const { responseUrlOrigins } = options;
  const sender = { client, confirm, responseUrlOrigins, sql: ctx.db.system, workspaceId: ctx.workspaceId, channel };
  let waitMs: number | undefined;
  try {
    waitMs = await sendWhatWaits({ options, ctx, lane, sender });
  } finally {
    await releaseLane(lane);
  }
  if (waitMs !== undefined) await comeBack(ctx, channel, waitMs);
}

/** Returns after how long to come back; undefined when nothing is left. */
async function sendWhatWaits(delivery: Delivery): Promise<number | undefined> {
  const until = performance.now() + SLICE_MS;
  while (performance.now() < until) {
    const next = await takeNext(delivery.lane);
    if (!next) return undefined;
    if ('waitMs' in next) return next.waitMs;
    await sendOne(delivery, next.message);
  }
  return 0;
}

async function sendOne(delivery: Delivery, message: TakenMessage): Promise<void> {
  if (message.maybeSent) {
    const known = await settleDoubt(delivery, message);
    if (known) return;
  }
  let place: Place | undefined;
  try {
    place = await sendWholeOrPlain(delivery, message);
  } catch (error) {
    if (error instanceof LeaseLost) throw error;
    if (error instanceof NotShared) {
      await tellSharer(delivery.ctx, message, error.ending);
      return finish(delivery, message, undefined);
    }
    if (error instanceof NeverPosted) return carryOut(delivery, message, { step: 'give up', code: 'never_posted' });
    const attempted = { kind: message.stored.kind, lane: delivery.lane.channel };
    return carryOut(delivery, message, afterSend(classifySlackError(error), attempted, message.failures));
  }
  await finish(delivery, message, place);
}

/**
 * A new message that Slack refuses for its blocks, which is a fault of ours, still arrives as its text. An edit does not: a
 * card without its buttons would help nobody.
 */
async function sendWholeOrPlain(delivery: Delivery, message: TakenMessage): Promise<Place | undefined> {
  try {
    return await sendMessage(delivery.sender, message);
  } catch (error) {
    const { stored } = message;
    const isNew = stored.kind === 'post' || stored.kind === 'ephemeral';
    if (!isNew || !stored.message.blocks || !isAboutBlocks(error)) throw error;
    logOf(delivery, message).error({ err: error }, 'Slack refused the blocks of a message; only its text is sent');
    return sendMessage(delivery.sender, { ...message, stored: { ...stored, message: { text: stored.message.text } } });
  }
}

function isAboutBlocks(error: unknown): boolean {
  const failure = classifySlackError(error);
  return failure.kind === 'permanent' && ABOUT_BLOCKS.has(failure.code);
}

/** Finds out about an earlier send that may have reached Slack. True when that settles the message for now. */
async function settleDoubt(delivery: Delivery, message: TakenMessage): Promise<boolean> {
  const giveUp = (code: string) => carryOut(delivery, message, { step: 'give up', code });
  if (isSentAtMostOnce(message.stored.kind)) {
    await giveUp('uncertain: interrupted');
    return true;
  }
  try {
    const place = await readBack(delivery.sender, message);
    if (place) {
      logOf(delivery, message).info('message found in Slack after an unknown outcome');
      await finish(delivery, message, place);
      return true;
    }
  } catch (error) {
    if (error instanceof LeaseLost) throw error;
    const decision = afterReadBack(classifySlackError(error), delivery.lane.channel, message.failures);
    await carryOut(delivery, message, decision);
    return true;
  }
  if (message.attempts <= MAX_SENDS) return false;
  await giveUp('no_known_outcome');
  return true;
}

async function finish(delivery: Delivery, message: TakenMessage, place: Place | undefined): Promise<void> {
  const { kind } = message.stored;
  await markSent(delivery.lane, message, place, pauseAfter(kind));
  delivery.options.observe?.sent?.(kind, message.queuedForMs);
}

async function carryOut(delivery: Delivery, message: TakenMessage, decision: Decision): Promise<void> {
  const { options, ctx, lane } = delivery;
  const { kind } = message.stored;
  const log = logOf(delivery, message);
  if (decision.step === 'give up') {
    await tellSharer(ctx, message, 'unknown');
    await markFailed(lane, message, decision.code);
    log.error({ code: decision.code }, 'message failed for good');
    options.observe?.failed?.(kind, decision.code);
    return;
  }
  await holdBack(lane, message, decision);
  log.warn({ code: decision.code, waitMs: decision.waitMs }, 'message has to wait');
  options.observe?.held?.(kind, decision.code);
  if (decision.step === 'block') await blockLane(ctx, lane, decision.code, options.onLaneBlocked);
}

function logOf({ ctx, lane }: Delivery, message: TakenMessage): Log {
  const { id, correlationId, stored } = message;
  return ctx.log.child({ correlationId, outboxId: id, channel: lane.channel, kind: stored.kind });
}

/** Asked for while it still runs, the job runs once more at that time. */
function comeBack(ctx: Ctx, channel: string, delayMs: number): Promise<void> {
  return transaction(ctx, (tx) => addJob(tx, ctx, deliverLane, { channel }, { dedupeKey: channel, delayMs }));
}
