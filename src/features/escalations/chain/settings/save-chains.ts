import { SavedMeanwhile } from '../../../../core/errors.ts';
import { recordAudit } from '../../../../core/audit.ts';
import { transaction, type Ctx } from '../../../../core/context.ts';
import { queueTeamChanged } from '../../../../people/team-changed.ts';
import type { Team } from '../../../../people/tables.ts';
import { URGENCIES } from '../../inputs.ts';
import type { ChainSettings } from '../chain-rules.ts';
import { chainsOf } from '../chain-settings.ts';
import type { SaveChains } from './chain-form.ts';
import { holdTeamToChange, keepTeamChains, teamToChange } from './save-settings.ts';

/**
 * Saves a team's chains as their next revision, and has its open cases follow. Saved twice, or without a change, they are
 * saved once. Throws SavedMeanwhile unless their author has seen the revision that holds.
 */
export function saveChains(ctx: Ctx, { teamId, revision, chains }: SaveChains): Promise<ChainSettings> {
  return transaction(ctx, async (tx) => {
    await holdTeamToChange(tx, ctx, teamId);
    const held = await chainsOf(tx, ctx, teamId);
    if (isSame(held.chains, chains)) return held.chains;
    if (held.revision !== revision) {
      throw new SavedMeanwhile('Somebody else has changed the chains since you opened this form.');
    }
    const saved = { chains, chainsRevision: held.revision + 1 };
    await keepTeamChains(tx, ctx, teamId, saved);
    await recordAudit(tx, ctx, { action: 'team.chain-changed', subject: `team:${teamId}`, detail: { ...saved } });
    await queueTeamChanged(tx, ctx, [teamId]);
    return chains;
  });
}

/** What the form is made of. Throws a UserError unless the actor may change the team. */
export function chainPage(
  ctx: Ctx,
  teamId: string,
): Promise<{ readonly team: Team; readonly chains: ChainSettings; readonly revision: number }> {
  return transaction(ctx, async (tx) => {
    const team = await teamToChange(tx, ctx, teamId);
    return { team, ...(await chainsOf(tx, ctx, teamId)) };
  });
}

function isSame(one: ChainSettings, other: ChainSettings): boolean {
  return URGENCIES.every((urgency) => {
    const [mine, theirs] = [one[urgency], other[urgency]];
    return (
      mine.minutes.join() === theirs.minutes.join() &&
      mine.repeat === theirs.repeat &&
      mine.outsideHours === theirs.outsideHours
    );
  });
}
