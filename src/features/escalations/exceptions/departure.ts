import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { namedPassage } from '../../policies/index.ts';
import type { ResolveCaseInput } from '../inputs.ts';

/** What a decision departs from, as it is kept with the decision or with the request for it; all null where it departs from nothing. */
export interface Departure {
  /** As it was called then, or as it was typed. */
  readonly passage: string | null;
  readonly policyRevisionId: string | null;
  readonly policyAnchor: string | null;
  readonly departsBecause: string | null;
}

export const NO_DEPARTURE: Departure = {
  passage: null,
  policyRevisionId: null,
  policyAnchor: null,
  departsBecause: null,
};

type Typed = Pick<ResolveCaseInput, 'passageId' | 'passage' | 'departsBecause'>;

/** @throws UserError where the passage is none that the actor may see */
export async function departureOf(tx: Tx, ctx: Ctx, { passageId, ...typed }: Typed): Promise<Departure> {
  const departsBecause = typed.departsBecause ?? null;
  if (passageId === undefined) return { ...NO_DEPARTURE, passage: typed.passage ?? null, departsBecause };
  const { place, revisionId, anchor } = await namedPassage(tx, ctx, passageId, 'passageId');
  return { passage: place, policyRevisionId: revisionId, policyAnchor: anchor, departsBecause };
}
