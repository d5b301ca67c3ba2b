import { type Ctx, theApp, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { peopleByIds } from '../../../../people/queries.ts';
import { endedRevision } from '../../library/reading/ended-policies.ts';
import { type KeptRevision, revisionById, revisionInForce } from '../../library/reading/read-policy.ts';
import { recordRead } from '../../library/reading/record-read.ts';
import { type Pages, pageOfAnchor, pagesOf } from '../../text/showing/pages.ts';
import { requireReader } from '../finding/look-up.ts';
import { PASSAGE_GONE } from '../finding/passage-gone.ts';
import { readFrom, type ReadFrom } from './read-value.ts';

/** One page of a revision. */
export interface Reading extends KeptRevision {
  readonly ownerName: string | undefined;
  readonly pages: Pages;
  readonly page: number;
  /** What counts instead of it now, where another revision does. */
  readonly newer: string | undefined;
  /** The last day on which it counted, where its policy ended lately. */
  readonly endedOn: string | undefined;
}

/** Opens a revision where the value says; notes that the actor has read it, for what changes after that. */
export async function readAll(ctx: Ctx, value: string): Promise<Reading> {
  requireReader(ctx);
  const { revisionId, from } = readFrom(value);
  return transaction(ctx, async (tx) => {
    const { kept, endedOn } = await readable(tx, ctx, revisionId);
    const { revision, policy } = kept;
    const inForce = endedOn === undefined ? await revisionInForce(tx, ctx, policy.id) : undefined;
    await recordRead(tx, ctx, revision.id);
    const owner = (await peopleByIds(tx, ctx, [policy.owner])).get(policy.owner);
    const pages = pagesOf(revision.markdown, revision.title);
    const isOld = revision.state === 'published' && inForce !== undefined && inForce.number > revision.number;
    const newer = isOld ? inForce.id : undefined;
    return { ...kept, ownerName: owner?.name, pages, page: pageOf(pages, from), newer, endedOn };
  });
}

/** What the actor may read, and for some time what they could read until it ended, also where it was archived since. */
async function readable(tx: Tx, ctx: Ctx, revisionId: string) {
  const seen = await revisionById(tx, ctx, revisionId);
  const ended = await endedRevision(tx, ctx, revisionId);
  const kept = seen ?? (ended && (await revisionById(tx, asTheApp(ctx), revisionId)));
  if (!kept) throw new UserError(PASSAGE_GONE);
  return { kept, endedOn: ended?.endedOn };
}

/** It sees what is archived; that this is theirs to read was seen before. */
function asTheApp(ctx: Ctx): Ctx {
  return { ...ctx, actor: theApp };
}

function pageOf(pages: Pages, { anchor, heading, page = 0 }: ReadFrom): number {
  if (anchor !== undefined) return pageOfAnchor(pages, anchor);
  const wanted = heading === undefined ? page : (pages.headings[heading]?.page ?? 0);
  return Math.min(wanted, pages.pages.length - 1);
}
