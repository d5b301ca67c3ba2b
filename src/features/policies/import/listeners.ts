import { type Ctx, transaction } from '../../../core/context.ts';
import { requireMay } from '../../../people/permissions.ts';
import type { Team } from '../../../people/tables.ts';
import { option } from '../../../slack/blocks.ts';
import { type Listener, onClick, onClickNow, onOptions, onSubmit, type ViewPort } from '../../../slack/listener.ts';
import { policiesCalled } from '../library/pages/list-page.ts';
import { showIn } from '../library/windows/window-parts.ts';
import type { PolicyWord } from '../part.ts';
import { chooseTeam, leaveImport, startImport } from './in-slack/decide-import.ts';
import { teamsToExport } from './export-policies.ts';
import { giveFile, teamsToImport } from './in-slack/give-files.ts';
import { importIds as ids } from './ids.ts';
import { type ExportForm, parseExport, parseImport, readButton, readLook, readTeam } from './in-slack/inputs.ts';
import { exportModal, importModal, lookingModal, nothingToExportModal } from './in-slack/modals.ts';
import { askForExport } from './in-slack/send-export.ts';
import { showChanges } from './in-slack/show-changes.ts';

export const importWords: readonly PolicyWord[] = [
  {
    words: ['import'],
    isMeant: (rest) => rest === '',
    needs: 'policy.import',
    run: (ctx, _rest, { surface }, views) => openImport(ctx, surface.channel, views),
  },
  {
    words: ['export'],
    isMeant: (rest) => rest === '',
    needs: 'policy.look-up',
    run: (ctx, _rest, { surface }, views) => openExport(ctx, surface.channel, views),
  },
];

async function openImport(ctx: Ctx, channel: string, views: ViewPort): Promise<void> {
  const teams = await transaction(ctx, (tx) => teamsToImport(tx, ctx));
  // Says who may.
  if (teams.length === 0) requireMay(ctx, 'policy.import', {});
  await views.open(importModal(teams, teamOf(teams, channel)));
}

async function openExport(ctx: Ctx, channel: string, views: ViewPort): Promise<void> {
  requireMay(ctx, 'policy.look-up', {});
  const teams = await transaction(ctx, (tx) => teamsToExport(tx, ctx));
  if (teams.length === 0) return views.open(nothingToExportModal());
  const own = teams.find(({ id }) => ctx.actor.memberships.some(({ teamId }) => teamId === id))?.id;
  await views.open(exportModal(teams, teamOf(teams, channel) ?? own));
}

function teamOf(teams: readonly Team[], channel: string): string | undefined {
  return teams.find(({ teamChannel, escalationsChannel }) => [teamChannel, escalationsChannel].includes(channel))?.id;
}

export const importListeners: readonly Listener[] = [
  onSubmit(ids.form, { parse: parseImport, after: () => ({ update: lookingModal() }), work: giveFile }),
  onClick(ids.team, (ctx, { value }) => {
    const { importId, teamId } = readTeam(value);
    return chooseTeam(ctx, importId, teamId);
  }),
  onClickNow(ids.look, async (ctx, { value, surface }, views) =>
    showIn(surface, views, await showChanges(ctx, readLook(value))),
  ),
  onClick(ids.publish, (ctx, { value }) => startImport(ctx, readButton(value), 'publish')),
  onClick(ids.draft, (ctx, { value }) => startImport(ctx, readButton(value), 'draft')),
  onClick(ids.leave, (ctx, { value }) => leaveImport(ctx, readButton(value))),
  onSubmit<ExportForm>(ids.exportForm, {
    parse: parseExport,
    work: (ctx, form, { requestId }) => askForExport(ctx, { ...form, requestId }),
  }),
  onOptions(ids.exportOne, async (ctx, typed) => {
    const called = await policiesCalled(ctx, typed, 100);
    return called.filter(({ verifiedAt }) => verifiedAt !== null).map(({ id, title }) => option(title, id));
  }),
];
