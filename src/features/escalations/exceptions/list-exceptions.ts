import { and, desc, eq, gte, inArray } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import { requireMay } from '../../../people/permissions.ts';
import { casesVisibleTo, isOrdinary, teamsSeenBy } from '../finding/cases-visible-to.ts';
import { cases, type Case } from '../tables.ts';
import { countPassages, type PassageCount } from './passages.ts';
import { type ShownPassage, shownPassages } from './shown-passages.ts';
import { caseExceptions, type CaseException } from './tables.ts';

const DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Far more than anybody reads; the counts are of all of these. */
const MOST_COUNTED = 5_000;

export interface ListedException {
  readonly exception: CaseException;
  readonly case: Pick<Case, 'id' | 'number' | 'summary'>;
  /** What it departs from, as whoever asked may see it. */
  readonly from: ShownPassage;
}

export interface ExceptionRegister {
  readonly days: number;
  /** The passages departed from most, without decisions that were undone. */
  readonly passages: readonly PassageCount[];
  /** Newest first. */
  readonly exceptions: readonly ListedException[];
}

/** The register of the last 30 days in the teams whose cases the actor leads, as far as they may see the cases. */
export function listExceptions(ctx: Ctx): Promise<ExceptionRegister> {
  const teamIds = teamsSeenBy(ctx.actor);
  requireMay(ctx, 'case.list-team', teamIds[0] === undefined ? {} : { teamId: teamIds[0] });
  return transaction(ctx, async (tx) => {
    const found = await tx
      .select({
        exception: caseExceptions,
        case: { id: cases.id, number: cases.number, summary: cases.summary },
      })
      .from(caseExceptions)
      .innerJoin(cases, and(eq(cases.workspaceId, caseExceptions.workspaceId), eq(cases.id, caseExceptions.caseId)))
      .where(
        and(
          eq(caseExceptions.workspaceId, ctx.workspaceId),
          gte(caseExceptions.at, new Date(ctx.clock.now().getTime() - DAYS * DAY_MS)),
          inArray(cases.teamId, [...teamIds]),
          casesVisibleTo(ctx.actor),
          isOrdinary,
        ),
      )
      .orderBy(desc(caseExceptions.at), desc(caseExceptions.id))
      .limit(MOST_COUNTED);
    const shown = await shownPassages(
      tx,
      ctx,
      found.map(({ exception }) => exception),
    );
    const exceptions = found.map(({ exception, case: of }) => ({ exception, case: of, from: shown(exception) }));
    const standing = exceptions.filter(({ exception }) => exception.undoneAt === null);
    return { days: DAYS, passages: countPassages(standing.map(({ from }) => from)), exceptions };
  });
}
