import { and, eq, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import type { Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import type { GivenFiles } from '../files/given-files.ts';
import type { ImportReport } from '../importing/report.ts';
import type { Fate, Planned } from '../importing/plan.ts';
import { type ImportState, policyImports, type PolicyImport } from '../tables.ts';

/** A button of an import as it was shown after so many looks. */
export interface ImportButton {
  readonly importId: string;
  readonly look: number;
}

/** Only whoever gave the files finds them. */
export async function importById(tx: Tx, ctx: Ctx, importId: string): Promise<PolicyImport | undefined> {
  const [found] = await tx
    .select()
    .from(policyImports)
    .where(and(eq(policyImports.workspaceId, ctx.workspaceId), eq(policyImports.id, importId)));
  return found && (ctx.actor.kind === 'system' || found.by === ctx.actor.slackId) ? found : undefined;
}

export async function requireImport(tx: Tx, ctx: Ctx, importId: string): Promise<PolicyImport> {
  const found = await importById(tx, ctx, importId);
  if (!found) throw new UserError('That import is gone. Give the files again.');
  return found;
}

/** Moves an import on, if it is still where whoever moves it saw it; undefined if it is not. */
export async function moveImport(
  tx: Tx,
  ctx: Ctx,
  { importId, look }: ImportButton,
  from: ImportState,
  set: PgUpdateSetSource<typeof policyImports>,
): Promise<PolicyImport | undefined> {
  const [moved] = await tx
    .update(policyImports)
    .set({ ...set, changedAt: ctx.clock.now() })
    .where(
      and(
        eq(policyImports.workspaceId, ctx.workspaceId),
        eq(policyImports.id, importId),
        eq(policyImports.look, look),
        eq(policyImports.state, from),
      ),
    )
    .returning();
  return moved;
}

/** With the number of looks grown by one, so that buttons shown before decide nothing. */
export const lookedOnce = { look: sql`${policyImports.look} + 1` };

export function givenOf({ given }: PolicyImport): GivenFiles {
  // Safe: only this app writes it.
  return given === '' ? { files: [], problems: [] } : (JSON.parse(given) as GivenFiles);
}

/** What was shown of each file, in their order. */
export interface SeenFile {
  readonly fate: Fate;
  /** Of which policy, and how it stood. */
  readonly of: string;
}

export function seenFilesOf({ seen }: PolicyImport): readonly SeenFile[] {
  // Safe: only this app writes it.
  return seen === '' ? [] : (JSON.parse(seen) as SeenFile[]);
}

export function whatIsSeen({ files }: ImportReport): readonly SeenFile[] {
  return files.map(seenFile);
}

function seenFile({ fate, existing }: Planned): SeenFile {
  const { policy, published, open } = existing ?? {};
  const parts = [policy?.id, policy?.version, published?.id, open?.id, open?.version];
  return { fate, of: parts.map((part) => part ?? '').join(' ') };
}

/** Whether files would do something else than was shown. What is done already is not: an import goes on where it was ended. */
export function isAnother(shown: readonly SeenFile[], now: readonly SeenFile[]): boolean {
  return now.some(({ fate, of }, at) => fate !== 'same' && (shown[at]?.fate !== fate || shown[at].of !== of));
}
