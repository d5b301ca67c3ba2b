import type { KnownBlock } from '@slack/types';
import type { Ctx } from '../../../core/context.ts';
import { suggestions } from '../../policies/index.ts';
import type { CaseView } from '../case-view.ts';

/** For whoever is about to raise a case: it may be answered already. */
export function mayAnswerIt(ctx: Ctx, words: string): Promise<readonly KnownBlock[]> {
  return suggestions(ctx, words, { limit: 2, title: 'This may answer it' });
}

/** For whoever decides one. */
export function policiesOnIt(ctx: Ctx, { case: of }: CaseView): Promise<readonly KnownBlock[]> {
  return suggestions(ctx, of.summary, { limit: 3, title: 'What the policies say on it' });
}
