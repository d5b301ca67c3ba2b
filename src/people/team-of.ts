import { and, eq } from 'drizzle-orm';
import { type Ctx, transaction } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import type { Message } from '../outbox/enqueue.ts';
import { notOnATeamMessage } from './messages.ts';
import { allTeams, teamsOf } from './queries.ts';
import { type Team, people } from './tables.ts';

/** Which team a request is for. `several`: the person has to say; `none`: answer with the message. */
export type TeamFor =
  | { readonly kind: 'team'; readonly team: Team }
  | { readonly kind: 'several'; readonly teams: readonly Team[] }
  | { readonly kind: 'none'; readonly message: Message };

/** Of the actor's teams: the one this channel belongs to, else the only one, else the one they acted for last. */
export async function teamFor(ctx: Ctx, channel?: string): Promise<TeamFor> {
  return transaction(ctx, async (tx) => {
    const own = (await teamsOf(tx, ctx)).map(({ team }) => team);
    if (own.length === 0) return { kind: 'none', message: notOnATeamMessage(await whomToAsk(tx, ctx, channel)) };

    const here = own.filter((team) => isChannelOf(team, channel));
    const candidates = here.length > 0 ? here : own;
    const [only] = candidates;
    if (only && candidates.length === 1) return { kind: 'team', team: only };

    const last = await lastTeamId(tx, ctx);
    const used = candidates.find((team) => team.id === last);
    return used ? { kind: 'team', team: used } : { kind: 'several', teams: candidates };
  });
}

/** The teams whose managers somebody without a team may ask: that of the channel, else all there are. */
async function whomToAsk(tx: Tx, ctx: Ctx, channel?: string): Promise<readonly Team[]> {
  const all = await allTeams(tx, ctx);
  const here = all.filter((team) => isChannelOf(team, channel));
  return here.length > 0 ? here : all;
}

function isChannelOf(team: Team, channel: string | undefined): boolean {
  return channel !== undefined && (team.teamChannel === channel || team.escalationsChannel === channel);
}

async function lastTeamId(tx: Tx, ctx: Ctx): Promise<string | null> {
  const [person] = await tx
    .select({ lastTeamId: people.lastTeamId })
    .from(people)
    .where(and(eq(people.workspaceId, ctx.workspaceId), eq(people.slackId, ctx.actor.slackId)));
  return person?.lastTeamId ?? null;
}

/**
 * Remembers that the actor has acted for this team: the next request that does not say its team is for it. Whoever is on
 * one team needs no memory.
 */
export async function rememberTeam(tx: Tx, ctx: Ctx, teamId: string): Promise<void> {
  if (ctx.actor.memberships.length < 2) return;
  await tx
    .update(people)
    .set({ lastTeamId: teamId })
    .where(and(eq(people.workspaceId, ctx.workspaceId), eq(people.slackId, ctx.actor.slackId)));
}
