import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { presenceOf } from '../../shifts/index.ts';
import { membersOf } from '../../../people/queries.ts';
import type { WaitingReminder } from './waiting-reminders.ts';
import { type StandIn, type Telling, whomToTell } from './whom-to-tell.ts';
import { isTheirsAlone, mayWake } from './whose-matter.ts';

/** A reminder, and who is told of it or when to look again. */
export type Chosen = Telling & { readonly about: WaitingReminder };

/** Decides for each reminder who is told, by who of its team is there. What is theirs alone waits for them. */
export async function choosePeople(tx: Tx, ctx: Ctx, waiting: readonly WaitingReminder[]): Promise<readonly Chosen[]> {
  const chosen: Chosen[] = [];
  for (const teamId of new Set(waiting.map(({ case: of }) => of.teamId))) {
    chosen.push(
      ...(await chooseInTeam(
        tx,
        ctx,
        teamId,
        waiting.filter(({ case: of }) => of.teamId === teamId),
      )),
    );
  }
  return chosen;
}

async function chooseInTeam(
  tx: Tx,
  ctx: Ctx,
  teamId: string,
  waiting: readonly WaitingReminder[],
): Promise<readonly Chosen[]> {
  const owners = await presenceOf(tx, ctx, teamId, [...new Set(waiting.map(({ reminder }) => reminder.slackId))]);
  const presence = new Map(owners.map((owner) => [owner.slackId, owner]));
  const standIns = owners.every(({ isThere }) => isThere) ? [] : await standInsOf(tx, ctx, teamId);
  return waiting.flatMap((about) => {
    const owner = presence.get(about.reminder.slackId);
    if (!owner) return [];
    const absence = {
      owner,
      toldSoFar: about.reminder.tellTo,
      notTo: [about.case.raisedBy],
      standIns: isTheirsAlone(about) ? [] : standIns,
    };
    const telling = whomToTell(absence);
    return [{ ...('tell' in telling || !mayWake(about) ? telling : { tell: owner.slackId }), about }];
  });
}

async function standInsOf(tx: Tx, ctx: Ctx, teamId: string): Promise<readonly StandIn[]> {
  const deciders = await membersOf(tx, ctx, teamId, ['lead', 'manager', 'director']);
  const roles = new Map(deciders.map(({ slackId, role }) => [slackId, role]));
  const presence = await presenceOf(tx, ctx, teamId, [...roles.keys()]);
  return presence.map(({ slackId, isThere, nextThere }) => {
    return { slackId, isThere, nextThere, role: roles.get(slackId) ?? 'agent' };
  });
}
