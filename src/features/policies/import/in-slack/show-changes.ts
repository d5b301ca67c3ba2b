import type { ModalView } from '@slack/types';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { allTeams } from '../../../../people/queries.ts';
import { previewOne } from '../importing/import-policies.ts';
import { isDoing } from './messages.ts';
import { changesModal } from './modals.ts';
import { givenOf, requireImport, seenFilesOf } from './stored-import.ts';

export interface LookButton {
  readonly importId: string;
  readonly look: number;
  /** Index of the file; the first that would change something from there on is shown. */
  readonly file: number;
  readonly page: number;
}

/** What one of the files would change. */
export async function showChanges(ctx: Ctx, { importId, look, file, page }: LookButton): Promise<ModalView> {
  const { stored, teams } = await transaction(ctx, async (tx) => ({
    stored: await requireImport(tx, ctx, importId),
    teams: await allTeams(tx, ctx),
  }));
  if (stored.state !== 'asking' || stored.look !== look || stored.teamId === null) throw new UserError(OVER);
  const doing = seenFilesOf(stored).flatMap(({ fate }, at) => (isDoing(fate) ? [at] : []));
  const at = doing.find((index) => index >= file);
  if (at === undefined) throw new UserError(OVER);
  const planned = await previewOne(ctx, { teamId: stored.teamId, given: givenOf(stored), mode: 'publish' }, at);
  if (!planned) throw new UserError(OVER);
  const place = doing.indexOf(at);
  return changesModal({
    importId,
    look,
    planned,
    at,
    before: doing[place - 1],
    after: doing[place + 1],
    page,
    teamNames: new Map(teams.map(({ id, name }) => [id, name])),
  });
}

const OVER = 'It is decided already, or was looked at again. See what the message says now.';
