import type { Clock } from '../core/clock.ts';
import { type Actor, type Ctx, theApp } from '../core/context.ts';
import type { Log } from '../core/log.ts';
import type { Database } from '../db/client.ts';
import type { Delivery } from './delivery.ts';
import type { Incoming } from './incoming.ts';
import type { SlackApi } from './web-api.ts';
import { newCorrelationId } from './correlation.ts';
import type { Routes } from './routes.ts';
import { viewPort, type TriggerPort } from './view-port.ts';

/** Somebody as a request names them. */
export interface Who {
  readonly workspaceId: string;
  readonly slackId: string;
  /** The workspace of their account; another one than ours for people of Slack Connect. */
  readonly homeWorkspace?: string;
}

/** Who somebody is and what they may, as it is now. */
export type ActorFor = (who: Who) => Promise<Actor>;

/** What an operator sees of requests; `kind` and `outcome` come from closed lists. */
export interface RequestWatch {
  answered(kind: Incoming['kind'] | 'unknown', outcome: Delivery['outcome'], seconds: number): void;
  duplicate(kind: Incoming['kind']): void;
}

/** Everything that taking a request needs. */
export interface Desk {
  readonly routes: Routes;
  readonly api: SlackApi;
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly actorFor: ActorFor;
  /** Origins a response_url may have: Slack's, and that of the configured Web API. */
  readonly responseUrlOrigins: readonly string[];
  readonly watch?: RequestWatch;
}

/** One thing Slack sent, while it is being taken. */
export interface Request<Kind extends Incoming = Incoming> {
  readonly desk: Desk;
  readonly incoming: Kind;
  readonly delivery: Delivery;
  readonly correlationId: string;
  readonly log: Log;
  readonly views: TriggerPort;
}

export function openRequest<Kind extends Incoming>(desk: Desk, incoming: Kind, delivery: Delivery): Request<Kind> {
  const { workspaceId } = incoming;
  const correlationId = newCorrelationId();
  const surface = 'surface' in incoming ? incoming.surface : {};
  let log: Log | undefined;
  return {
    desk,
    incoming,
    delivery,
    correlationId,
    // Most requests have nothing to say.
    get log() {
      log ??= desk.log.child({ correlationId, workspaceId });
      return log;
    },
    views: viewPort(() => desk.api.client(workspaceId), surface),
  };
}

/** Whoever sent it. Another app is never taken for ours, which may do anything. */
export async function actorOf(actorFor: ActorFor, incoming: Incoming): Promise<Actor> {
  const { workspaceId, person, homeWorkspace } = incoming;
  if (person !== undefined) {
    return actorFor({ workspaceId, slackId: person, ...(homeWorkspace !== undefined && { homeWorkspace }) });
  }
  const bot = incoming.kind === 'event' ? incoming.bot : undefined;
  return bot === undefined ? theApp : { ...theApp, slackId: bot, kind: 'bot' };
}

export function contextOf({ desk, incoming, correlationId, log }: Request, actor: Actor = theApp): Ctx {
  return { workspaceId: incoming.workspaceId, actor, db: desk.db, clock: desk.clock, log, correlationId };
}
