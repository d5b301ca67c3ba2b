import type { ModalView } from '@slack/types';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { may, requireMay } from '../../../../people/permissions.ts';
import { allTeams } from '../../../../people/queries.ts';
import type { SlackReads } from '../../../../people/slack-reads.ts';
import type { Team } from '../../../../people/tables.ts';
import { type Listener, onClick, onClickNow, type OpenView, type ViewPort } from '../../../../slack/listener.ts';
import { readPolicyFile } from '../../text/file/policy-file.ts';
import { libraryIds as ids } from '../ids.ts';
import { type PolicyPage, policyPage } from '../pages/policy-page.ts';
import { hasTwin } from '../drafting/same-title.ts';
import { saveForm } from '../drafting/save-form.ts';
import { sendText } from '../drafting/send-text.ts';
import { BLANK, templateOf, templates } from '../drafting/templates.ts';
import { type DraftForm, draftFormFrom, draftModal, parseDraft } from '../windows/draft-form.ts';
import type { PolicyRevision } from '../tables.ts';
import { savedWindow } from '../windows/saved-window.ts';
import { showIn } from '../windows/window-parts.ts';
import { formInPlace } from './in-place.ts';

const MOST_FILE_BYTES = 4_000_000;

export function draftListeners(slack: Pick<SlackReads, 'file'>): readonly Listener[] {
  // What was in the file of a form, from when it was asked for until the form is worked off.
  const given = new WeakMap<DraftForm, string>();
  return [
    onClickNow(ids.write, async (ctx, { surface }, views) => showIn(surface, views, await newPolicyForm(ctx))),
    onClickNow(ids.edit, async (ctx, { value, surface }, views) =>
      showIn(surface, views, await changeForm(ctx, value)),
    ),
    onClickNow(ids.template, async (ctx, { value, surface }, views) => {
      if (surface.view) await redraw(ctx, surface.view, value, views);
    }),
    onClickNow(ids.lookAtSaved, async (ctx, { value, surface }, views) => {
      if (surface.view) await lookAtSaved(ctx, value, surface.view, views);
    }),
    onClick(ids.textFile, (ctx, { value }) => sendText(ctx, value)),
    formInPlace(ids.edit, {
      title: 'Policy',
      parse: parseDraft,
      prepare: async (ctx, form) => {
        if (form.file) given.set(form, await textOfFile(ctx, slack, form.file));
      },
      work: async (ctx, form, { requestId }) => {
        const markdown = form.isLong ? given.get(form) : form.text;
        const { policy, revision } = await saveForm(ctx, { ...form, markdown, submission: requestId });
        const twin = await transaction(ctx, (tx) => hasTwin(tx, ctx, policy, revision.title));
        const done = `Saved as a draft, revision ${revision.number}. It counts once it is published.${twin ? TWIN : ''}`;
        return { policyId: policy.id, done };
      },
      again,
    }),
  ];
}

const TWIN = ' Another policy of this team has the same title: change one of them, or people take one for the other.';

/** The form of a new policy: of the team whose channel this is, else of the first that the actor writes for. */
export async function newPolicyForm(ctx: Ctx, title = '', channel?: string): Promise<ModalView> {
  const teams = await teamsToWriteFor(ctx);
  const here = teams.find(({ teamChannel, escalationsChannel }) =>
    [teamChannel, escalationsChannel].includes(channel ?? ''),
  );
  const teamId = here?.id ?? teams[0]?.id ?? '';
  const form = { teamId, joins: [], round: 'new', title, text: '', changeNote: '', template: BLANK, audience: 'team' };
  return draftModal({ ...form, ...(title !== '' && { typed: title }) }, { teams });
}

/** The form of a change: of the draft that there is, else of what was published last. */
export async function changeForm(ctx: Ctx, policyId: string): Promise<ModalView> {
  const page = await policyPage(ctx, policyId);
  requireMay(ctx, 'policy.draft', { teamId: page.team.id, teamName: page.team.name });
  return draftModal(
    {
      teamId: page.policy.teamId,
      policyId,
      ...changeOf(page),
      joins: [],
      round: 'now',
      template: BLANK,
      audience: 'team',
    },
    { teams: [] },
  );
}

/** The draft that there is, as it stands; else one that begins with what was published last. */
function changeOf(page: PolicyPage): Pick<DraftForm, 'title' | 'text' | 'changeNote'> & Partial<DraftForm> {
  const { open, policy, revisions } = page;
  if (open) {
    const { id: revisionId, version, title, markdown: text, changeNote } = open;
    return { revisionId, version, title, text, changeNote: changeNote ?? '' };
  }
  const last = lastPublished(page);
  const { title = policy.title, markdown: text = '' } = last ?? revisions[0] ?? {};
  return { begunFrom: last?.id, title, text, changeNote: '' };
}

async function teamsToWriteFor(ctx: Ctx): Promise<readonly Team[]> {
  const all = await transaction(ctx, (tx) => allTeams(tx, ctx));
  const theirs = all.filter(({ id }) => may(ctx.actor, 'policy.draft', { teamId: id }));
  // Says who may.
  if (theirs.length === 0) requireMay(ctx, 'policy.draft', {});
  return theirs;
}

/** A template takes the place of an empty text or of another template; what somebody wrote stays. */
async function redraw(ctx: Ctx, view: OpenView, value: string, views: ViewPort): Promise<void> {
  const form = draftFormFrom(view);
  const template = templateOf(value);
  const isOwn = form.text !== '' && !templates.some(({ markdown }) => markdown.trim() === form.text.trim());
  if (!template || isOwn) return;
  const teams = await teamsToWriteFor(ctx);
  await views.update(draftModal({ ...form, text: template.markdown, template: value, round: value }, { teams }));
}

/** As it was typed; over what somebody saved meanwhile only if its author says so once more. */
async function again(ctx: Ctx, view: OpenView, problem: UserError): Promise<ModalView> {
  const { revisionId, version, replaces, begunFrom, ...form } = draftFormFrom(view);
  if (form.policyId === undefined) return draftModal(form, { teams: await teamsToWriteFor(ctx), problem });
  const page = await policyPage(ctx, form.policyId);
  const { open } = page;
  if (!open) {
    const last = lastPublished(page);
    const isNew = last !== undefined && last.id !== begunFrom;
    const around = { teams: [], problem, ...(isNew && { publishedBy: nameIn(page, last.publishedBy) }) };
    return draftModal({ ...form, begunFrom: last?.id }, around);
  }
  const seen = { revisionId: open.id, version: open.version };
  const isSame = open.id === revisionId && open.version === version;
  if (isSame) return draftModal({ ...form, ...seen, ...(replaces && { replaces }) }, { teams: [], problem });
  return draftModal({ ...form, ...seen, replaces: true }, { teams: [], problem, savedBy: nameIn(page, open.savedBy) });
}

function lastPublished({ revisions }: PolicyPage): PolicyRevision | undefined {
  return revisions.find(({ state }) => state === 'published');
}

function nameIn({ names }: PolicyPage, slackId: string | null | undefined): string {
  return names.get(slackId ?? '') ?? 'somebody else';
}

async function lookAtSaved(ctx: Ctx, policyId: string, view: OpenView, views: ViewPort): Promise<void> {
  const page = await policyPage(ctx, policyId);
  requireMay(ctx, 'policy.draft', { teamId: page.team.id, teamName: page.team.name });
  const last = lastPublished(page);
  const by = page.open ? page.open.savedBy : last?.publishedBy;
  const theirs = page.open ?? last;
  if (!theirs) throw new UserError('It is no draft any more: somebody has dropped it.');
  await views.push(savedWindow(theirs, nameIn(page, by), draftFormFrom(view).text));
}

async function textOfFile(
  ctx: Ctx,
  slack: Pick<SlackReads, 'file'>,
  file: { id: string; name: string },
): Promise<string> {
  const bytes = await slack.file(ctx.workspaceId, file.id, MOST_FILE_BYTES);
  if (!bytes) throw new UserError('That file is gone, or larger than 4 MB. Choose it again.', 'file');
  return readPolicyFile(file.name, bytes).body;
}
