import { type Ctx, transaction } from '../../../core/context.ts';
import { may, requireMay } from '../../../people/permissions.ts';
import { allTeams } from '../../../people/queries.ts';
import type { SlackReads } from '../../../people/slack-reads.ts';
import type { Team } from '../../../people/tables.ts';
import { type Command, type Listener, onClick, onClickNow, onSubmit, type ViewPort } from '../../../slack/listener.ts';
import { chooseColumns, columnsOf } from './choose-columns.ts';
import { columnsModal, parseColumns } from './columns-form.ts';
import { dropImport, startImport } from './decide-import.ts';
import { giveFile, keepFile } from './give-file.ts';
import { calendarListeners } from './ics/listeners.ts';
import { importIds } from './ids.ts';
import { parseFile, readImportButton } from './inputs.ts';
import { importModal, lookingModal } from './modals.ts';
import { IMPORT } from './stored-import.ts';

/** `/shift import` */
export async function openImport(ctx: Ctx, { surface }: Command, views: ViewPort): Promise<void> {
  const teams = await teamsToImport(ctx);
  const here = teams.find(({ teamChannel, escalationsChannel }) =>
    [teamChannel, escalationsChannel].includes(surface.channel),
  );
  await views.open(importModal(teams, here?.id));
}

/** Those whose roster the actor may import. Throws a UserError where there is none. */
async function teamsToImport(ctx: Ctx): Promise<readonly Team[]> {
  const all = await transaction(ctx, (tx) => allTeams(tx, ctx));
  const theirs = all.filter((team) => may(ctx.actor, IMPORT, { teamId: team.id }));
  // Says who may.
  if (theirs.length === 0) requireMay(ctx, IMPORT, {});
  return theirs;
}

export function importListeners(slack: Pick<SlackReads, 'file'>): readonly Listener[] {
  return [
    onSubmit(importIds.form, {
      parse: parseFile,
      after: ({ file }) => ({ update: lookingModal(file.name) }),
      prepare: (ctx, input) => keepFile(ctx, slack, input),
      work: giveFile,
      // A field cannot be given back its file, so what was wrong with it stands above the fields.
      show: async (ctx, outcome, _submission, views) => {
        if ('done' in outcome) return true;
        return views.update(importModal(await teamsToImport(ctx), undefined, outcome.refused.message));
      },
    }),
    onClickNow(importIds.start, async (ctx, _click, views) =>
      views.open(importModal(await teamsToImport(ctx), undefined)),
    ),
    onClickNow(importIds.columns, async (ctx, { value }, views) => {
      const { importId } = readImportButton(value);
      await views.open(columnsModal(importId, await columnsOf(ctx, importId)));
    }),
    onSubmit(importIds.columns, { parse: parseColumns, work: chooseColumns }),
    onClick(importIds.go, (ctx, { value }) => startImport(ctx, readImportButton(value), { onlyGood: false })),
    onClick(importIds.goodOnly, (ctx, { value }) => startImport(ctx, readImportButton(value), { onlyGood: true })),
    ...calendarListeners,
    onClick(importIds.drop, (ctx, { value }) => dropImport(ctx, readImportButton(value))),
  ];
}
