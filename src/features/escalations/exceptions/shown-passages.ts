import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { type PassagePointer, policiesOfRevisions } from '../../policies/index.ts';
import type { Departure } from './departure.ts';

/** A passage as somebody may see it. */
export interface ShownPassage {
  readonly passage: string;
  /** Of a policy here, which they may read. */
  readonly place?: PassagePointer & { readonly policyId: string };
}

type Named = Omit<Departure, 'departsBecause'>;

export const UNSEEN = 'a policy you may not see';

/** What to show of these to the actor: not even the title of what they may not see. */
export async function shownPassages(tx: Tx, ctx: Ctx, named: readonly Named[]): Promise<(one: Named) => ShownPassage> {
  const revisionIds = named.flatMap(({ policyRevisionId }) => policyRevisionId ?? []);
  const seen = await policiesOfRevisions(tx, ctx, revisionIds);
  return ({ passage, policyRevisionId: revisionId, policyAnchor }) => {
    if (revisionId === null) return { passage: passage ?? '' };
    const policyId = seen.get(revisionId);
    if (policyId === undefined) return { passage: UNSEEN };
    return { passage: passage ?? '', place: { policyId, revisionId, anchor: policyAnchor ?? '' } };
  };
}
