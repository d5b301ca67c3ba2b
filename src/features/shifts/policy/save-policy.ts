import { isDeepStrictEqual } from 'node:util';
import { and, eq } from 'drizzle-orm';
import { recordAudit } from '../../../core/audit.ts';
import { type Ctx, transaction } from '../../../core/context.ts';
import { SavedMeanwhile, UserError } from '../../../core/errors.ts';
import { addDays, localDate } from '../../../core/local-time.ts';
import type { Tx } from '../../../db/client.ts';
import { requireMay } from '../../../people/permissions.ts';
import { teamById } from '../../../people/queries.ts';
import { type Team, teams } from '../../../people/tables.ts';
import { conflictsWith, packs } from '../rules/packs.ts';
import { ruleInfos } from '../rules/rule-parameters.ts';
import { defaultRules, newestSaved, rulesOfRevision } from './current-policy.ts';
import type { SavePolicy } from './inputs.ts';
import { type HouseRules, swapPolicies } from './tables.ts';

/** Days ahead that a change can be planned. */
export const MOST_DAYS_AHEAD = 366;

export interface Saved {
  readonly revision: number;
  readonly effectiveFrom: string;
}

/**
 * Saves a change of a team's swap rules on top of what was saved last, as the next revision, with its audit row. Without a
 * change nothing is saved.
 * @throws SavedMeanwhile where somebody has changed the same thing since its author saw it.
 */
export function savePolicy(ctx: Ctx, wanted: SavePolicy): Promise<Saved> {
  const { teamId, effectiveFrom, change } = wanted;
  return transaction(ctx, async (tx) => {
    const team = await teamById(tx, ctx, teamId);
    if (!team) throw new UserError('That team is gone.');
    requireMay(ctx, 'swap.rules', { teamId, teamName: team.name });
    requireDate(ctx, team, effectiveFrom);
    await holdTeam(tx, ctx, teamId);

    const newest = await newestSaved(tx, ctx, teamId);
    const held = newest?.policy ?? defaultRules;
    await requireSeen(tx, ctx, wanted, held);
    const policy = changed(held, change);
    requirePacksFit(policy);
    const isEarlier = newest !== undefined && effectiveFrom < newest.effectiveFrom;
    if (isDeepStrictEqual(policy, held) && !isEarlier) {
      return newest ?? { revision: 0, effectiveFrom };
    }
    return insertRevision(tx, ctx, wanted, { revision: (newest?.revision ?? 0) + 1, policy });
  });
}

async function insertRevision(
  tx: Tx,
  ctx: Ctx,
  { teamId, effectiveFrom, change }: SavePolicy,
  { revision, policy }: { revision: number; policy: HouseRules },
): Promise<Saved> {
  const changedAt = ctx.clock.now();
  const by = { changedBy: ctx.actor.slackId, changedAt };
  await tx
    .insert(swapPolicies)
    .values({ workspaceId: ctx.workspaceId, teamId, revision, effectiveFrom, policy, ...by });
  await recordAudit(tx, ctx, {
    action: 'team.swap-rules-changed',
    subject: `team:${teamId}`,
    detail: { revision, effectiveFrom, ...change },
  });
  return { revision, effectiveFrom };
}

type Change = SavePolicy['change'];

/** One save after the other, so that none is made on top of what another replaces. */
async function holdTeam(tx: Tx, ctx: Ctx, teamId: string): Promise<void> {
  await tx
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.workspaceId, ctx.workspaceId), eq(teams.id, teamId)))
    .for('no key update');
}

function requireDate(ctx: Ctx, team: Team, effectiveFrom: string): void {
  const today = localDate(ctx.clock.now(), team.timeZone);
  if (effectiveFrom < today) {
    throw new UserError(
      'Rules count from today or a later date: what was traded was judged by the rules of its day.',
      'countsFrom',
    );
  }
  if (effectiveFrom > addDays(today, MOST_DAYS_AHEAD)) {
    throw new UserError('Rules can be planned for at most a year ahead.', 'countsFrom');
  }
}

/** What others changed besides is theirs, and stays. */
async function requireSeen(tx: Tx, ctx: Ctx, { teamId, seen, change }: SavePolicy, held: HouseRules): Promise<void> {
  const before = await rulesOfRevision(tx, ctx, teamId, seen);
  if (before && isDeepStrictEqual(partOf(before, change), partOf(held, change))) return;
  const what = change.what === 'rule' ? `the rule ${ruleInfos[change.rule].name}` : 'these settings';
  throw new SavedMeanwhile(`Somebody else has changed ${what} since you opened this form.`);
}

function partOf({ rules, ...general }: HouseRules, change: Change): unknown {
  return change.what === 'rule' ? rules[change.rule] : general;
}

function changed(held: HouseRules, change: Change): HouseRules {
  if (change.what === 'general') return { ...held, ...change.general };
  return { ...held, rules: { ...held.rules, [change.rule]: change.setting } };
}

/** Where a pack and a rule of the team differ and neither is stricter, one of them would not count. */
function requirePacksFit(wanted: HouseRules): void {
  for (const id of wanted.packs) {
    const [conflict] = conflictsWith(wanted.rules, id);
    if (!conflict) continue;
    const { name, fields } = ruleInfos[conflict.rule];
    const label = fields[conflict.param]?.label ?? conflict.param;
    throw new UserError(
      `${packs[id].name} needs another “${label}” in the rule ${name}. Change that rule first, or switch it off.`,
    );
  }
}
