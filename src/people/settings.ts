import type { ModalView } from '@slack/types';
import { type Actor, type Ctx, transaction } from '../core/context.ts';
import { UserError } from '../core/errors.ts';
import type { TeamSetting } from '../feature.ts';
import { button, section } from '../slack/blocks.ts';
import { modal } from '../slack/modal.ts';
import { inline } from '../slack/mrkdwn.ts';
import { ids } from './messages.ts';
import { may, requireMay } from './permissions.ts';
import { teamById } from './queries.ts';
import type { Team } from './tables.ts';

/** The forms of a team's settings that this person may open. */
export function settingsFor(actor: Actor, teamId: string, all: readonly TeamSetting[]): readonly TeamSetting[] {
  return all.filter(({ permission = 'team.edit' }) => may(actor, permission, { teamId }));
}

/** *Settings* of a team, as far as the actor may change them. Throws a UserError that says who may. */
export async function openSettings(ctx: Ctx, teamId: string, all: readonly TeamSetting[]): Promise<ModalView> {
  const team = await transaction(ctx, (tx) => teamById(tx, ctx, teamId));
  if (!team) throw new UserError('That team is gone.');
  const theirs = settingsFor(ctx.actor, teamId, all);
  if (theirs.length === 0) requireMay(ctx, 'team.edit', { teamId, teamName: team.name });
  return settingsModal(team, theirs);
}

/** What can be settled for a team, each with the button of its form. */
export function settingsModal(team: Team, settings: readonly TeamSetting[]): ModalView {
  const rows = settings.map(({ label, what, actionId }) => {
    const spoken = `Change ${label} of ${team.name}`;
    const change = button('Change', `${actionId}:${team.id}`, { value: team.id, spoken });
    return section(`*${inline(label)}*${what ? `\n${inline(what)}` : ''}`, change);
  });
  return modal({
    callbackId: ids.settings,
    title: 'Settings',
    blocks: [section(`What do you want to change for *${inline(team.name)}*?`), ...rows],
  });
}
