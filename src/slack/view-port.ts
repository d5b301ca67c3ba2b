import type { ModalView } from '@slack/types';
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { UserError } from '../core/errors.ts';
import type { Surface, ViewPort } from './listener.ts';
import { classifySlackError } from './slack-errors.ts';
import { rememberChannel } from './view-channel.ts';

const TOO_LATE = new Set(['expired_trigger_id', 'exchanged_trigger_id', 'trigger_expired', 'trigger_exchanged']);
const USED = new Set(['exchanged_trigger_id', 'trigger_exchanged']);
/** A trigger lives 3 s from the press; what is tried again has to arrive within that. */
const TRY_AGAIN_WITHIN_MS = 2_000;
const GONE_OR_CHANGED = new Set(['hash_conflict', 'not_found', 'view_not_found']);

export interface TriggerPort extends ViewPort {
  /** Whether a view can still be opened: Slack takes a trigger once. */
  readonly canOpen: boolean;
  /** On top of the form in which it happened, else on its own. */
  show(view: ModalView): Promise<void>;
}

/**
 * Opens and changes views for one request. A form opened here can be updated right after (a loading view first, its
 * content when it is there). What the person has closed or changed in the meantime is left alone.
 */
export function viewPort(connect: () => Promise<WebClient>, surface: Surface): TriggerPort {
  const began = performance.now();
  let trigger = surface.triggerId;
  let shown: { id: string; hash?: string } | undefined = surface.view;
  const onTop = surface.view?.type === 'modal' ? 'push' : 'open';
  const carrying = (view: ModalView) => rememberChannel(view, surface.channel);

  async function place(method: 'open' | 'push', view: ModalView): Promise<typeof shown> {
    const triggerId = trigger;
    if (triggerId === undefined) throw new Error('there is no trigger to open a view with');
    trigger = undefined;
    const client = await connect();
    const tryOnce = () => client.views[method]({ trigger_id: triggerId, view: carrying(view) });
    try {
      const opened = await tryOnce().catch((error: unknown) => tryAgain(error, tryOnce));
      return opened?.view?.id ? { id: opened.view.id, ...(opened.view.hash && { hash: opened.view.hash }) } : undefined;
    } catch (error) {
      refuseIfBusy(error);
      if (!TOO_LATE.has(codeOf(error))) throw error;
      throw new UserError('That took too long on our side, so the form did not open. Please try again.');
    }
  }

  /** Once more, quickly, where nobody knows whether it opened; undefined where Slack then says that it had. */
  async function tryAgain<Opened>(error: unknown, tryOnce: () => Promise<Opened>): Promise<Opened | undefined> {
    if (!mayBeTriedAgain(error) || performance.now() - began > TRY_AGAIN_WITHIN_MS) throw error;
    try {
      return await tryOnce();
    } catch (second) {
      if (USED.has(codeOf(second)) && classifySlackError(error).kind === 'unknown_outcome') return undefined;
      throw second;
    }
  }

  async function update(view: ModalView): Promise<boolean> {
    if (!shown) throw new Error('there is no view to update');
    const client = await connect();
    const { id, hash } = shown;
    try {
      const { view: updated } = await client.views.update({ view_id: id, view: carrying(view), ...(hash && { hash }) });
      shown = { id, ...(updated?.hash && { hash: updated.hash }) };
      return true;
    } catch (error) {
      refuseIfBusy(error);
      if (!GONE_OR_CHANGED.has(codeOf(error))) throw error;
      return false;
    }
  }

  return {
    open: async (view) => {
      shown = await place(onTop, view);
    },
    push: async (view) => {
      shown = await place('push', view);
    },
    update,
    get canOpen() {
      return trigger !== undefined;
    },
    // What comes late still goes into the form below, not over the words that lie on top of it.
    show: async (view) => {
      await place(onTop, view);
    },
  };
}

function refuseIfBusy(error: unknown): void {
  if (classifySlackError(error).kind === 'rate_limited') {
    throw new UserError('Slack is busy right now. Please try again in a moment.');
  }
}

function mayBeTriedAgain(error: unknown): boolean {
  const { kind } = classifySlackError(error);
  return kind === 'unknown_outcome' || kind === 'not_done';
}

function codeOf(error: unknown): string {
  return error instanceof WebAPIPlatformError ? error.data.error : '';
}
