import { recordAudit } from '../core/audit.ts';
import { type Ctx, transaction } from '../core/context.ts';
import { UserError } from '../core/errors.ts';
import { type Edit, enqueue } from '../outbox/enqueue.ts';
import { touchHomes } from '../slack/home.ts';
import { addAgents } from './add-agents.ts';
import { type AskedBy, addedByMessage, askKey, youAreOnMessage } from './messages.ts';
import { requireMay } from './permissions.ts';
import { managersOf, peopleByIds, teamById } from './queries.ts';
import { queueTeamChanged } from './team-changed.ts';

/**
 * Makes somebody who asked for it an agent of the team; they stay one whatever channel they are in. Each manager's
 * request then says who added them. Answers whether they were not on the team yet.
 */
export async function addMember(ctx: Ctx, { teamId, slackId, date }: AskedBy): Promise<boolean> {
  return transaction(ctx, async (tx) => {
    const team = await teamById(tx, ctx, teamId);
    requireMay(ctx, 'team.add-member', team ? { teamId, teamName: team.name } : {});
    if (!team) throw new UserError('That team is gone.');
    const person = (await peopleByIds(tx, ctx, [slackId])).get(slackId);
    if (person?.kind !== 'full') throw new UserError('Only people with a full account can be on a team.');

    const added = (await addAgents(tx, ctx, teamId, [slackId], 'picked')).length > 0;
    if (!added) return false;
    await recordAudit(tx, ctx, { action: 'team.member-added', subject: `team:${teamId}`, detail: { slackId } });
    const answered = addedByMessage({ team, person }, ctx.actor.slackId);
    const asks = (await managersOf(tx, ctx, teamId)).map((manager): Edit => {
      return { kind: 'edit', messageKey: askKey({ teamId, slackId, date, manager }), message: answered };
    });
    const welcome = { message: youAreOnMessage(team), dedupeKey: `added:${teamId}:${slackId}:${ctx.correlationId}` };
    await enqueue(tx, ctx, [...asks, { kind: 'post', to: slackId, ...welcome }]);
    await queueTeamChanged(tx, ctx, [teamId]);
    await touchHomes(tx, ctx, [slackId]);
    return true;
  });
}
