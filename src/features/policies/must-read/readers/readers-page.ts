import { and, eq } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { may, type Permission, requireMay } from '../../../../people/permissions.ts';
import { people } from '../../../../people/tables.ts';
import { type KeptMustRead, readersOf, requireMustRead, type ReaderRow } from '../read-must-read.ts';
import { asOf } from './counts.ts';
import { type Report, reportFor } from './report.ts';
import { teamNames } from './team-names.ts';

/** How one must-read stands, as this person may know it. */
export interface ReadersPage extends KeptMustRead {
  readonly report: Report;
  readonly askedByName: string;
  readonly now: Date;
  readonly can: (permission: Permission) => boolean;
}

/** Whoever decides in the team that keeps the policy, or in one whose people are asked, may see how it stands. */
export function readersPage(ctx: Ctx, mustReadId: string): Promise<ReadersPage> {
  return transaction(ctx, async (tx) => {
    const { kept, readers } = await requireReaders(tx, ctx, mustReadId);
    const { team, mustRead } = kept;
    const [asker] = await tx
      .select({ name: people.name })
      .from(people)
      .where(and(eq(people.workspaceId, ctx.workspaceId), eq(people.slackId, mustRead.askedBy)));
    return {
      ...kept,
      report: ownReport(ctx, kept, readers, await teamNames(tx, ctx)),
      askedByName: asker?.name ?? 'somebody who has left',
      now: ctx.clock.now(),
      can: (permission) => may(ctx.actor, permission, { teamId: team.id }),
    };
  });
}

/** @throws UserError for whoever decides in none of the teams it is about */
export async function requireReaders(
  tx: Tx,
  ctx: Ctx,
  mustReadId: string,
): Promise<{ readonly kept: KeptMustRead; readonly readers: readonly ReaderRow[] }> {
  const kept = await requireMustRead(tx, ctx, mustReadId);
  const readers = await readersOf(tx, ctx, mustReadId);
  const involved = [kept.team.id, ...new Set(readers.map(({ teamId }) => teamId))];
  if (!involved.some((teamId) => may(ctx.actor, 'policy.see-readers', { teamId }))) {
    requireMay(ctx, 'policy.see-readers', { teamId: kept.team.id, teamName: kept.team.name });
    throw new UserError('Only leads, managers and directors can see who has read it.');
  }
  return { kept, readers };
}

/** Counts of other teams are for those who keep the policy. */
function ownReport(
  ctx: Ctx,
  { team, mustRead }: KeptMustRead,
  readers: readonly ReaderRow[],
  names: ReadonlyMap<string, string>,
): Report {
  const keeps = may(ctx.actor, 'policy.see-readers', { teamId: team.id });
  const seen = keeps ? readers : readers.filter(({ teamId }) => may(ctx.actor, 'policy.see-readers', { teamId }));
  return reportFor(ctx.actor, seen, names, asOf(mustRead, ctx.clock.now()));
}
