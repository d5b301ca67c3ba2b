import { type Ctx, transaction } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import { localDate } from '../../../core/local-time.ts';
import { requireMay } from '../../../people/permissions.ts';
import { teamById } from '../../../people/queries.ts';
import type { Team } from '../../../people/tables.ts';
import type { Policy } from '../rules/policy.ts';
import { currentPolicy, defaultRules, judgedBy, newestSaved } from './current-policy.ts';
import { type GeneralForm, switchNames } from './form.ts';
import type { HouseRules, SavedPolicy } from './tables.ts';

/** What *Swap rules* shows besides its fields. */
export interface PolicyPage {
  readonly team: Team;
  /** The team's local date. */
  readonly today: string;
  /** What was saved last, which a change goes on top of; it may count only from a later date. */
  readonly house: HouseRules;
  readonly saved: SavedPolicy | undefined;
  /** The same with its packs, from the date on which it counts. */
  readonly judged: Policy;
  /** The revision by which trades are judged today. */
  readonly current: number;
}

/** Throws a UserError unless the actor may change the team's swap rules. */
export function policyPage(ctx: Ctx, teamId: string): Promise<PolicyPage> {
  return transaction(ctx, async (tx) => {
    const team = await teamById(tx, ctx, teamId);
    if (!team) throw new UserError('That team is gone.');
    requireMay(ctx, 'swap.rules', { teamId, teamName: team.name });
    const today = localDate(ctx.clock.now(), team.timeZone);
    const saved = await newestSaved(tx, ctx, teamId);
    const house = saved?.policy ?? defaultRules;
    const from = saved && saved.effectiveFrom > today ? saved.effectiveFrom : today;
    const judged = judgedBy(saved?.revision ?? 0, house, from);
    return { team, today, house, saved, judged, current: (await currentPolicy(tx, ctx, teamId)).revision };
  });
}

/** The form as it opens: what was saved last, to count from when that does, or from today. */
export function generalFormOf({ team, today, house, saved }: PolicyPage): GeneralForm {
  const planned = saved && saved.effectiveFrom > today ? saved.effectiveFrom : today;
  return {
    teamId: team.id,
    revision: saved?.revision ?? 0,
    countsFrom: planned,
    packs: house.packs,
    switches: switchNames.filter((name) => house[name]),
  };
}
