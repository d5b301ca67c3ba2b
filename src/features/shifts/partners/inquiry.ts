import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { teams } from '../../../people/tables.ts';
import { currentPolicy } from '../policy/current-policy.ts';
import { shiftOf } from '../roster/read-shifts.ts';
import { shifts, type ShiftRow } from '../roster/tables.ts';
import type { Policy, RuleId, Severity } from '../rules/policy.ts';
import { paramsOf } from '../rules/rule-parameters.ts';
import type { Shift, Stretch } from '../rules/roster.ts';
import { withoutRequests, withRules } from '../rules/some-rules.ts';
import type { Wants } from '../swaps/tables.ts';
import { type Audience, audienceOf, type AudienceWanted } from './audience.ts';

export interface PartnersWanted {
  readonly shiftId: string;
  /** Only this stretch of it. */
  readonly part?: Stretch;
  /** What its owner would take in return; null: nothing, or it is open. */
  readonly wants: Wants | null;
  /** Nobody else is asked. */
  readonly askedOnly?: readonly string[];
  /** Whoever takes it covers it: what concerns a request is not asked. */
  readonly isCover?: boolean;
}

/** All that is known of a search before anybody is looked at. */
export interface Inquiry {
  readonly tx: Tx;
  readonly ctx: Ctx;
  readonly given: Shift;
  readonly teamId: string;
  readonly zone: string;
  readonly part?: Stretch;
  /** In two: what is judged first, and what is asked of what that allows. */
  readonly policies: { readonly near: Policy; readonly far: Policy };
  readonly wanted: AudienceWanted;
  readonly audience: Audience;
  /** From the first to the last of what may change hands without a rule being sure to deny it. */
  readonly around: Stretch;
}

/** Three statements. Throws a UserError where the shift is not on the roster any more. */
export async function inquire(tx: Tx, ctx: Ctx, asked: PartnersWanted): Promise<Inquiry> {
  const { shiftId, part, wants, askedOnly, isCover = false } = asked;
  const { row, zone } = await findShift(tx, ctx, shiftId);
  const { teamId } = row;
  const wanted = { given: row, isPart: part !== undefined, wants, ...(askedOnly && { askedOnly }) };
  const [ofTeam, audience] = await Promise.all([currentPolicy(tx, ctx, teamId), audienceOf(tx, ctx, wanted)]);
  const policy = isCover ? withoutRequests(ofTeam) : ofTeam;
  const given = shiftOf(row);
  const around = aroundAll(ctx, given, { lastStart: wants === null ? null : audience.lastStart, policy });
  return { tx, ctx, given, teamId, zone, ...(part && { part }), policies: bySight(policy), wanted, audience, around };
}

/** Rules that only ask for a look, and look at many weeks to do so: they come last, as reading that much takes long. */
const farSighted: ReadonlySet<RuleId> = new Set(['R12', 'R18', 'R25']);

function bySight(policy: Policy): Inquiry['policies'] {
  const isOne = (id: RuleId, severity: Severity): boolean => policy.rules[id]?.severity === severity;
  return {
    near: withRules(policy, (id) => !farSighted.has(id) || isOne(id, 'deny')),
    far: withRules(policy, (id) => farSighted.has(id) && isOne(id, 'review')),
  };
}

interface Ahead {
  /** When the last of what may be wanted in return starts, if anything is. */
  readonly lastStart: number | null;
  readonly policy: Policy;
}

/** What starts after the horizon is denied without a look, where the rule about it denies. */
function aroundAll(ctx: Ctx, given: Shift, { lastStart, policy }: Ahead): Stretch {
  const now = ctx.clock.now().getTime();
  const notice = policy.rules.R4;
  const horizon = notice?.severity === 'deny' ? paramsOf('R4', notice).horizon_days : Number.POSITIVE_INFINITY;
  const until = lastStart === null ? given.end : lastStart + LONGEST_DAYS * DAY;
  // Local dates, and what starts on the last of them: with two days to spare, and the longest shift.
  const last = now + (horizon + 2 + LONGEST_DAYS) * DAY;
  return { from: Math.min(now, given.start), to: Math.max(given.end, Math.min(until, last)) };
}
const DAY = 86_400_000;
const LONGEST_DAYS = 14;

async function findShift(tx: Tx, ctx: Ctx, shiftId: string): Promise<{ row: ShiftRow; zone: string }> {
  const [found] = await tx
    .select({ row: shifts, zone: teams.timeZone })
    .from(shifts)
    .innerJoin(teams, and(eq(teams.workspaceId, shifts.workspaceId), eq(teams.id, shifts.teamId)))
    .where(and(eq(shifts.workspaceId, ctx.workspaceId), eq(shifts.id, shiftId), eq(shifts.state, 'planned')));
  if (!found) throw new UserError('This shift is not on the roster any more.');
  return found;
}
