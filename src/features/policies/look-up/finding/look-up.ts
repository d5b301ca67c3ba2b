import { and, eq } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { requireMay } from '../../../../people/permissions.ts';
import { isId } from '../../library/reading/read-policy.ts';
import { askedAlready } from '../../said-of-look-ups.ts';
import { type EndedAnswer, findEnded } from './find-ended.ts';
import { type Found, findPassages, type FoundPassage } from './find-passages.ts';
import { readQuestion } from './question.ts';
import { NEAR, WORTH_SHOWING } from './sure-enough.ts';
import { type Titled, titlesLike } from './titles-like.ts';
import { type LookUpPlace, policyLookUps, type PolicyLookUp } from '../tables.ts';

/** Shown at once, of those that are worth it; *Not this* shows as many again. */
const SHOWN = 5;
/** Of those that come after them, which hardly ever answer. */
const SHOWN_UNSURE = 3;
const MOST = 15;
/** And of what is shown at all: a third as much to go through after *Not this*, for two answers of ten that are there. */
const FAR = 0.15;
const MOST_TITLES = 3;

export interface LookUp {
  readonly lookUpId: string;
  /** As it is kept: without what names a customer. */
  readonly question: string;
  readonly answered: boolean;
  readonly confidence: number;
  /** Where nothing comes near: policies with a word of the question in their titles. */
  readonly titles: readonly Titled[];
  /** Those to show now, best first; where there is no answer, the nearest. */
  readonly passages: readonly FoundPassage[];
  /** How many were shown before these: they were not it. */
  readonly from: number;
  /** Whether these may stand as an answer, or only come nearest. */
  readonly isSure: boolean;
  /** How many come after these. */
  readonly more: number;
  /** Where whoever looks it up has asked the owner, and waits: by when they hear, as markup. */
  readonly waiting: string | undefined;
  /** What said something on it until lately, and does not count any more. */
  readonly ended: EndedAnswer | undefined;
}

export interface Asked {
  readonly query: string;
  readonly place: LookUpPlace;
  readonly limit?: number;
}

/**
 * Looks something up in the policies that the actor may see, and notes what was asked: the first passages, or that there is
 * nothing on it yet. One search, one read, one row, whether they wait for an answer to it, and whether something ended lately.
 */
export async function lookUp(ctx: Ctx, asked: Asked): Promise<LookUp> {
  const question = askedBy(ctx, asked);
  return transaction(ctx, async (tx) =>
    noted(tx, ctx, { ...asked, question, found: await findPassages(tx, ctx, question, MOST) }),
  );
}

/** The same of words that may be no question: nothing is noted of them unless a policy is sure to answer. */
export async function lookUpIfAnswered(ctx: Ctx, asked: Asked): Promise<LookUp | undefined> {
  const question = askedBy(ctx, asked);
  return transaction(ctx, async (tx) => {
    const found = await findPassages(tx, ctx, question, MOST);
    return found.answered ? noted(tx, ctx, { ...asked, question, found }) : undefined;
  });
}

function askedBy(ctx: Ctx, { query }: Asked): string {
  requireReader(ctx);
  return readQuestion(query);
}

async function noted(tx: Tx, ctx: Ctx, { limit = SHOWN, ...asked }: Noted & Asked): Promise<LookUp> {
  const { question, found } = asked;
  const lookUpId = await note(tx, ctx, asked);
  return { lookUpId, question, ...(await around(tx, ctx, question, found)), ...part(found, 0, limit) };
}

/** The same once more, from another passage on: *Not this*, or a window that is shown anew. */
export async function lookUpAgain(tx: Tx, ctx: Ctx, lookUpId: string, from = 0): Promise<LookUp> {
  requireReader(ctx);
  const { query: question } = await requireLookUp(tx, ctx, lookUpId);
  const found = await findPassages(tx, ctx, question, MOST);
  const page = part(found, Math.max(0, Math.min(MOST, from)), SHOWN);
  return { lookUpId, question, ...(await around(tx, ctx, question, found)), ...page };
}

/** Whether what comes nearest is worth to be shown, also where nothing answers. */
export function isNear({ answered, confidence }: Pick<LookUp, 'answered' | 'confidence'>): boolean {
  return answered || confidence >= NEAR;
}

async function around(tx: Tx, ctx: Ctx, question: string, found: Found) {
  const { confidence, passages } = found;
  const titles = isNear(found) ? [] : await titlesLike(tx, ctx, question, MOST_TITLES);
  const today = { confidence, score: passages[0]?.score ?? 0 };
  const ended = await findEnded(tx, ctx, question, { today });
  return {
    titles: titles.filter(({ id }) => id !== ended?.policyId),
    waiting: await askedAlready(tx, ctx, question),
    ended,
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

/** What is nearly as good as the best, then the rest, a few at a time: *Not this* goes on. */
function part({ passages: found, confidence, answered }: Found, from: number, limit: number) {
  const best = found[0]?.score ?? 0;
  const passages = answered ? found.filter(({ score }) => score >= FAR * best) : found;
  const isWorthIt = ({ score }: FoundPassage) => score >= WORTH_SHOWING * best;
  const next = passages.slice(from, from + limit);
  const isSure = answered && next.slice(0, 1).every(isWorthIt);
  const rest = answered ? next.slice(0, SHOWN_UNSURE) : next;
  const shown = isSure ? next.filter(isWorthIt) : rest;
  return {
    answered,
    isSure,
    confidence,
    passages: shown,
    from,
    more: Math.max(0, passages.length - from - shown.length),
  };
}

interface Noted {
  readonly question: string;
  readonly place: LookUpPlace;
  readonly found: Found;
}

async function note(tx: Tx, ctx: Ctx, { question, place, found }: Noted): Promise<string> {
  const { passages, confidence, answered } = found;
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
      hits: answered ? passages.length : 0,
      policyId: answered ? (passages[0]?.view.policy.id ?? null) : null,
    })
    .returning({ id: policyLookUps.id });
  if (!row) throw new Error('a look-up was not noted');
  return row.id;
}
