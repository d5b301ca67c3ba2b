import { and, eq, inArray } from 'drizzle-orm';
import { recordAudit } from '../../../core/audit.ts';
import { transaction, type Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { presenceOf } from '../../shifts/index.ts';
import { offerEnds } from './hand-over-rules.ts';
import { giverKey, handOverView, lockHandOver } from './hand-over-view.ts';
import type { HandOverInput } from './inputs.ts';
import { advanceAt } from './job-kinds.ts';
import { giverMessage } from './messages.ts';
import { offerCases } from './offer-cases.ts';
import { MOST_CASES, notOffered, openCasesOf, type OpenCase } from './open-cases.ts';
import { handOverCases, handOvers, type HandOver } from './tables.ts';

/** The end of somebody's work for a team. */
export interface WorkingSpan {
  readonly teamId: string;
  readonly giver: string;
  readonly spanEnd: Date;
}

/**
 * Asks somebody whose working span ends soon what becomes of their open cases, with an heir proposed for each: one
 * message, once for each span.
 */
export async function proposeAtEnd(tx: Tx, ctx: Ctx, span: WorkingSpan, open: readonly OpenCase[]): Promise<void> {
  const started = await insertHandOver(tx, ctx, { ...span, stage: 'proposed', stageEnds: span.spanEnd });
  if (!started) return addToProposal(tx, ctx, span, open);
  await insertCases(tx, ctx, started.id, open.map(asProposed));
  await advanceAt(tx, ctx, started.id, started.stageEnds);
  const message = giverMessage(await handOverView(tx, ctx, started.id));
  const messageKey = giverKey(started.id);
  await enqueue(tx, ctx, [{ kind: 'post', to: span.giver, message, messageKey, dedupeKey: messageKey }]);
}

/** What they got after they were asked joins the question, as long as it stands and its form has room. */
async function addToProposal(tx: Tx, ctx: Ctx, span: WorkingSpan, open: readonly OpenCase[]): Promise<void> {
  const held = await handOverOfSpan(tx, ctx, span);
  if (held?.stage !== 'proposed') return;
  const { cases: proposed } = await handOverView(tx, ctx, held.id);
  const joining = open.slice(0, Math.max(0, MOST_CASES - proposed.length));
  if (joining.length === 0) return;
  await insertCases(tx, ctx, held.id, joining.map(asProposed));
  const view = await handOverView(tx, ctx, held.id);
  await enqueue(tx, ctx, [{ kind: 'edit', messageKey: giverKey(held.id), message: giverMessage(view) }]);
}

function asProposed({ case: of, heir }: OpenCase): NewCase {
  return { caseId: of.id, heir: heir ?? null };
}

/** Offers more cases in the hand-over of a span that is over. Those for whom there is no heir go to the group. */
export async function offerMore(tx: Tx, ctx: Ctx, span: WorkingSpan, open: readonly OpenCase[]): Promise<void> {
  const held = await handOverOfSpan(tx, ctx, span);
  if (!held) return;
  await insertCases(tx, ctx, held.id, open.map(asProposed));
  const given = open.flatMap(({ case: of, heir }) => (heir === undefined ? [] : [{ caseId: of.id, heir }]));
  await beginOffers(tx, ctx, held, given);
}

/** The one hand-over at the end of a working span, locked. */
async function handOverOfSpan(
  tx: Tx,
  ctx: Ctx,
  { teamId, giver, spanEnd }: WorkingSpan,
): Promise<HandOver | undefined> {
  const [held] = await tx
    .select()
    .from(handOvers)
    .where(
      and(
        eq(handOvers.workspaceId, ctx.workspaceId),
        eq(handOvers.teamId, teamId),
        eq(handOvers.giver, giver),
        eq(handOvers.spanEnd, spanEnd),
      ),
    )
    .for('update');
  return held;
}

/**
 * Hands over what the actor owns as they chose, one hand-over for each team: the heirs are asked, and what they keep
 * stays theirs.
 */
export async function startHandOver(ctx: Ctx, { choices, requestId }: HandOverInput): Promise<void> {
  const given = choices.filter(({ heir }) => heir !== undefined);
  if (given.length === 0) throw new UserError('Choose somebody for at least one case.');
  const open = await transaction(ctx, (tx) =>
    openCasesOf(tx, ctx, ctx.actor.slackId, ctx.clock.now(), undefined, notOffered),
  );
  const teamIds = [...new Set(open.map((each) => each.case.teamId))];
  for (const teamId of teamIds) {
    const ofTeam = open.filter((each) => each.case.teamId === teamId);
    const theirs = requireHeirs(ofTeam, given);
    if (theirs.length > 0) {
      await transaction(ctx, (tx) => startOfTeam(tx, ctx, teamId, theirs, `${requestId}:${teamId}`));
    }
  }
}

type Choice = HandOverInput['choices'][number];
type Given = Choice & { readonly heir: string };

async function startOfTeam(
  tx: Tx,
  ctx: Ctx,
  teamId: string,
  given: readonly Given[],
  requestId: string,
): Promise<void> {
  const giver = ctx.actor.slackId;
  const spanEnd = await endOfSpan(tx, ctx, teamId, giver);
  const stageEnds = offerEnds(ctx.clock.now(), spanEnd);
  const started = await insertHandOver(tx, ctx, { teamId, giver, stage: 'offered', stageEnds, requestId });
  if (!started) return;
  await insertCases(tx, ctx, started.id, given);
  await advanceAt(tx, ctx, started.id, stageEnds);
  const messageKey = giverKey(started.id);
  const message = giverMessage(await handOverView(tx, ctx, started.id));
  await offerCases(tx, ctx, started.id, given, [
    { kind: 'post', to: giver, message, messageKey, dedupeKey: messageKey },
  ]);
}

/** The giver's answer to a proposal: offers go out, and what has no heir they keep. */
export function offerProposed(ctx: Ctx, handOverId: string, choices?: readonly Choice[]): Promise<void> {
  return transaction(ctx, async (tx) => {
    const held = await lockHandOver(tx, ctx, handOverId);
    if (held?.giver !== ctx.actor.slackId) throw new UserError('Only whoever hands over can choose.');
    if (held.stage !== 'proposed') throw new UserError('That was sent already: the message shows how it goes.');
    const open = await openCasesOf(tx, ctx, held.giver, held.spanEnd ?? ctx.clock.now(), held.teamId);
    const proposed = (await handOverView(tx, ctx, handOverId)).cases.filter(({ state }) => state === 'waiting');
    const chosen = choices ?? proposed.map(({ caseId, heir }) => ({ caseId, heir: heir ?? undefined }));
    const given = requireHeirs(
      open,
      chosen.filter(({ caseId }) => proposed.some((each) => each.caseId === caseId)),
    );
    if (choices) await keep(tx, ctx, handOverId, keptOf(proposed, given));
    await beginOffers(tx, ctx, held, given);
  });
}

/** What was proposed is offered as it stands: by the giver's word, or when their span has ended without one. */
export async function beginOffers(tx: Tx, ctx: Ctx, held: HandOver, given: readonly Given[]): Promise<void> {
  const stageEnds = offerEnds(ctx.clock.now(), held.spanEnd);
  await tx
    .update(handOvers)
    .set({ stage: 'offered', stageEnds })
    .where(and(eq(handOvers.workspaceId, ctx.workspaceId), eq(handOvers.id, held.id)));
  for (const { caseId, note } of given) if (note) await writeNote(tx, ctx, held.id, caseId, note);
  await advanceAt(tx, ctx, held.id, stageEnds);
  await offerCases(tx, ctx, held.id, given);
}

function keptOf(proposed: readonly { caseId: string }[], given: readonly Given[]): readonly string[] {
  return proposed.map(({ caseId }) => caseId).filter((caseId) => !given.some((each) => each.caseId === caseId));
}

/** Leaves cases with their owner, who stays on them. */
export async function keep(tx: Tx, ctx: Ctx, handOverId: string, caseIds: readonly string[]): Promise<void> {
  if (caseIds.length === 0) return;
  await tx
    .update(handOverCases)
    .set({ state: 'kept' })
    .where(
      and(
        eq(handOverCases.workspaceId, ctx.workspaceId),
        eq(handOverCases.handOverId, handOverId),
        inArray(handOverCases.caseId, [...caseIds]),
        eq(handOverCases.state, 'waiting'),
      ),
    );
}

/** Only what is theirs to give, and only to who may have it: forged choices say nothing else. */
function requireHeirs(open: readonly OpenCase[], choices: readonly Choice[]): readonly Given[] {
  return choices.flatMap((choice) => {
    const found = open.find((each) => each.case.id === choice.caseId);
    const { heir } = choice;
    if (!found || heir === undefined) return [];
    const mayHave = heir !== found.case.owner && found.candidates.some(({ slackId }) => slackId === heir);
    if (!mayHave) throw new UserError(`Choose somebody else for #${found.case.number}: they may not decide it.`);
    return [{ ...choice, heir }];
  });
}

type NewHandOver = Pick<
  typeof handOvers.$inferInsert,
  'teamId' | 'giver' | 'stage' | 'stageEnds' | 'spanEnd' | 'requestId'
>;

async function insertHandOver(tx: Tx, ctx: Ctx, fresh: NewHandOver): Promise<HandOver | undefined> {
  const [started] = await tx
    .insert(handOvers)
    .values({ ...fresh, workspaceId: ctx.workspaceId, startedAt: ctx.clock.now() })
    .onConflictDoNothing()
    .returning();
  if (!started) return undefined;
  const { id, teamId, giver, stage } = started;
  await recordAudit(tx, ctx, {
    action: 'hand-over.started',
    subject: `hand-over:${id}`,
    detail: { teamId, giver, stage },
  });
  return started;
}

type NewCase = Pick<typeof handOverCases.$inferInsert, 'caseId' | 'heir' | 'note'>;

async function insertCases(tx: Tx, ctx: Ctx, handOverId: string, rows: readonly NewCase[]): Promise<void> {
  await tx
    .insert(handOverCases)
    .values(rows.map(({ caseId, heir, note }) => ({ workspaceId: ctx.workspaceId, handOverId, caseId, heir, note })))
    .onConflictDoNothing();
}

async function writeNote(tx: Tx, ctx: Ctx, handOverId: string, caseId: string, note: string): Promise<void> {
  await tx
    .update(handOverCases)
    .set({ note })
    .where(
      and(
        eq(handOverCases.workspaceId, ctx.workspaceId),
        eq(handOverCases.handOverId, handOverId),
        eq(handOverCases.caseId, caseId),
      ),
    );
}

async function endOfSpan(tx: Tx, ctx: Ctx, teamId: string, slackId: string): Promise<Date | undefined> {
  const [presence] = await presenceOf(tx, ctx, teamId, [slackId]);
  return presence?.thereUntil;
}
