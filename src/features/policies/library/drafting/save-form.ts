import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import type { Audience } from '../reading/audience.ts';
import { type KeptRevision, requireRevision, revisionsOf } from '../reading/read-policy.ts';
import { replacedFiles } from './given-up.ts';
import { saveDraftIn } from './save-draft.ts';
import { startDraftIn } from './start-draft.ts';
import type { PolicyRevision } from '../tables.ts';

/** What the form of a draft asks for. */
export interface SaveForm {
  readonly teamId: string;
  readonly policyId?: string | undefined;
  readonly revisionId?: string | undefined;
  readonly version?: number | undefined;
  readonly begunFrom?: string | undefined;
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
 * @throws SavedMeanwhile where somebody has saved or published one since the form was opened
 */
export function saveForm(ctx: Ctx, form: SaveForm): Promise<KeptRevision> {
  return transaction(ctx, (tx) => (form.revisionId === undefined ? begin(tx, ctx, form) : save(tx, ctx, form)));
}

async function begin(tx: Tx, ctx: Ctx, form: SaveForm): Promise<KeptRevision> {
  const { teamId, policyId, begunFrom, title, changeNote, submission } = form;
  const markdown = form.markdown ?? (policyId === undefined ? '' : await textNow(tx, ctx, policyId));
  const text = { teamId, title, markdown, changeNote, submission };
  if (policyId !== undefined)
    return startDraftIn(tx, ctx, { ...text, policyId, ...(begunFrom !== undefined && { begunFrom }) });
  return startDraftIn(tx, ctx, { ...text, fields: { audience: audienceOfChoice(form) } });
}

async function save(tx: Tx, ctx: Ctx, form: SaveForm): Promise<KeptRevision> {
  const { revisionId = '', version = 0, title, changeNote } = form;
  const before = await requireRevision(tx, ctx, revisionId);
  const markdown = form.markdown ?? before.revision.markdown;
  const seen = { revisionId, version, title, markdown, changeNote };
  const isLost = form.replaces === true && saysOther(before.revision, seen);
  return saveDraftIn(tx, ctx, seen, isLost ? await replacedFiles(tx, ctx, before.revision) : []);
}

/** Whether something that somebody else wrote is not in what is saved now. */
function saysOther(
  before: PolicyRevision,
  now: Pick<SaveForm, 'title' | 'changeNote'> & { markdown: string },
): boolean {
  const note = (text: string | null) => (text ?? '').trim();
  return (
    before.markdown.trim() !== now.markdown.trim() ||
    before.title !== now.title.trim() ||
    note(before.changeNote) !== note(now.changeNote)
  );
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
