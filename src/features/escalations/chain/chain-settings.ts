import { and, eq } from 'drizzle-orm';
import type { Calendar } from '../../../core/business-time/calendar.ts';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { teamCalendar } from '../../../people/calendar/team-calendar.ts';
import { teams } from '../../../people/tables.ts';
import type { Case } from '../tables.ts';
import { candidatesFor, type CaseCandidate } from './candidates.ts';
import { defaultChains, type Chain, type ChainSettings } from './chain-rules.ts';
import { teamChains } from './tables.ts';

/** What a team asks by. */
export interface Routing {
  readonly chain: Chain;
  readonly calendar: Calendar;
  readonly candidates: readonly CaseCandidate[];
}

/**
 * Everything that says whom this case asks, and when. Until the transaction ends no other case of the team chooses, so
 * that many at once are spread over those who are there.
 */
export async function routingOf(tx: Tx, ctx: Ctx, of: Case): Promise<Routing> {
  const chains = await chainsForChoosing(tx, ctx, of.teamId);
  const candidates = await candidatesFor(tx, ctx, of);
  const { calendar } = await teamCalendar(tx, ctx, of.teamId);
  return { chain: chains[of.urgency], calendar, candidates };
}

async function chainsForChoosing(tx: Tx, ctx: Ctx, teamId: string): Promise<ChainSettings> {
  const [found] = await settingsQuery(tx, ctx, teamId).for('no key update', { of: teams });
  return found?.chains ?? defaultChains;
}

/** The chains of a team as they are now; revision 0 are the defaults. */
export async function chainsOf(
  tx: Tx,
  ctx: Ctx,
  teamId: string,
): Promise<{ readonly chains: ChainSettings; readonly revision: number }> {
  const [found] = await settingsQuery(tx, ctx, teamId);
  return { chains: found?.chains ?? defaultChains, revision: found?.revision ?? 0 };
}

function settingsQuery(tx: Tx, ctx: Ctx, teamId: string) {
  return tx
    .select({ chains: teamChains.chains, revision: teamChains.chainsRevision })
    .from(teams)
    .leftJoin(teamChains, and(eq(teamChains.workspaceId, teams.workspaceId), eq(teamChains.teamId, teams.id)))
    .where(and(eq(teams.workspaceId, ctx.workspaceId), eq(teams.id, teamId)));
}
