import type { KnownBlock } from '@slack/types';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { passagesOfRevision, revisionById } from '../../library/reading/read-policy.ts';
import type { PolicyRevision } from '../../library/tables.ts';
import { blocksOf } from '../../text/showing/blocks.ts';
import { diffPages } from '../../text/showing/diff-pages.ts';
import { wordDiff } from '../../text/word-diff.ts';

/** What people are shown of a policy when they are asked to read it. */
export interface Quote {
  readonly blocks: readonly KnownBlock[];
  /** Of the passage, where one was chosen. */
  readonly heading?: string;
  /** What changed since another revision, not a passage. */
  readonly isChanges?: boolean;
  readonly isWhole: boolean;
}

/** Hundreds of messages are queued at once, and nobody reads a page in one. */
const MOST = { maxBlocks: 8, maxCharacters: 900 };

interface Chosen {
  readonly anchor: string | null;
  readonly sinceRevisionId: string | null;
}

/** The chosen passage, what changed since a revision, or the beginning; the beginning too where the choice is gone. */
export async function quoteOf(
  tx: Tx,
  ctx: Ctx,
  { id, policyId, title, markdown }: PolicyRevision,
  { anchor, sinceRevisionId }: Chosen,
): Promise<Quote> {
  const before = sinceRevisionId === null ? undefined : await revisionById(tx, ctx, sinceRevisionId);
  if (before?.policy.id === policyId) return changesQuote(before.revision.markdown, markdown);
  const passages = anchor === null ? [] : await passagesOfRevision(tx, ctx, id);
  const passage = passages.find((one) => one.anchor === anchor);
  if (!passage) return beginning(markdown, title);
  const { blocks } = beginning(passage.markdown, title);
  return { blocks, heading: passage.heading, isWhole: passages.length === 1 };
}

function beginning(markdown: string, title: string): Quote {
  return blocksOf(markdown, { surface: 'message', title, ...MOST });
}

/** What is new in bold, what is gone struck through. */
export function changesQuote(before: string, after: string): Quote {
  const [first] = diffPages(wordDiff(before, after));
  return { blocks: first?.blocks.slice(0, MOST.maxBlocks) ?? [], isChanges: true, isWhole: false };
}
