import type { Ctx } from '../core/context.ts';
import type { Message } from '../outbox/enqueue.ts';
import type { Durable, IncomingSubmit } from '../slack/incoming.ts';
import type { Routes } from '../slack/routes.ts';
import type { SlackApi } from '../slack/web-api.ts';
import { UserError } from '../core/errors.ts';
import { present } from '../slack/present.ts';
import { viewPort } from '../slack/view-port.ts';

export interface Handlers {
  readonly routes: Routes;
  readonly api: SlackApi;
}

/** What was stored, under the identity by which a second delivery of it was told from something new. */
export interface Stored {
  readonly identity: string;
  readonly incoming: Durable;
}

/** Hands a stored request to its listener, as if it had come in just now; what it returns is for the person alone. */
export async function perform(handlers: Handlers, ctx: Ctx, stored: Stored): Promise<Message | undefined | void> {
  const { identity, incoming } = stored;
  const { routes } = handlers;
  switch (incoming.kind) {
    case 'click': {
      const { actionId, blockId, value, surface } = incoming;
      const listener = routes.click(actionId);
      if (listener?.kind !== 'click') return nobodyListens(ctx, incoming);
      return listener.run(ctx, { actionId, blockId, value, surface });
    }
    case 'submit':
      return performSubmit(handlers, ctx, incoming, identity);
    case 'event': {
      const listener = routes.event(incoming);
      return listener ? listener.run(ctx, incoming.event) : nobodyListens(ctx, incoming);
    }
  }
}

async function performSubmit(
  { routes, api }: Handlers,
  ctx: Ctx,
  incoming: IncomingSubmit,
  requestId: string,
): Promise<void> {
  const { view, surface, workspaceId } = incoming;
  const listener = routes.submit(view.callbackId);
  if (!listener) return nobodyListens(ctx, incoming);
  const { parse, work } = listener.behaviour;
  const parsed = parse(view);
  if ('errors' in parsed) throw new UserError(Object.values(parsed.errors).join(' '));

  // By now the trigger is dead, and the ack may have redrawn the form, so its hash says nothing.
  const current = { view: { ...view, hash: '' }, ...present({ channel: surface.channel }) };
  const views = viewPort(() => api.client(workspaceId), current);
  await work(ctx, parsed.input, { requestId, view, surface: { ...surface, view } }, views);
}

/** Only after an upgrade in between, as requests without a listener are not stored. */
function nobodyListens(ctx: Ctx, incoming: Durable): void {
  ctx.log.error({ kind: incoming.kind }, 'a stored request has no listener any more');
}
