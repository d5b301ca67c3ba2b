import { recordAudit } from '../../../core/audit.ts';
import { countedSeconds } from '../../../core/business-time/counting.ts';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { addJob } from '../../../jobs/add-job.ts';
import { enqueue, type Message, type Outgoing } from '../../../outbox/enqueue.ts';
import { caseCardKey, caseStatusKey, caseView, type CaseView } from '../case-view.ts';
import { redrawn, redrawnCard } from '../record-change.ts';
import type { Case } from '../tables.ts';
import { askOf, isSameRound, poolOf, type Ask, type DueTurn } from './chain-rules.ts';
import { routingOf, type Routing } from './chain-settings.ts';
import { decideStep, hoursOf, nextTurn, type Step } from './decide-step.ts';
import { holdChain } from './hold-chain.ts';
import { chainStep, unclaimed } from './job-kinds.ts';
import { chainCall, nobodyTook, nobodyTookYours } from './messages.ts';
import { saveChain, type ChainState, type StepMade } from './save-chain.ts';
import type { CaseChain } from './tables.ts';
import { criticalCalls } from './whom-to-call.ts';

interface Due {
  readonly case: Case;
  readonly chain: CaseChain;
  readonly nextAt: Date;
}

/**
 * The next step of a case's chain: asks one person, or tells the managers that nobody is left. Compared with the case,
 * which it holds while it decides: whoever claims at the same instant is either asked about no more, or came after.
 */
export function takeStep(ctx: Ctx, { caseId }: { readonly caseId: string }): Promise<void> {
  return transaction(ctx, async (tx) => {
    const due = await holdIfDue(tx, ctx, caseId);
    if (!due) return;
    const isEarly = due.nextAt > ctx.clock.now();
    if (isEarly && !due.chain.awaitsPeople) return comeBack(tx, ctx, caseId, due.nextAt);
    const routing = await routingOf(tx, ctx, due.case);
    const step = decideStep(situationOf(ctx, due, routing), ctx.clock.now());
    if (step.kind === 'closed') return step.until && comeBackWhenOpen(tx, ctx, due, step.until, isEarly);
    if (isEarly && step.kind === 'waits' && isAsBefore(due, step)) return comeBack(tx, ctx, caseId, step.until);
    await saveChain(tx, ctx, stateAfter(ctx, due, routing, step), madeOf(due, step));
    await keepReminding(tx, ctx, caseId, step);
    await tell(tx, ctx, due, routing, step);
  });
}

/** Undefined if the case is claimed, closed or private, or its chain has ended. */
async function holdIfDue(tx: Tx, ctx: Ctx, caseId: string): Promise<Due | undefined> {
  const found = await holdChain(tx, ctx, caseId, 'open');
  return found?.chain.nextAt ? { ...found, nextAt: found.chain.nextAt } : undefined;
}

/** From now on the managers are told again for as long as nobody has it. */
async function keepReminding(tx: Tx, ctx: Ctx, caseId: string, step: Taken): Promise<void> {
  const isTheirs = step.kind === 'ended' || (step.kind === 'waits' && step.told.length > 0);
  if (isTheirs) await addJob(tx, ctx, unclaimed, { caseId }, { runAt: ctx.clock.now(), dedupeKey: caseId });
}

function comeBack(tx: Tx, ctx: Ctx, caseId: string, runAt: Date): Promise<void> {
  return addJob(tx, ctx, chainStep, { caseId }, { runAt, dedupeKey: caseId });
}

/** A step that came due just as the team closed is due when it opens, and the card says so. */
async function comeBackWhenOpen(tx: Tx, ctx: Ctx, due: Due, until: Date, isEarly: boolean): Promise<void> {
  if (isEarly) return comeBack(tx, ctx, due.case.id, until);
  await saveChain(tx, ctx, { ...due.chain, isNewRun: false, nextAt: until }, []);
  const view = await caseView(tx, ctx, due.case.id);
  await enqueue(tx, ctx, [redrawnCard(view)]);
  const detail = { run: view.chain?.run, step: 'closed', until: until.toISOString() };
  await recordAudit(tx, ctx, { action: 'case.chain', subject: `case:${due.case.id}`, detail });
}

/** Whoever is awaited may come earlier than it seemed: then the turn is due when they do. */
function situationOf(ctx: Ctx, { chain: state, nextAt }: Due, routing: Routing) {
  const now = ctx.clock.now();
  const due: DueTurn = { turn: state.turn, dueAt: nextAt < now ? nextAt : now };
  return { ...routing, due, asked: state.asked, managersTold: state.managersToldAt !== null };
}

function isAsBefore({ nextAt }: Due, { until, told }: Step & { kind: 'waits' }): boolean {
  return until.getTime() === nextAt.getTime() && told.length === 0;
}

type Taken = Exclude<Step, { kind: 'closed' }>;

function stateAfter(ctx: Ctx, { chain: state }: Due, routing: Routing, step: Taken): ChainState {
  const now = ctx.clock.now();
  const tells = step.kind !== 'asked' && step.told.length > 0;
  const kept = {
    ...state,
    isNewRun: false,
    awaitsPeople: step.kind === 'waits',
    managersToldAt: tells ? now : state.managersToldAt,
  };
  if (step.kind === 'waits') return { ...kept, nextAt: step.until };
  if (step.kind === 'ended') return { ...kept, turn: step.turn, nextAsk: null, nextAt: null, since: now };
  const { turn, since, at } = nextTurn(routing, step, now);
  return { ...kept, turn, since, nextAt: at ?? null, nextAsk: askOf(routing.chain, turn), asked: step.asked };
}

/** What goes to the log of the chain: also what was missed or found nobody. */
function madeOf({ nextAt }: Due, step: Taken): readonly StepMade[] {
  if (step.kind === 'waits') return [];
  const missed = step.missed.map(({ turn, dueAt }): StepMade => ({ turn, dueAt, outcome: 'missed', asked: [] }));
  const skipped = step.skipped.map((turn): StepMade => ({ turn, dueAt: nextAt, outcome: 'nobody', asked: [] }));
  const last: StepMade =
    step.kind === 'asked'
      ? { turn: step.turn, dueAt: step.dueAt, outcome: 'asked', asked: [step.slackId] }
      : { turn: step.turn, dueAt: step.dueAt, outcome: 'ended', asked: step.told };
  return [...missed, ...skipped, last];
}

async function tell(tx: Tx, ctx: Ctx, due: Due, routing: Routing, step: Taken): Promise<void> {
  const view = await caseView(tx, ctx, due.case.id);
  const called = step.kind === 'asked' ? [step.slackId] : step.told;
  const message = called.length > 0 ? messageOf(ctx, due, routing, step, view) : undefined;
  const told = message ? [inThread(view, step, message), ...criticalCalls(view, called)] : [];
  await enqueue(tx, ctx, [...redrawn(view), ...told, ...raiserTold(view, step)]);
  const detail = { run: view.chain?.run, step: step.kind, called };
  await recordAudit(tx, ctx, { action: 'case.chain', subject: `case:${due.case.id}`, detail });
}

function messageOf(ctx: Ctx, due: Due, routing: Routing, step: Taken, view: CaseView): Message {
  const waitedSeconds = countedSeconds(hoursOf(routing), due.chain.startedAt, ctx.clock.now());
  const ageSeconds = Math.floor((ctx.clock.now().getTime() - view.case.raisedAt.getTime()) / 1000);
  if (step.kind !== 'asked') return nobodyTook(view, step.told, ageSeconds, step.kind === 'ended');
  const { slackId, ask } = step;
  return chainCall(view, {
    slackId,
    ask,
    waitedSeconds,
    ageSeconds,
    isFirstRun: due.chain.startedAt <= view.case.raisedAt,
    ...othersOf(ask, routing, whomItAsked(due, view)),
    isNewRound: !isSameRound(routing.chain, 0, step.turn) && step.asked.length === 1,
    hasSkill: routing.candidates.some((candidate) => candidate.slackId === slackId && candidate.hasSkill),
    lateSince: step.isLate ? step.dueAt : undefined,
  });
}

/** Whom it asked in this round: whoever gave the case back is left out of it, but had it. */
function whomItAsked({ chain }: Due, view: CaseView): readonly string[] {
  return chain.asked.filter((slackId) => view.chain?.called.includes(slackId));
}

/** Those of the role below, of a lead the other leads, and who of them was asked before. */
function othersOf(ask: Ask, { candidates }: Routing, asked: readonly string[]) {
  const others = poolOf(ask === 'directors' ? 'managers' : 'leads', candidates);
  return {
    askedBefore: others.filter(({ slackId }) => asked.includes(slackId)).map(({ slackId }) => slackId),
    hasOthers: others.some(({ isThere }) => isThere),
  };
}

/** At the end of the chain. */
function raiserTold(view: CaseView, step: Taken): readonly Outgoing[] {
  if (step.kind !== 'ended') return [];
  const { id, raisedBy } = view.case;
  const dedupeKey = `case:${id}:nobody-took:${view.chain?.run}`;
  return [{ kind: 'post', to: raisedBy, inThreadOf: caseStatusKey(id), message: nobodyTookYours(view), dedupeKey }];
}

function inThread(view: CaseView, step: Taken, message: Message): Outgoing {
  const turn = step.kind === 'waits' ? 'waits' : step.turn;
  return {
    kind: 'post',
    to: view.team.escalationsChannel,
    inThreadOf: caseCardKey(view.case),
    message,
    dedupeKey: `case:${view.case.id}:chain:${view.chain?.run}:${turn}`,
  };
}
