import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { startWorkspace, type Workspace } from '../../support/workspace.ts';
import type { SlackAnswer } from '../call.ts';
import { reasons, send, type Sent } from './ways-in.ts';

/** What came of a call: the error code, and what Slack said about it and where. */
export interface Outcome {
  readonly error: string;
  readonly reasons: string;
}

export const ACCEPTED: Outcome = { error: 'none', reasons: '' };

/** A refusal with the call's own error code, unless another is given, and a reason at this JSON pointer. */
export function refused(sent: Sent, { code = sent.code, at = '', says = '' } = {}): Outcome {
  const where = at === '' ? '' : `[json-pointer:${at}]`;
  const reason: unknown = expect.stringContaining([says, where].filter(Boolean).join(' '));
  return { error: code, reasons: reason as string };
}

/** A stand-in workspace for the tests of one file, asked by HTTP as an app asks Slack. */
export interface StandIn {
  readonly workspace: () => Workspace;
  answer(sent: Sent): Promise<SlackAnswer>;
  outcome(sent: Sent): Promise<Outcome>;
}

export function standIn(): StandIn {
  let workspace: Workspace;

  beforeAll(async () => {
    workspace = await startWorkspace({ app: { url: () => 'http://127.0.0.1:9/' }, eventRetriesMs: [] });
    workspace.world.state.channels['C0CARE']?.members.push(workspace.world.identity.botUserId);
  });
  afterAll(() => workspace.close());
  // The checks happen before the pace does; this keeps accepted posts from waiting for each other.
  beforeEach(() => {
    workspace.world.pacing.post = () => undefined;
  });

  return {
    workspace: () => workspace,
    answer: (sent) => send(workspace, sent),
    outcome: async (sent) => {
      const answer = await send(workspace, sent);
      return answer.ok ? ACCEPTED : { error: String(answer['error']), reasons: reasons(answer).join('\n') };
    },
  };
}
