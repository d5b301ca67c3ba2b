import { and, eq, notInArray } from 'drizzle-orm';
import { recordAudit } from '../core/audit.ts';
import { type Ctx, transaction } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import { addJob } from '../jobs/add-job.ts';
import { touchHomes } from '../slack/home.ts';
import { syncTeam } from './job-kinds.ts';
import { addAgents } from './add-agents.ts';
import { teamById } from './queries.ts';
import { readPeople } from './save-people.ts';
import { type SlackReads, slackErrorCode } from './slack-reads.ts';
import { type Team, members } from './tables.ts';
import { queueTeamChanged } from './team-changed.ts';
import { tellManagersOfBlockedChannel } from './blocked-channel.ts';

/** Slack allows 100 reads of people a minute; the rest is for those who wait for an answer. */
const READ_PER_RUN = 60;
const NEXT_SLICE_MS = 60_000;
/** Joins and leaves arrive as events; once a day this finds what was missed. */
const AGAIN_MS = 24 * 60 * 60 * 1000;

/** Whatever went wrong today, the team is looked at again tomorrow. */
export async function syncTomorrow(ctx: Ctx, teamId: string): Promise<void> {
  await transaction(ctx, (tx) => addJob(tx, ctx, syncTeam, { teamId }, { delayMs: AGAIN_MS, dedupeKey: teamId }));
}

const OUT_OF_REACH = new Set(['not_in_channel', 'channel_not_found', 'is_archived']);

/**
 * Makes everybody in the team channel an agent, and nobody else who came by it: guests, apps and people of other
 * companies are left out, and who holds another role keeps it. Large channels are read in slices, a minute apart.
 */
export async function syncTeamWithChannel(ctx: Ctx, slack: SlackReads, teamId: string): Promise<void> {
  const team = await transaction(ctx, (tx) => teamById(tx, ctx, teamId));
  if (team?.agentsFrom !== 'channel') return;

  const present = await membersIfReachable(ctx, slack, team);
  if (!present) return;
  const known = await readPeople(ctx, slack, present, READ_PER_RUN);
  const agents = known.filter((person) => person.kind === 'full').map((person) => person.slackId);

  await transaction(ctx, async (tx) => {
    // The team may have been set up anew while we were reading.
    const current = await teamById(tx, ctx, teamId);
    if (current?.agentsFrom !== 'channel' || current.teamChannel !== team.teamChannel) return;
    const joined = await addAgents(tx, ctx, teamId, agents);
    const left = await removeAbsent(tx, ctx, teamId, agents);
    if (joined.length + left.length > 0) {
      await recordAudit(tx, ctx, {
        action: 'team.followed-channel',
        subject: `team:${teamId}`,
        detail: { joined, left },
      });
      await queueTeamChanged(tx, ctx, [teamId]);
      await touchHomes(tx, ctx, [...joined, ...left]);
    }
    const delayMs = known.length < present.length ? NEXT_SLICE_MS : AGAIN_MS;
    await addJob(tx, ctx, syncTeam, { teamId }, { delayMs, dedupeKey: teamId });
  });
}

/** Undefined where the app cannot look into the channel: the managers are told, and its return starts this anew. */
async function membersIfReachable(ctx: Ctx, slack: SlackReads, team: Team): Promise<readonly string[] | undefined> {
  try {
    return await slack.members(ctx.workspaceId, team.teamChannel);
  } catch (error) {
    const code = slackErrorCode(error);
    if (!code || !OUT_OF_REACH.has(code)) throw error;
    await transaction(ctx, (tx) => tellManagersOfBlockedChannel(tx, ctx, team.teamChannel, code));
    return undefined;
  }
}

async function removeAbsent(tx: Tx, ctx: Ctx, teamId: string, present: readonly string[]): Promise<readonly string[]> {
  const removed = await tx
    .delete(members)
    .where(
      and(
        eq(members.workspaceId, ctx.workspaceId),
        eq(members.teamId, teamId),
        eq(members.source, 'channel'),
        notInArray(members.slackId, [...present]),
      ),
    )
    .returning({ slackId: members.slackId });
  return removed.map((member) => member.slackId);
}
