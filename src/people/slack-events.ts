import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { recordAudit } from '../core/audit.ts';
import { type Ctx, transaction } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import { addJob } from '../jobs/add-job.ts';
import { unblockLane } from '../outbox/blocked-lane.ts';
import { touchHomes } from '../slack/home.ts';
import { addAgents } from './add-agents.ts';
import { queueCheck } from './check-installation.ts';
import { botFor } from './installation.ts';
import { syncTeam } from './job-kinds.ts';
import { SlackUser, personFacts } from './person.ts';
import { allTeams, teamsOf } from './queries.ts';
import { knownPeople, savePeople } from './save-people.ts';
import { type Team, members, teams } from './tables.ts';
import { queueTeamChanged } from './team-changed.ts';

const UserEvent = z.object({ user: SlackUser });
const ChannelEvent = z.object({ channel: z.string() });
const MemberEvent = ChannelEvent.extend({ user: z.string() });

/** Somebody new in the workspace: known before they act for the first time. */
export async function personJoined(ctx: Ctx, event: unknown): Promise<void> {
  const facts = personFacts(UserEvent.parse(event).user, ctx.workspaceId);
  await transaction(ctx, (tx) => savePeople(tx, ctx.workspaceId, [facts], ctx.clock.now()));
}

/** Keeps what changed of somebody we know. Who becomes a full person is looked for in the teams' channels. */
export async function personChanged(ctx: Ctx, event: unknown): Promise<void> {
  const facts = personFacts(UserEvent.parse(event).user, ctx.workspaceId);
  await transaction(ctx, async (tx) => {
    const [before] = await knownPeople(tx, ctx, [facts.slackId]);
    if (!before) return;
    await savePeople(tx, ctx.workspaceId, [facts], ctx.clock.now());
    if (before.kind === facts.kind && before.isAdmin === facts.isAdmin) return;
    await recordAudit(tx, ctx, {
      action: 'person.changed',
      subject: `person:${facts.slackId}`,
      detail: { kind: facts.kind, isAdmin: facts.isAdmin },
    });
    if (facts.kind === 'full') await syncFollowing(tx, ctx);
    const theirs = await teamsOf(tx, ctx, facts.slackId);
    if (before.kind !== facts.kind)
      await queueTeamChanged(
        tx,
        ctx,
        theirs.map(({ team }) => team.id),
      );
    await touchHomes(tx, ctx, [facts.slackId]);
  });
}

/** A person who joins a team's channel becomes an agent; when the app itself joins, what waited for the channel goes out. */
export async function joinedChannel(ctx: Ctx, event: unknown): Promise<void> {
  const { user, channel } = MemberEvent.parse(event);
  if (user === (await botFor(ctx.db, ctx.workspaceId))?.botUserId) return channelIsBack(ctx, { channel });
  return transaction(ctx, async (tx) => {
    // It is their own event, so they were read before it came here, unless Slack does not show them.
    const [person] = await knownPeople(tx, ctx, [user]);
    if (person?.kind !== 'full') return;
    const changed: string[] = [];
    for (const { id } of await followersOf(tx, ctx, channel)) {
      const added = await addAgents(tx, ctx, id, [user]);
      if (added.length === 0) continue;
      changed.push(id);
      await recordAudit(tx, ctx, followed(id, { joined: [user], left: [] }));
    }
    await queueTeamChanged(tx, ctx, changed);
    await touchHomes(tx, ctx, [user]);
  });
}

/** Whoever was an agent because of the channel is none any more; leads and managers who were named keep their role. */
export async function leftChannel(ctx: Ctx, event: unknown): Promise<void> {
  const { user, channel } = MemberEvent.parse(event);
  await transaction(ctx, async (tx) => {
    const ofChannel = (await followersOf(tx, ctx, channel)).map((team) => team.id);
    if (ofChannel.length === 0) return;
    const left = await tx
      .delete(members)
      .where(
        and(
          eq(members.workspaceId, ctx.workspaceId),
          inArray(members.teamId, ofChannel),
          eq(members.slackId, user),
          eq(members.source, 'channel'),
        ),
      )
      .returning({ teamId: members.teamId });
    for (const { teamId } of left) await recordAudit(tx, ctx, followed(teamId, { joined: [], left: [user] }));
    await queueTeamChanged(
      tx,
      ctx,
      left.map(({ teamId }) => teamId),
    );
    await touchHomes(tx, ctx, [user]);
  });
}

/** The app can post in a channel again: what waited goes out, and who joined or left meanwhile is found. */
export async function channelIsBack(ctx: Ctx, event: unknown): Promise<void> {
  const { channel } = ChannelEvent.parse(event);
  await transaction(ctx, async (tx) => {
    await unblockLane(tx, ctx, channel);
    await syncTeams(tx, ctx, await followersOf(tx, ctx, channel));
  });
}

/** Slack says that the app was removed from the workspace. */
export function appRemoved(ctx: Ctx): Promise<void> {
  return queueCheck(ctx, { isSecondLook: false, delayMs: 0 });
}

const RevokedEvent = z.object({ tokens: z.object({ bot: z.array(z.string()).nullish() }) });

/** Tokens of people are none of ours; without the bot's own there is nothing left to do. */
export async function tokensRevoked(ctx: Ctx, event: unknown): Promise<void> {
  const { tokens } = RevokedEvent.parse(event);
  if (tokens.bot && tokens.bot.length > 0) await appRemoved(ctx);
}

async function followersOf(tx: Tx, ctx: Ctx, channel: string): Promise<readonly Team[]> {
  return tx
    .select()
    .from(teams)
    .where(
      and(eq(teams.workspaceId, ctx.workspaceId), eq(teams.teamChannel, channel), eq(teams.agentsFrom, 'channel')),
    );
}

function followsChannel(team: Team): boolean {
  return team.agentsFrom === 'channel';
}

/** Has every team that follows its channel looked at: for joins and leaves that were missed while nobody listened. */
export function catchUpWithChannels(ctx: Ctx): Promise<void> {
  return transaction(ctx, (tx) => syncFollowing(tx, ctx));
}

async function syncFollowing(tx: Tx, ctx: Ctx): Promise<void> {
  await syncTeams(tx, ctx, (await allTeams(tx, ctx)).filter(followsChannel));
}

async function syncTeams(tx: Tx, ctx: Ctx, following: readonly Team[]): Promise<void> {
  for (const { id } of following) await addJob(tx, ctx, syncTeam, { teamId: id }, { dedupeKey: id });
}

function followed(teamId: string, change: { joined: readonly string[]; left: readonly string[] }) {
  return { action: 'team.followed-channel', subject: `team:${teamId}`, detail: change };
}
