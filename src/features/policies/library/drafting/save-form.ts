import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import type { Outgoing } from '../../../../outbox/enqueue.ts';
import { nameOf } from '../../../../people/name-of.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import type { Audience } from '../reading/audience.ts';
import { policyFileName } from './file-name.ts';
import { type KeptRevision, requireRevision, revisionsOf } from '../reading/read-policy.ts';
import { saveDraftIn } from './save-draft.ts';
import { startDraftIn } from './start-draft.ts';
import type { PolicyRevision } from '../tables.ts';

/** What the form of a draft asks for. */
export interface SaveForm {
  readonly teamId: string;
  readonly policyId?: string | undefined;
  readonly revisionId?: string | undefined;
  readonly version?: number | undefined;
  readonly title: string;
  /** Undefined: as it is. */
  readonly markdown: string | undefined;
  readonly changeNote: string;
  readonly audience: string;
  /** Its author has seen that somebody saved meanwhile, and wants theirs in its place. */
  readonly replaces?: boolean | undefined;
  readonly submission: string;
}

/**
 * Begins a draft or saves it. What it replaces of somebody else comes to its author as a file, so that nothing is lost.
 * @throws SavedMeanwhile where somebody has saved one since the form was opened
 */
export function saveForm(ctx: Ctx, form: SaveForm): Promise<KeptRevision> {
  return transaction(ctx, (tx) => (form.revisionId === undefined ? begin(tx, ctx, form) : save(tx, ctx, form)));
}

async function begin(tx: Tx, ctx: Ctx, form: SaveForm): Promise<KeptRevision> {
  const { teamId, policyId, title, changeNote, submission } = form;
  const markdown = form.markdown ?? (policyId === undefined ? '' : await textNow(tx, ctx, policyId));
  const text = { teamId, title, markdown, changeNote, submission };
  if (policyId !== undefined) return startDraftIn(tx, ctx, { ...text, policyId });
  return startDraftIn(tx, ctx, { ...text, fields: { audience: audienceOfChoice(form) } });
}

async function save(tx: Tx, ctx: Ctx, form: SaveForm): Promise<KeptRevision> {
  const { revisionId = '', version = 0, title, changeNote } = form;
  const before = await requireRevision(tx, ctx, revisionId);
  const markdown = form.markdown ?? before.revision.markdown;
  const isLost = form.replaces === true && before.revision.markdown !== markdown;
  const seen = { revisionId, version, title, markdown, changeNote };
  return saveDraftIn(tx, ctx, seen, isLost ? await replacedFiles(tx, ctx, before.revision) : []);
}

/** To whoever replaces it, and to whoever saved it: neither loses a word, and both know. */
async function replacedFiles(tx: Tx, ctx: Ctx, revision: PolicyRevision): Promise<readonly Outgoing[]> {
  const { id, version, title, markdown, savedBy } = revision;
  const who = inline(await nameOf(tx, ctx, ctx.actor.slackId));
  const comments = new Map([
    [savedBy, `${who} has saved over your draft of “${inline(title)}”. This is yours, as you saved it last.`],
    [ctx.actor.slackId, `This is the draft of “${inline(title)}” that yours has replaced.`],
  ]);
  return [...comments].map(([to, comment]) => ({
    kind: 'file',
    to,
    filename: policyFileName(title),
    content: markdown,
    comment,
    dedupeKey: `policy-draft:${id}:${version}:replaced:${to}`,
  }));
}

/** What a change begins with: what was published last, also where it counts only from a later day; else what there is. */
export async function textNow(tx: Tx, ctx: Ctx, policyId: string): Promise<string> {
  const revisions = await revisionsOf(tx, ctx, policyId);
  const text = revisions.find(({ state }) => state === 'published') ?? revisions[0];
  if (!text) throw new UserError('There is no such policy.');
  return text.markdown;
}

function audienceOfChoice({ teamId, audience }: SaveForm): Audience {
  if (audience === 'everyone') return { teams: null, roles: null };
  return { teams: [teamId], roles: audience === 'leads' ? ['lead', 'manager', 'director'] : null };
}
