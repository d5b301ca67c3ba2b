import { recordAudit } from '../../core/audit.ts';
import { type Ctx, transaction } from '../../core/context.ts';
import { SavedMeanwhile, UserError } from '../../core/errors.ts';
import type { Tx } from '../../db/client.ts';
import { requireMay, rolesIn } from '../permissions.ts';
import { membersOf, teamById } from '../queries.ts';
import { queueTeamChanged } from '../team-changed.ts';
import type { Team } from '../tables.ts';
import { changesDirectors, isSameMatrix, widened, type Widened } from './compare.ts';
import { currentMatrix, matrixOf } from './current-matrix.ts';
import { fieldsOf } from './form.ts';
import type { SaveAuthority } from './inputs.ts';
import type { AuthorityMatrix } from './matrix.ts';
import { authorityRevisions } from './tables.ts';

/**
 * Saves a matrix as the team's next revision, with its audit row. Saved twice, or without a change, it is saved once.
 * @throws SavedMeanwhile unless its author has seen the revision that holds; UserError where it gives more than they may.
 */
export function saveAuthority(ctx: Ctx, { teamId, matrix: wanted }: SaveAuthority): Promise<AuthorityMatrix> {
  return transaction(ctx, async (tx) => {
    const team = await teamById(tx, ctx, teamId);
    if (!team) throw new UserError('That team is gone.');
    requireMay(ctx, 'team.authority', { teamId, teamName: team.name });
    const held = await currentMatrix(tx, ctx, teamId);
    if (held.revision > 0 && isSameMatrix(held, wanted)) return held;
    if (held.revision !== wanted.revision) throw savedMeanwhile();
    requireCurrency(team, wanted);
    await requireNoGiftToOneself(tx, ctx, team, { held, wanted });

    const saved = await insertRevision(tx, ctx, teamId, wanted);
    // What waits for somebody who may grant it may have them now.
    await queueTeamChanged(tx, ctx, [teamId]);
    await recordAudit(tx, ctx, {
      action: 'team.authority-changed',
      subject: `team:${teamId}`,
      detail: { ...saved },
    });
    return saved;
  });
}

async function insertRevision(tx: Tx, ctx: Ctx, teamId: string, wanted: AuthorityMatrix): Promise<AuthorityMatrix> {
  const { rules, currency, secondPersonAbove, monthlyBudget } = wanted;
  const [saved] = await tx
    .insert(authorityRevisions)
    .values({
      workspaceId: ctx.workspaceId,
      teamId,
      revision: wanted.revision + 1,
      rules,
      currency,
      secondPersonAbove,
      monthlyBudget,
      savedBy: ctx.actor.slackId,
      savedAt: ctx.clock.now(),
    })
    .onConflictDoNothing()
    .returning();
  if (!saved) throw savedMeanwhile();
  return matrixOf(saved);
}

function savedMeanwhile(): SavedMeanwhile {
  return new SavedMeanwhile('Somebody else has changed the limits since you opened this form.');
}

function requireCurrency(team: Team, { currency }: AuthorityMatrix): void {
  if (team.currency === currency) return;
  throw new UserError(`${team.name} counts in ${team.currency} now. Please close this form and open it again.`);
}

/** Where a team has directors, managers give themselves nothing, and directors are no business of theirs. */
async function requireNoGiftToOneself(
  tx: Tx,
  ctx: Ctx,
  team: Team,
  { held, wanted }: { held: AuthorityMatrix; wanted: AuthorityMatrix },
): Promise<void> {
  if (rolesIn(ctx.actor.memberships, team.id).includes('director')) return;
  const directors = await membersOf(tx, ctx, team.id, ['director']);
  if (directors.length === 0) return;
  const onlyDirectors = `Only directors of ${team.name} can`;
  if (changesDirectors(held, wanted)) {
    throw new UserError(`${onlyDirectors} change what directors may grant.`, fieldsOf('director').upTo);
  }
  const more = widened(held, wanted);
  if (more)
    throw new UserError(`${onlyDirectors} ${refusals[more].can}. Nobody gives themselves more.`, refusals[more].field);
}

const refusals: Readonly<Record<Widened, { readonly can: string; readonly field: string }>> = {
  limit: { can: 'raise what managers may grant', field: fieldsOf('manager').upTo },
  category: { can: 'raise what managers may grant in a category', field: 'lines' },
  'second-person': { can: 'raise the amount from which a second person is needed', field: 'secondPersonAbove' },
  budget: { can: 'raise the monthly budget', field: 'monthlyBudget' },
};
