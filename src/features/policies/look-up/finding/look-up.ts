import { and, eq } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { requireMay } from '../../../../people/permissions.ts';
import { isId } from '../../library/reading/read-policy.ts';
import { saidBefore, type SaidBefore } from '../../said-of-look-ups.ts';
import { type EndedAnswer, findEnded } from './find-ended.ts';
import { type Found, findPassages } from './find-passages.ts';
import { readQuestion } from './question.ts';
import { type Shown, shownOf } from './shown.ts';
import { type Titled, titlesLike } from './titles-like.ts';
import { type LookUpPlace, policyLookUps, type PolicyLookUp } from '../tables.ts';

/** Looked for at once: what is shown first, and what *Not this* shows after it. */
export const MOST = 15;
const MOST_TITLES = 3;

export interface LookUp extends Shown, SaidBefore {
  readonly lookUpId: string;
  /** As it is kept: without what names a customer. */
  readonly question: string;
  /** Whether the search takes its best passage for an answer; whoever asked may be told that it says not all of it. */
  readonly answered: boolean;
  readonly confidence: number;
  /** Where nothing comes near: policies with a word of the question in their titles. */
  readonly titles: readonly Titled[];
  /** What said something on it until lately, and does not count any more. */
  readonly ended: EndedAnswer | undefined;
}

export interface Asked {
  readonly query: string;
  readonly place: LookUpPlace;
}

/**
 * Looks something up in the policies that the actor may see, and notes what was asked: the first passages, or that there is
 * nothing on it yet. One search, one read, one row, whether they wait for an answer to it, and whether something ended lately.
 */
export async function lookUp(ctx: Ctx, asked: Asked): Promise<LookUp> {
  const question = askedBy(ctx, asked);
  return transaction(ctx, async (tx) => {
    const found = await findPassages(tx, ctx, question, MOST);
    return noted(tx, ctx, { place: asked.place, question, found, shown: shownOf(question, found) });
  });
}

/** The same of words that may be no question: nothing is noted of them unless a policy is sure to answer. */
export async function lookUpIfAnswered(ctx: Ctx, asked: Asked): Promise<LookUp | undefined> {
  const question = askedBy(ctx, asked);
  return transaction(ctx, async (tx) => {
    const found = await findPassages(tx, ctx, question, MOST);
    const shown = shownOf(question, found);
    return shown.standing === 'answer' ? noted(tx, ctx, { place: asked.place, question, found, shown }) : undefined;
  });
}

function askedBy(ctx: Ctx, { query }: Asked): string {
  requireReader(ctx);
  return readQuestion(query);
}

async function noted(tx: Tx, ctx: Ctx, asked: Noted): Promise<LookUp> {
  const lookUpId = await note(tx, ctx, asked);
  return { lookUpId, ...asked.shown, ...(await around(tx, ctx, asked)) };
}

/** The same once more, from another passage on: *Not this*, or a window that is shown anew. */
export async function lookUpAgain(tx: Tx, ctx: Ctx, lookUpId: string, from = 0): Promise<LookUp> {
  requireReader(ctx);
  const { query: question } = await requireLookUp(tx, ctx, lookUpId);
  const found = await findPassages(tx, ctx, question, MOST);
  const shown = shownOf(question, found, Math.max(0, Math.min(MOST, from)));
  return { lookUpId, ...shown, ...(await around(tx, ctx, { question, found, shown })) };
}

async function around(tx: Tx, ctx: Ctx, { question, found, shown }: Omit<Noted, 'place'>) {
  const { answered, confidence, passages } = found;
  const titles = shown.standing === 'nothing' ? await titlesLike(tx, ctx, question, MOST_TITLES) : [];
  const ended = await findEnded(tx, ctx, question, { today: { confidence, score: passages[0]?.score ?? 0 } });
  return {
    question,
    answered,
    confidence,
    titles: titles.filter(({ id }) => id !== ended?.policyId),
    ended,
    ...(await saidBefore(tx, ctx, question)),
  };
}

/** *Look up again*: the same question as it is answered now. */
export async function lookUpAnew(ctx: Ctx, lookUpId: string): Promise<LookUp> {
  requireReader(ctx);
  const { query, place } = await transaction(ctx, (tx) => requireLookUp(tx, ctx, lookUpId));
  return lookUp(ctx, { query, place });
}

/** A look-up is only ever that of whoever asked. */
export async function requireLookUp(tx: Tx, ctx: Ctx, lookUpId: string): Promise<PolicyLookUp> {
  const [row] = isId(lookUpId) ? await tx.select().from(policyLookUps).where(isTheirLookUp(ctx, lookUpId)) : [];
  if (!row) throw new UserError(LOOK_UP_GONE);
  return row;
}

export const LOOK_UP_GONE = 'That answer is too old to go on with. Please look it up once more.';

export function isTheirLookUp(ctx: Ctx, lookUpId: string) {
  return and(
    eq(policyLookUps.workspaceId, ctx.workspaceId),
    eq(policyLookUps.id, lookUpId),
    eq(policyLookUps.slackId, ctx.actor.slackId),
  );
}

/** Whoever is on no team is nobody's reader, which is not the same as that there is nothing. */
export function requireReader(ctx: Ctx): void {
  requireMay(ctx, 'policy.look-up', {});
  if (ctx.actor.memberships.length > 0) return;
  throw new UserError(
    "You're not on a team yet. Policies are for people on teams: type /floorwalker to ask a manager to add you.",
  );
}

interface Noted {
  readonly question: string;
  readonly place: LookUpPlace;
  readonly found: Found;
  readonly shown: Shown;
}

/** What whoever asked is told is no answer is noted as none. */
async function note(tx: Tx, ctx: Ctx, { question, place, found, shown }: Noted): Promise<string> {
  const { passages, confidence } = found;
  const isAnswer = shown.standing === 'answer';
  const [row] = await tx
    .insert(policyLookUps)
    .values({
      workspaceId: ctx.workspaceId,
      slackId: ctx.actor.slackId,
      teamId: ctx.actor.memberships[0]?.teamId ?? null,
      place,
      query: question,
      at: ctx.clock.now(),
      confidence,
      hits: isAnswer ? passages.length : 0,
      policyId: isAnswer ? (passages[0]?.view.policy.id ?? null) : null,
    })
    .returning({ id: policyLookUps.id });
  if (!row) throw new Error('a look-up was not noted');
  return row.id;
}
