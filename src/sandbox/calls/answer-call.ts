import type { ServerResponse } from 'node:http';
import { answerWithFault } from '../faults/answer-with-fault.ts';
import type { FaultKind } from '../faults/plan.ts';
import { BadRequest } from '../http/body.ts';
import { reportFailure } from '../http/report-failure.ts';
import { jsonReply, type Reply, send, textReply } from '../http/reply.ts';
import { isRecord } from '../rules/check.ts';
import type { World } from '../world.ts';
import type { Call } from './calls.ts';

export interface AppCall {
  /** A Web API method, response_url or upload. */
  readonly what: string;
  readonly channel?: string | undefined;
  readonly payload: unknown;
  /** The texts in which a word that provokes a fault may stand. */
  readonly values: Iterable<string>;
  /** Does what the app asks for; any answer of the workspace, refusals too. */
  readonly work: () => Reply;
}

/**
 * Answers one call of the app, or lets it meet the fault that waits for it, and writes it down, even when the stand-in
 * itself fails at it.
 */
export async function answerCall(world: World, response: ServerResponse, call: AppCall): Promise<void> {
  const at = world.now().toISOString();
  const began = performance.now();
  const fault = world.faults.next(call.what, call.channel, call.values);
  const reply = await answered(fault, response, () => workOf(call));
  world.calls.add({
    direction: 'from_app',
    at,
    tookMs: Math.round(performance.now() - began),
    what: call.what,
    payload: call.payload,
    ...(fault ? metFault(fault, reply) : outcomeOf(reply)),
  });
}

async function answered(
  fault: FaultKind | undefined,
  response: ServerResponse,
  work: () => Reply,
): Promise<Reply | undefined> {
  if (fault) return answerWithFault(fault, response, work);
  const reply = work();
  send(response, reply);
  return reply;
}

function workOf(call: AppCall): Reply {
  try {
    return call.work();
  } catch (error) {
    if (error instanceof BadRequest) return textReply(error.status, error.message);
    reportFailure(error);
    const reason = `[ERROR] the sandbox itself failed: ${String(error)}`;
    return jsonReply({ ok: false, error: 'internal_error', response_metadata: { messages: [reason] } });
  }
}

type Outcome = Pick<Call, 'answer' | 'status' | 'outcome' | 'error' | 'reasons'>;

function metFault(fault: FaultKind, reply: Reply | undefined): Outcome {
  return { ...answerOf(reply), outcome: 'fault', error: fault.kind, reasons: [JSON.stringify(fault)] };
}

function outcomeOf(reply: Reply | undefined): Outcome {
  const refused = reply && refusalIn(reply);
  return { ...answerOf(reply), outcome: refused ? 'refused' : 'ok', ...refused };
}

function answerOf(reply: Reply | undefined): Pick<Outcome, 'answer' | 'status'> {
  return reply ? { answer: reply.body, status: reply.status } : { answer: undefined };
}

/** Only short answers that begin like a refusal are parsed. */
function refusalIn({ status, body }: Reply): Pick<Outcome, 'error' | 'reasons'> | undefined {
  if (!body.startsWith('{"ok":false')) return status < 400 ? undefined : { error: body.slice(0, 100) };
  const { error, response_metadata: metadata } = JSON.parse(body) as Record<string, unknown>;
  const messages = isRecord(metadata) ? metadata['messages'] : undefined;
  return { error: String(error), reasons: Array.isArray(messages) ? messages.map(String) : [] };
}
