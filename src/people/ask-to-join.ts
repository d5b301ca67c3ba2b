import { recordAudit } from '../core/audit.ts';
import { type Ctx, transaction } from '../core/context.ts';
import { UserError } from '../core/errors.ts';
import { localDate } from '../core/local-time.ts';
import { type NewPost, enqueue } from '../outbox/enqueue.ts';
import { askKey, askToJoinMessage } from './messages.ts';
import { requireMay, rolesIn } from './permissions.ts';
import { membersOf, peopleByIds, teamById } from './queries.ts';

/** Asks every manager of a team to add the actor: once a day, however often it is pressed. Answers whom it asked. */
export async function askToJoin(ctx: Ctx, teamId: string): Promise<readonly string[]> {
  requireMay(ctx, 'team.ask-to-join', {});
  return transaction(ctx, async (tx) => {
    const team = await teamById(tx, ctx, teamId);
    if (!team) throw new UserError('That team is gone.');
    if (rolesIn(ctx.actor.memberships, teamId).length > 0) throw new UserError(`You're on ${team.name} already.`);
    const managers = await membersOf(tx, ctx, teamId, ['manager']);
    if (managers.length === 0) throw new UserError(`${team.name} has no manager left. Ask a workspace admin.`);

    const { slackId } = ctx.actor;
    const name = (await peopleByIds(tx, ctx, [slackId])).get(slackId)?.name ?? slackId;
    const date = localDate(ctx.clock.now(), team.timeZone);
    const message = askToJoinMessage({ team, person: { slackId, name } }, date);
    const asks = managers.map((manager): NewPost => {
      const key = askKey({ teamId, slackId, date, manager: manager.slackId });
      return { kind: 'post', to: manager.slackId, message, messageKey: key, dedupeKey: key };
    });
    await enqueue(tx, ctx, asks);
    await recordAudit(tx, ctx, { action: 'team.asked-to-join', subject: `team:${teamId}` });
    return managers.map((manager) => manager.slackId);
  });
}
