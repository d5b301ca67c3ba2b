import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Ctx, transaction } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import { type Permission, requireMay } from '../../../people/permissions.ts';
import { teamById } from '../../../people/queries.ts';
import type { Team } from '../../../people/tables.ts';
import { onClickNow, type Listener } from '../../../slack/listener.ts';
import { importModal } from '../import/modals.ts';
import { shiftModal } from '../roster/forms/modals.ts';
import { editing } from './windows/frame.ts';

/** *Add a shift* and *Import* in the windows of the roster open their forms on top, for the team that is shown. */
export const planningListeners: readonly Listener[] = [
  onClickNow(editing.add, async (ctx, { value }, views) => {
    const team = await teamToPlan(ctx, value, 'shift.edit');
    await views.push(shiftModal({ shiftId: randomUUID(), version: 0, zone: team.timeZone }, [team], undefined));
  }),
  onClickNow(editing.import, async (ctx, { value }, views) => {
    const team = await teamToPlan(ctx, value, 'shift.import');
    await views.push(importModal([team], team.id));
  }),
];

async function teamToPlan(ctx: Ctx, teamId: string, permission: Permission): Promise<Team> {
  if (!z.uuid().safeParse(teamId).success) throw new UserError('This button is out of date. Type `/shift team`.');
  requireMay(ctx, permission, { teamId });
  const team = await transaction(ctx, (tx) => teamById(tx, ctx, teamId));
  if (!team) throw new UserError('There is no such team any more. Type `/shift`.');
  return team;
}
