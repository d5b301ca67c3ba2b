import { and, eq, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import type { Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import type { Message, Outgoing } from '../../../outbox/enqueue.ts';
import { type Permission, requireMay } from '../../../people/permissions.ts';
import { type Team, teams } from '../../../people/tables.ts';
import { importKey } from './ids.ts';
import type { ShownImport } from './messages.ts';
import { type ImportState, rosterImports, type RosterImport } from './tables.ts';

export interface StoredImport {
  readonly stored: RosterImport;
  readonly team: Team;
}

export async function importById(tx: Tx, ctx: Ctx, importId: string): Promise<StoredImport | undefined> {
  const [found] = await tx
    .select({ stored: rosterImports, team: teams })
    .from(rosterImports)
    .innerJoin(teams, and(eq(teams.workspaceId, rosterImports.workspaceId), eq(teams.id, rosterImports.teamId)))
    .where(and(eq(rosterImports.workspaceId, ctx.workspaceId), eq(rosterImports.id, importId)));
  return found;
}

/** The import, for somebody who may still import for its team. Throws a UserError that says who may. */
export async function requireImport(tx: Tx, ctx: Ctx, importId: string): Promise<StoredImport> {
  const found = await importById(tx, ctx, importId);
  if (!found) throw new UserError('That import is gone. Give the file again.');
  requireMay(ctx, IMPORT, { teamId: found.team.id, teamName: found.team.name });
  return found;
}

export const IMPORT: Permission = 'shift.import';

/** Moves an import on, if it is still where whoever moves it saw it; undefined if it is not. */
export async function moveImport(
  tx: Tx,
  ctx: Ctx,
  seen: { readonly id: string; readonly look: number },
  from: ImportState,
  set: PgUpdateSetSource<typeof rosterImports>,
): Promise<RosterImport | undefined> {
  const [moved] = await tx
    .update(rosterImports)
    .set({ ...set, changedAt: ctx.clock.now() })
    .where(
      and(
        eq(rosterImports.workspaceId, ctx.workspaceId),
        eq(rosterImports.id, seen.id),
        eq(rosterImports.look, seen.look),
        eq(rosterImports.state, from),
      ),
    )
    .returning();
  return moved;
}

/** Whether an import is still where it was seen; nobody moves it before the transaction ends. */
export async function isStillAt(tx: Tx, ctx: Ctx, { id, look, state }: RosterImport): Promise<boolean> {
  const found = await tx
    .select({ id: rosterImports.id })
    .from(rosterImports)
    .where(
      and(
        eq(rosterImports.workspaceId, ctx.workspaceId),
        eq(rosterImports.id, id),
        eq(rosterImports.look, look),
        eq(rosterImports.state, state),
      ),
    )
    .for('share');
  return found.length > 0;
}

/** With the number of looks grown by one, so that buttons shown before decide nothing. */
export const lookedOnce = { look: sql`${rosterImports.look} + 1` };

export function shownImport(stored: RosterImport, team: Pick<Team, 'name'>): ShownImport {
  return { ...stored, teamName: team.name, hasLayout: stored.layout !== null };
}

/** The import's message, shown anew. */
export function redrawn(importId: string, message: Message): Outgoing {
  return { kind: 'edit', messageKey: importKey(importId), message };
}
