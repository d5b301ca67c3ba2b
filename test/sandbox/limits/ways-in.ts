import type { Workspace } from '../../support/workspace.ts';
import { call, type SlackAnswer } from '../call.ts';
import { type Json, plain } from './pieces.ts';

/** One Web API call, and how Slack refuses it when something is wrong with what it carries. */
export interface Sent {
  readonly method: string;
  readonly args: Json;
  readonly code: string;
  /** Where the blocks are in the payload, as a JSON pointer. */
  readonly blocksAt: string;
}

export type Surface = 'message' | 'modal' | 'home';

export function message(...blocks: readonly unknown[]): Sent {
  return saying({ text: 'fallback', blocks });
}

/** A new message that says something else than blocks. */
export function saying(args: Json, code = 'invalid_blocks'): Sent {
  return { method: 'chat.postMessage', args: { channel: 'C0CARE', ...args }, code, blocksAt: '/blocks' };
}

export function modal(...blocks: readonly unknown[]): Sent {
  return modalWith({ blocks });
}

export function modalWith(fields: Json): Sent {
  const blocks = [{ type: 'divider' }];
  const view = { type: 'modal', title: plain('Title'), submit: plain('Send'), blocks, ...fields };
  return { method: 'views.open', args: { view }, code: 'invalid_arguments', blocksAt: '/view/blocks' };
}

export function home(...blocks: readonly unknown[]): Sent {
  const view = { type: 'home', blocks };
  return {
    method: 'views.publish',
    args: { user_id: 'U0ANA', view },
    code: 'invalid_arguments',
    blocksAt: '/view/blocks',
  };
}

export const on: Readonly<Record<Surface, (...blocks: readonly unknown[]) => Sent>> = { message, modal, home };

/** Makes the call by HTTP, with a trigger of its own where it needs one. */
export function send(workspace: Workspace, { method, args }: Sent): Promise<SlackAnswer> {
  const needsTrigger = method === 'views.open' || method === 'views.push';
  const trigger = needsTrigger ? { trigger_id: freshTrigger(workspace, method === 'views.push') } : {};
  return call(workspace, method, { ...trigger, ...args });
}

function freshTrigger({ world }: Workspace, fromModal: boolean): string {
  return world.triggers.issue({ user: 'U0ANA', fromModal });
}

/** `[ERROR] must be …[json-pointer:…]`: what Slack says about a refusal, and where. */
export function reasons(answer: SlackAnswer): string[] {
  const { response_metadata: metadata } = answer as { response_metadata?: { messages?: string[] } };
  return metadata?.messages ?? [];
}
