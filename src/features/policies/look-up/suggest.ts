import { type Ctx, transaction } from '../../../core/context.ts';
import { type FoundPassage, findPassages } from './find-passages.ts';
import { withoutPersonalData } from './question.ts';

/**
 * Passages that answer a text of a case, best first; none where nothing does, or nothing that the actor may see. Nobody asked
 * for them, so nothing is noted.
 */
export async function suggest(ctx: Ctx, text: string, limit = 3): Promise<readonly FoundPassage[]> {
  const { passages, answered } = await transaction(ctx, (tx) =>
    findPassages(tx, ctx, withoutPersonalData(text), limit),
  );
  return answered ? passages : [];
}
