import { and, eq } from 'drizzle-orm';
import { isOpenAt } from '../../../core/business-time/counting.ts';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Case, CaseEntry, CaseEntryKind } from '../tables.ts';
import { askOf, minutesBefore } from './chain-rules.ts';
import { routingOf, type Routing } from './chain-settings.ts';
import { firstToAsk, hoursOf, roleToCall, waitIn } from './decide-step.ts';
import { watchOwner } from './watch-owner.ts';
import { saveChain, type ChainState, type StepMade } from './save-chain.ts';
import { caseChains } from './tables.ts';

/** After these a case that is open has to find somebody anew. */
const STARTING: ReadonlySet<CaseEntryKind> = new Set<CaseEntryKind>(['raised', 'reopened', 'lapsed', 'given-back']);

/**
 * Keeps who is asked next in step with a change of a case that is not private. Nothing stops a chain: each of its steps
 * looks first whether the case is still open.
 */
export async function keepChain(tx: Tx, ctx: Ctx, changed: Case, entry: CaseEntry): Promise<void> {
  if (changed.state === 'claimed') return watchOwner(tx, ctx, changed, entry);
  if (changed.state !== 'open') return;
  // Critical cannot wait for the next step: somebody is called at once.
  const isCalled = STARTING.has(entry.kind) || (entry.kind === 'urgency' && changed.urgency === 'critical');
  if (isCalled) return startRun(tx, ctx, changed, entry);
  if (entry.kind === 'urgency') return changeChain(tx, ctx, changed, entry);
}

async function startRun(tx: Tx, ctx: Ctx, of: Case, entry: CaseEntry): Promise<void> {
  const routing = await routingOf(tx, ctx, of);
  const isAskedNow = of.urgency === 'critical' || isOpenAt(hoursOf(routing), entry.at);
  if (isAskedNow) return askFirst(tx, ctx, of, entry, routing);
  await saveChain(tx, ctx, newRun(of, entry, routing, 0, whoKnows(entry)), []);
}

/** The first of the round who is there; where nobody is, all of the role. The message of the change mentions them. */
async function askFirst(tx: Tx, ctx: Ctx, of: Case, entry: CaseEntry, routing: Routing): Promise<void> {
  const knows = whoKnows(entry);
  const others = routing.candidates.filter(({ slackId }) => !knows.includes(slackId));
  const one = firstToAsk(routing.chain, others);
  if (!one) return callRole(tx, ctx, newRun(of, entry, routing, 1, knows), roleToCall(others));

  const step = (turn: number, asked: readonly string[]): StepMade => {
    return { turn, outcome: asked.length > 0 ? 'asked' : 'nobody', dueAt: entry.at, asked };
  };
  const steps = [...one.skipped.map((turn) => step(turn, [])), step(one.turn, [one.slackId])];
  await saveChain(tx, ctx, newRun(of, entry, routing, one.turn + 1, [...knows, one.slackId]), steps);
}

async function callRole(tx: Tx, ctx: Ctx, state: ChainState, asked: readonly string[]): Promise<void> {
  const outcome = asked.length > 0 ? 'role' : 'nobody';
  await saveChain(tx, ctx, state, [{ turn: 0, outcome, dueAt: state.since, asked }]);
}

/** Whoever brought the case back need not be asked for it, nor whoever was silent on it. */
function whoKnows({ kind, by, detail }: CaseEntry): readonly string[] {
  const from = detail?.['from'];
  if (kind === 'raised') return [];
  return [by, ...(kind !== 'reopened' && typeof from === 'string' ? [from] : [])];
}

/** Another urgency: its chain, from now on. Who was asked in this round stays asked. */
async function changeChain(tx: Tx, ctx: Ctx, of: Case, entry: CaseEntry): Promise<void> {
  const routing = await routingOf(tx, ctx, of);
  const turn = (await hasAskedNobody(tx, ctx, of.id)) ? 0 : 1;
  await saveChain(tx, ctx, newRun(of, entry, routing, turn, null), []);
}

/** Raised while the team was closed, it asks its first at the opening. */
async function hasAskedNobody(tx: Tx, ctx: Ctx, caseId: string): Promise<boolean> {
  const [found] = await tx
    .select({ turn: caseChains.turn })
    .from(caseChains)
    .where(and(eq(caseChains.workspaceId, ctx.workspaceId), eq(caseChains.caseId, caseId)));
  return found?.turn === 0;
}

/** `turn`: the one that comes next; the first comes as soon as the chain's hours begin. */
function newRun(of: Case, entry: CaseEntry, routing: Routing, turn: number, asked: ChainState['asked']): ChainState {
  const next = waitIn(hoursOf(routing), entry.at, minutesBefore(routing.chain, turn));
  return {
    caseId: of.id,
    teamId: of.teamId,
    isNewRun: true,
    startedAt: entry.at,
    urgency: of.urgency,
    turn,
    nextAsk: askOf(routing.chain, turn),
    since: entry.at,
    nextAt: next ?? null,
    awaitsPeople: false,
    asked,
    managersToldAt: null,
  };
}
