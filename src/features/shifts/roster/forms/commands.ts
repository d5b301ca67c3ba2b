import type { ModalView } from '@slack/types';
import { type Ctx, transaction } from '../../../../core/context.ts';
import type { Command, ViewPort } from '../../../../slack/listener.ts';
import { openCalendars } from '../../import/ics/listeners.ts';
import { openImport } from '../../import/listeners.ts';
import { draftsOf } from '../publish-drafts.ts';
import { awayForm } from './away-listeners.ts';
import { publishModal, whoseSkillsModal } from './modals.ts';
import { newShiftForm, teamsToEdit } from './shift-form.ts';

type Open = (ctx: Ctx, command: Command, views: ViewPort) => Promise<void>;

const forms: Readonly<Record<string, Open>> = {
  import: openImport,
  'import calendars': openCalendars,
  add: async (ctx, command, views) => views.open(newShiftForm(await teamsToEdit(ctx, command.surface.channel))),
  away: async (ctx, _command, views) => views.open(await awayForm(ctx)),
  skills: async (ctx, _command, views) => {
    await teamsToEdit(ctx);
    await views.open(whoseSkillsModal());
  },
  publish: async (ctx, command, views) => views.open(await publishForm(ctx, command)),
};

/** `/shift import`, `import calendars`, `add`, `away`, `skills` and `publish`: false for anything else. */
export async function openRosterForm(ctx: Ctx, command: Command, views: ViewPort): Promise<boolean> {
  const word = command.text.toLowerCase();
  const open = Object.hasOwn(forms, word) ? forms[word] : undefined;
  await open?.(ctx, command, views);
  return open !== undefined;
}

async function publishForm(ctx: Ctx, { surface }: Command): Promise<ModalView> {
  const [team] = await teamsToEdit(ctx, surface.channel);
  return transaction(ctx, async (tx) => publishModal(team, await draftsOf(tx, ctx, team.id)));
}
