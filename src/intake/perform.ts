import type { Ctx } from '../core/context.ts';
import type { Message } from '../outbox/enqueue.ts';
import type { Durable, IncomingClick, IncomingSubmit } from '../slack/incoming.ts';
import type { Routes } from '../slack/routes.ts';
import type { SlackApi } from '../slack/web-api.ts';
import { UserError } from '../core/errors.ts';
import type { Outcome } from '../slack/listener.ts';
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
  /** Business time. */
  readonly happenedAt: Date;
}

/** What becomes of a stored request, one after the other. */
export interface Stages {
  /** May ask Slack, outside of any transaction. */
  readonly prepare: (ctx: Ctx) => Promise<void>;
  /** On the database alone, inside the one transaction; what it answers is for the person alone. */
  readonly work: (ctx: Ctx) => Promise<Worked>;
  /** When it is certain how it ended: whether the person was shown. */
  readonly show: (ctx: Ctx, outcome: Outcome<unknown>) => Promise<boolean>;
  /** What `work` answers is in what is shown: it is told only to whoever was not shown it. */
  readonly showsAnswer?: boolean;
}

interface Worked {
  readonly answer?: Message | undefined;
  readonly done?: unknown;
}

const onlyWork = { prepare: () => Promise.resolve(), show: () => Promise.resolve(false) };

/** A stored request as its listener sees to it, as if it had come in just now. */
export function stagesOf(handlers: Handlers, { identity, incoming }: Stored): Stages {
  const { routes } = handlers;
  if (incoming.kind === 'submit') return stagesOfSubmit(handlers, incoming, identity);
  if (incoming.kind === 'event') {
    const listener = routes.event(incoming);
    if (!listener) return nobodyListens(incoming);
    return { ...onlyWork, work: async (ctx) => ({ done: await listener.run(ctx, incoming.event) }) };
  }
  return stagesOfClick(handlers, incoming);
}

function stagesOfClick({ routes, api }: Handlers, incoming: IncomingClick): Stages {
  const { actionId, blockId, value, surface, workspaceId } = incoming;
  const listener = routes.click(actionId);
  if (listener?.kind !== 'click') return nobodyListens(incoming);
  const { run, show } = listener;
  const click = { actionId, blockId, value, surface };
  const work = async (ctx: Ctx) => (await run(ctx, click)) ?? undefined;
  const { view } = surface;
  if (!show || view?.type !== 'modal') return { ...onlyWork, work: async (ctx) => ({ answer: await work(ctx) }) };
  // By its hash, so that whoever has gone on to something else in that window keeps it.
  const views = viewPort(() => api.client(workspaceId), { view, ...present({ channel: surface.channel }) });
  return {
    ...onlyWork,
    work: async (ctx) => {
      const answer = await work(ctx);
      return { answer, done: answer };
    },
    // Safe: what is done is what `work` answered.
    show: (ctx, outcome) => show(ctx, outcome as Outcome<Message | undefined>, click, views),
    showsAnswer: true,
  };
}

function stagesOfSubmit({ routes, api }: Handlers, incoming: IncomingSubmit, requestId: string): Stages {
  const { view, surface, workspaceId } = incoming;
  const listener = routes.submit(view.callbackId);
  if (!listener) return nobodyListens(incoming);
  const { parse, prepare, work, show } = listener.behaviour;
  const parsed = parse(view);
  if ('errors' in parsed) {
    const refusal = new UserError(Object.values(parsed.errors).join(' '));
    return { ...onlyWork, work: () => Promise.reject(refusal) };
  }

  // By now the trigger is dead, and the ack may have redrawn the form, so its hash says nothing.
  const current = { view: { ...view, hash: '' }, ...present({ channel: surface.channel }) };
  const views = viewPort(() => api.client(workspaceId), current);
  const { input } = parsed;
  const submission = { requestId, view, surface: { ...surface, view } };
  return {
    prepare: async (ctx) => prepare?.(ctx, input),
    work: async (ctx) => ({ done: await work(ctx, input, submission) }),
    show: async (ctx, outcome) => (await show?.(ctx, outcome, submission, views)) ?? false,
  };
}

/** Only after an upgrade in between, as requests without a listener are not stored. */
function nobodyListens(incoming: Durable): Stages {
  return {
    ...onlyWork,
    work: (ctx) => {
      ctx.log.error({ kind: incoming.kind }, 'a stored request has no listener any more');
      return Promise.resolve({});
    },
  };
}
