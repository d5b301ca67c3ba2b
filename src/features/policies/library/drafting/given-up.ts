import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import type { Outgoing } from '../../../../outbox/enqueue.ts';
import { nameOf } from '../../../../people/name-of.ts';
import { clip, inline } from '../../../../slack/mrkdwn.ts';
import type { PolicyRevision } from '../tables.ts';
import { policyFileName } from './file-name.ts';

/** What a draft said that is no more, for those who would lose it: its text as a file, with the rest of it in words. */
export function givenUp(
  { id, version, title, markdown, changeNote }: PolicyRevision,
  comments: ReadonlyMap<string, string>,
  how: 'replaced' | 'dropped',
): readonly Outgoing[] {
  const note = changeNote === null ? '' : ` What is new in it: “${inline(changeNote)}”`;
  return [...comments].map(([to, comment]) => ({
    kind: 'file',
    to,
    filename: policyFileName(title),
    content: markdown,
    comment: `${comment}${note}`,
    dedupeKey: `policy-draft:${id}:${version}:${how}:${to}`,
  }));
}

/** Of what somebody else saves in its place: to them, and to whoever saved it. Neither loses a word, and both know. */
export async function replacedFiles(tx: Tx, ctx: Ctx, revision: PolicyRevision): Promise<readonly Outgoing[]> {
  const title = inline(clip(revision.title, 200));
  const who = inline(await nameOf(tx, ctx, ctx.actor.slackId));
  const comments = new Map([
    [revision.savedBy, `${who} has saved over your draft of “${title}”. This is yours, as you saved it last.`],
    [ctx.actor.slackId, `This is the draft of “${title}” that yours has replaced.`],
  ]);
  return givenUp(revision, comments, 'replaced');
}

/** Of a draft that is dropped: to those who wrote it, but for whoever drops it. Nothing of what has no words. */
export async function droppedFiles(tx: Tx, ctx: Ctx, revision: PolicyRevision): Promise<readonly Outgoing[]> {
  if (revision.markdown.trim() === '') return [];
  const title = inline(clip(revision.title, 200));
  const who = inline(await nameOf(tx, ctx, ctx.actor.slackId));
  const writers = new Map([
    [revision.author, `${who} has dropped your draft of “${title}”. This is what it said.`],
    [revision.savedBy, `${who} has dropped the draft of “${title}” that you saved last. This is what it said.`],
  ]);
  const others = [...writers].filter(([to]) => to !== ctx.actor.slackId);
  return givenUp(revision, new Map(others), 'dropped');
}
