import { and, desc, eq } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { requireMay } from '../../../../people/permissions.ts';
import { allTeams } from '../../../../people/queries.ts';
import type { Team } from '../../../../people/tables.ts';
import { type Audience, audienceOf } from '../../library/reading/audience.ts';
import {
  type KeptRevision,
  passagesOfRevision,
  requirePolicy,
  revisionById,
} from '../../library/reading/read-policy.ts';
import type { Policy } from '../../library/tables.ts';
import { ASKED_ALREADY, openOf } from './ask.ts';
import { BEGINNING, SINCE } from '../ids.ts';
import { peopleToAsk } from './people-to-ask.ts';
import { revisionToRead } from './revision-to-read.ts';
import { type MustRead, mustReads } from '../tables.ts';

/** What the form of a must-read shows. */
export interface AskPage extends KeptRevision {
  /** The teams of which somebody may see the policy; the form asks which only where there are several. */
  readonly teams: readonly Team[];
  readonly passages: readonly { readonly anchor: string; readonly heading: string; readonly text: string }[];
  /** What people were asked to read before: what changed since can be shown. */
  readonly since: { readonly revisionId: string; readonly number: number } | undefined;
  /** How many people of each team it would be. */
  readonly counts: ReadonlyMap<string, number>;
}

/** What the form begins with. */
export interface AskBeginning {
  readonly audience: Audience;
  readonly note: string;
  readonly quote: string;
}

interface Wanted {
  readonly policyId: string;
  /** Undefined: as the form begins. */
  readonly audience?: Audience;
  /** Whose people are asked again. */
  readonly againOf?: string;
}

/** @throws UserError where nothing can be read, or people are asked already */
export function askPage(ctx: Ctx, wanted: Wanted): Promise<{ page: AskPage; beginning: AskBeginning }> {
  return transaction(ctx, async (tx) => {
    const { policy, team } = await requirePolicy(tx, ctx, wanted.policyId);
    requireMay(ctx, 'policy.must-read', { teamId: team.id, teamName: team.name });
    if (await openOf(tx, ctx, policy.id)) throw new UserError(ASKED_ALREADY);
    const revision = await revisionToRead(tx, ctx, policy);
    const before = await lastOf(tx, ctx, policy.id, wanted.againOf);
    const teams = await teamsWhoSee(tx, ctx, policy);
    const beginning = beginningOf(policy, teams, wanted.againOf === undefined ? undefined : before);
    const asked = await peopleToAsk(tx, ctx, policy, wanted.audience ?? beginning.audience);
    const page = {
      policy,
      team,
      revision,
      teams,
      passages: await passagesOfRevision(tx, ctx, revision.id),
      since: await sinceOf(tx, ctx, before, revision.id),
      counts: countPerTeam(asked),
    };
    return { page, beginning };
  });
}

function beginningOf(policy: Policy, teams: readonly Team[], again: MustRead | undefined): AskBeginning {
  if (again) return { audience: audienceOf(again.audience), note: again.note ?? '', quote: SINCE };
  const own = teams.length > 1 && teams.some(({ id }) => id === policy.teamId) ? [policy.teamId] : null;
  return { audience: { teams: own, roles: null }, note: '', quote: BEGINNING };
}

async function lastOf(tx: Tx, ctx: Ctx, policyId: string, id: string | undefined): Promise<MustRead | undefined> {
  const [last] = await tx
    .select()
    .from(mustReads)
    .where(
      and(
        eq(mustReads.workspaceId, ctx.workspaceId),
        eq(mustReads.policyId, policyId),
        id === undefined ? undefined : eq(mustReads.id, id),
      ),
    )
    .orderBy(desc(mustReads.askedAt), desc(mustReads.id))
    .limit(1);
  return last;
}

async function sinceOf(tx: Tx, ctx: Ctx, before: MustRead | undefined, revisionId: string): Promise<AskPage['since']> {
  if (!before || before.revisionId === revisionId) return undefined;
  const read = await revisionById(tx, ctx, before.revisionId);
  return read && { revisionId: read.revision.id, number: read.revision.number };
}

async function teamsWhoSee(tx: Tx, ctx: Ctx, policy: Policy): Promise<readonly Team[]> {
  const { teams } = audienceOf(policy.audience);
  const seeing = await allTeams(tx, ctx);
  return seeing.filter(({ id }) => teams === null || id === policy.teamId || teams.includes(id));
}

function countPerTeam(asked: ReadonlyMap<string, string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const teamId of asked.values()) counts.set(teamId, (counts.get(teamId) ?? 0) + 1);
  return counts;
}
