import type { Ctx } from '../core/context.ts';
import type { Message } from '../outbox/enqueue.ts';
import type { Command, ViewPort } from '../slack/listener.ts';
import { chooseSetUpMessage, hubMessage, teamsInSight } from './hub.ts';
import type { PeopleDeps } from './deps.ts';
import { setUpModal } from './modals.ts';
import { requireMay } from './permissions.ts';
import { formOfTeam, newTeamForm } from './team-forms.ts';

const SET_UP = /^set[ -]?up\b\s*(?<name>.*)$/is;

/** `/floorwalker`: the hub; `/floorwalker setup [team]`: the form. */
export async function hubCommand(
  ctx: Ctx,
  { help, settings }: Pick<PeopleDeps, 'help' | 'settings'>,
  { text }: Command,
  views: ViewPort,
): Promise<Message | undefined> {
  requireMay(ctx, 'help.read', {});
  const setUp = SET_UP.exec(text)?.groups;
  if (setUp) return setUpCommand(ctx, setUp['name']?.trim() ?? '', views);
  const known = text === '' || text.toLowerCase() === 'help';
  const sight = await teamsInSight(ctx, settings());
  return hubMessage(sight, help(), known ? undefined : `I don't know "${text}". This is what I know:`);
}

/** Opens the form where it is clear which team is meant, else asks. */
async function setUpCommand(ctx: Ctx, name: string, views: ViewPort): Promise<Message | undefined> {
  const sight = await teamsInSight(ctx, []);
  const named = sight.all.find((team) => team.name.toLowerCase() === name.toLowerCase());
  const [only, ...others] = sight.editable;
  if (!named && !name && only && (sight.maySetUp || others.length > 0)) return chooseSetUpMessage(sight);

  const meant = named ?? (name || sight.maySetUp ? undefined : only);
  const form = meant ? await formOfTeam(ctx, meant.id) : await newTeamForm(ctx, name);
  await views.open(setUpModal(form, ctx.clock.now()));
  return undefined;
}
