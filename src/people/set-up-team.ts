import { formatBusinessHours } from '../core/business-hours.ts';
import { recordAudit } from '../core/audit.ts';
import { type Ctx, transaction } from '../core/context.ts';
import { UserError } from '../core/errors.ts';
import type { Tx } from '../db/client.ts';
import { codeOf } from '../db/errors.ts';
import { addJob } from '../jobs/add-job.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { unblockLane } from '../outbox/blocked-lane.ts';
import { touchHomes } from '../slack/home.ts';
import { bumpRevision } from './calendar/team-calendar.ts';
import { requireChannels } from './check-channel.ts';
import type { SetUpTeam } from './inputs.ts';
import { syncTeam } from './job-kinds.ts';
import { welcomeMessage } from './messages.ts';
import { requireMaySetUp } from './team-forms.ts';
import { replaceMembers } from './replace-members.ts';
import { knownPeople, readPeople } from './save-people.ts';
import { membersOf, teamById } from './queries.ts';
import type { SlackReads } from './slack-reads.ts';
import { queueTeamChanged } from './team-changed.ts';
import { type Team, teams } from './tables.ts';

/** More than this many people cannot be picked by hand; whoever is only in the channel is read afterwards. */
const MAX_PICKED = 200;

/** Asks Slack what setting up a team has to know: joins its channels, and reads whoever was picked and is not known yet. */
export async function lookAtTeam(ctx: Ctx, slack: SlackReads, input: SetUpTeam): Promise<void> {
  const before = await transaction(ctx, (tx) => teamById(tx, ctx, input.teamId));
  await requireMaySetUp(ctx, before);
  const picked = pickedIn(input);
  if (picked.length > MAX_PICKED) throw new UserError(`At most ${MAX_PICKED} people can be picked by hand.`, 'agents');
  await requireChannels(ctx, slack, input);
  await readPeople(ctx, slack, picked, MAX_PICKED);
}

/**
 * Sets up a team that was looked at, or changes one: the team, its people, the audit row and the welcome in one
 * transaction, so that rights taken away end with it. Sent twice, it is done once. Agents who come with the channel
 * follow within moments, by a job.
 */
export async function setUpTeam(ctx: Ctx, input: SetUpTeam): Promise<{ team: Team; isNew: boolean }> {
  const before = await transaction(ctx, (tx) => teamById(tx, ctx, input.teamId));
  await requireMaySetUp(ctx, before);

  const team = await transaction(ctx, async (tx) => {
    await requireColleagues(tx, ctx, input);
    if (before) await requireSameDirectors(tx, ctx, input, before);
    const kept = await keepTeam(tx, ctx, input);
    const changed = await replaceMembers(tx, ctx, input, before);
    await recordAudit(tx, ctx, {
      action: before ? 'team.changed' : 'team.set-up',
      subject: `team:${kept.id}`,
      detail: { ...input, hours: undefined },
    });
    const message = welcomeMessage(kept, ctx.actor.slackId);
    await enqueue(tx, ctx, [{ kind: 'post', to: kept.teamChannel, message, dedupeKey: `team:${kept.id}:welcome` }]);
    for (const channel of new Set([kept.teamChannel, kept.escalationsChannel])) await unblockLane(tx, ctx, channel);
    if (kept.agentsFrom === 'channel') await addJob(tx, ctx, syncTeam, { teamId: kept.id }, { dedupeKey: kept.id });
    if (before && worksOtherwise(before, kept)) await bumpRevision(tx, ctx, kept.id);
    await queueTeamChanged(tx, ctx, [kept.id]);
    await touchHomes(tx, ctx, [...changed, ctx.actor.slackId]);
    return kept;
  });
  return { team, isNew: before === undefined };
}

/** Whether clocks have to follow. */
function worksOtherwise(before: Team, now: Team): boolean {
  const [one, other] = [before, now].map((team) => formatBusinessHours(team.businessHours));
  return before.timeZone !== now.timeZone || one !== other;
}

const PICKED = ['managers', 'leads', 'directors', 'agents'] as const;

function pickedIn(input: SetUpTeam): readonly string[] {
  return [...new Set(PICKED.flatMap((field) => input[field]))];
}

/** Slack's pickers offer guests, apps and people of other companies too; none of them can be on a team. */
async function requireColleagues(tx: Tx, ctx: Ctx, input: SetUpTeam): Promise<void> {
  const known = new Map((await knownPeople(tx, ctx, pickedIn(input))).map((person) => [person.slackId, person]));
  for (const field of PICKED) {
    const others = input[field].filter((id) => known.get(id)?.kind !== 'full');
    if (others.length === 0) continue;
    const names = others.map((id) => known.get(id)?.name ?? id).join(', ');
    throw new UserError(`Only people with a full account can be on a team. Take out ${names}.`, field);
  }
}

/** Managers answer to directors (authority/save-authority.ts), so once there are some, who they are is not for managers to say. */
async function requireSameDirectors(tx: Tx, ctx: Ctx, input: SetUpTeam, team: Team): Promise<void> {
  if (ctx.actor.isAdmin) return;
  const directors = (await membersOf(tx, ctx, team.id, ['director'])).map(({ slackId }) => slackId);
  // Whoever is picked as both is a manager.
  const named = new Set(input.directors.filter((id) => !input.managers.includes(id)));
  if (directors.length === 0 || (directors.length === named.size && directors.every((id) => named.has(id)))) return;
  throw new UserError(`Only workspace admins can change who the directors of ${team.name} are.`, 'directors');
}

async function keepTeam(tx: Tx, ctx: Ctx, input: SetUpTeam): Promise<Team> {
  const { name, teamChannel, escalationsChannel, timeZone, currency, agentsFrom } = input;
  const hours = { businessHoursText: input.hoursText, businessHours: input.hours };
  const settings = { name, teamChannel, escalationsChannel, timeZone, currency, agentsFrom, ...hours };
  const firstTime = { setUpBy: ctx.actor.slackId, setUpAt: ctx.clock.now() };
  try {
    const [kept] = await tx
      .insert(teams)
      .values({ workspaceId: ctx.workspaceId, id: input.teamId, ...settings, ...firstTime })
      .onConflictDoUpdate({ target: [teams.workspaceId, teams.id], set: settings })
      .returning();
    if (!kept) throw new Error('the team was not kept');
    return kept;
  } catch (error) {
    if (codeOf(error) !== '23505') throw error;
    throw new UserError(`There is already a team called ${input.name}.`, 'name');
  }
}
