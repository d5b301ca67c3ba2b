import { z } from 'zod';
import { type Ctx, transaction } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import { type Permission, requireMay } from '../../../people/permissions.ts';
import { teamById } from '../../../people/queries.ts';
import type { Team } from '../../../people/tables.ts';
import { onClickNow, type Listener } from '../../../slack/listener.ts';
import { importModal } from '../import/modals.ts';
import { backOf, newShiftForm } from '../roster/forms/shift-form.ts';
import { editing } from './windows/frame.ts';

/** *Add a shift* in the windows of the roster takes their place until it is saved; *Import* opens its form on top. */
export const planningListeners: readonly Listener[] = [
  onClickNow(editing.add, async (ctx, { value, surface }, views) => {
    const team = await teamToPlan(ctx, value, 'shift.edit');
    const back = backOf(surface.view);
    const form = newShiftForm([team], back);
    await (back === undefined ? views.open(form) : views.update(form));
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
