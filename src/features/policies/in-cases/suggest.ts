import type { KnownBlock } from '@slack/types';
import { type Ctx, transaction } from '../../../core/context.ts';
import { findPassages, type FoundPassage } from '../look-up/finding/find-passages.ts';
import { withoutPersonalData } from '../look-up/finding/question.ts';
import { WORTH_SUGGESTING } from '../look-up/finding/sure-enough.ts';
import { suggestionBlocks } from './suggestion-blocks.ts';

/** A form opens without suggestions rather than later: whoever opens it has a customer waiting. */
const WITHIN_MS = 500;
const MOST_CHARACTERS = 1000;

export interface Wanted {
  readonly limit: number;
  /** Above the passages. */
  readonly title: string;
}

/**
 * Passages that answer the words of a case, each with *Read*, for a form that is about it. Nothing where no policy answers that the
 * actor may see, and where the search fails or takes long: it never throws, and never waits longer than half a second.
 */
export async function suggestions(ctx: Ctx, words: string, { limit, title }: Wanted): Promise<readonly KnownBlock[]> {
  if (words.trim() === '' || ctx.actor.memberships.length === 0) return [];
  const found = suggest(ctx, words, limit).catch((error: unknown) => {
    ctx.log.warn({ err: error }, 'no suggestions: the search failed');
    return [];
  });
  return suggestionBlocks(await inTime(found), title);
}

/**
 * Passages that answer a text of a case, best first; none where nothing does, or nothing that the actor may see. Nobody asked
 * for them, so nothing is noted.
 */
export async function suggest(ctx: Ctx, text: string, limit = 3): Promise<readonly FoundPassage[]> {
  const question = withoutPersonalData(text.slice(0, MOST_CHARACTERS));
  const { passages, answered } = await transaction(ctx, (tx) => findPassages(tx, ctx, question, limit));
  const least = WORTH_SUGGESTING * (passages[0]?.score ?? 0);
  return answered ? passages.filter(({ score }) => score >= least) : [];
}

async function inTime(found: Promise<readonly FoundPassage[]>): Promise<readonly FoundPassage[]> {
  let timer: NodeJS.Timeout | undefined;
  const gaveUp = new Promise<readonly FoundPassage[]>((resolve) => {
    timer = setTimeout(() => resolve([]), WITHIN_MS);
  });
  return Promise.race([found, gaveUp]).finally(() => clearTimeout(timer));
}
