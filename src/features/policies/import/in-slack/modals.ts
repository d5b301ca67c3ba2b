import type { KnownBlock, ModalView } from '@slack/types';
import { actions, button, context, header, option, section } from '../../../../slack/blocks.ts';
import { choice, externalChoice, fileInput, modal } from '../../../../slack/modal.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { audienceKeys } from '../../library/reading/audience.ts';
import { audienceText } from '../../library/words.ts';
import { diffPages } from '../../text/showing/diff-pages.ts';
import { pagesOf } from '../../text/showing/pages.ts';
import type { Page } from '../../text/showing/pager.ts';
import { wordDiff } from '../../text/word-diff.ts';
import { importIds as ids } from '../ids.ts';
import type { Planned } from '../importing/plan.ts';
import { changeText } from '../importing/report-lines.ts';

interface TeamChoice {
  readonly id: string;
  readonly name: string;
}

/** *Import policies*: which team keeps them, from which file. */
export function importModal(teams: readonly TeamChoice[], teamId: string | undefined): ModalView {
  return modal({
    callbackId: ids.form,
    title: 'Import policies',
    submit: 'Look at it',
    blocks: [
      teamField(teams, teamId),
      fileInput('file', 'File', {
        types: ['md', 'markdown', 'txt'],
        hint: 'Markdown: one policy, or an export of many. Several files: send them to Floorwalker as a message.',
      }),
      context('You see what would change before anything does.'),
    ],
  });
}

export function lookingModal(): ModalView {
  const text = 'Looking at it … What would change comes as a message from Floorwalker.';
  return modal({ callbackId: ids.form, title: 'Import policies', blocks: [section(text)] });
}

/** *Export policies*: all of a team, or one of them. */
export function exportModal(teams: readonly TeamChoice[], teamId: string | undefined): ModalView {
  return modal({
    callbackId: ids.exportForm,
    title: 'Export policies',
    submit: 'Send it to me',
    blocks: [
      teamField(teams, teamId),
      externalChoice('policy', 'Only this one', {
        source: ids.exportOne,
        optional: true,
        hint: 'Without one, all of the team that you may read come in one file.',
      }),
      context('It comes as a file, in your messages with Floorwalker.'),
    ],
  });
}

export function nothingToExportModal(): ModalView {
  const text = 'There is no published policy that you may read, so there is no file.';
  return modal({ callbackId: ids.exportForm, title: 'Export policies', blocks: [section(text)] });
}

function teamField(teams: readonly TeamChoice[], teamId: string | undefined) {
  return choice('team', 'Team', {
    options: teams.slice(0, 100).map(({ id, name }) => option(name, id)),
    initial: teamId ?? teams[0]?.id,
  });
}

export interface ShownChange {
  readonly importId: string;
  readonly look: number;
  readonly planned: Planned;
  /** Which of the files it is, and those before and after it that would change something. */
  readonly at: number;
  readonly before: number | undefined;
  readonly after: number | undefined;
  readonly page: number;
  readonly teamNames: ReadonlyMap<string, string>;
}

/** What one file would change, page by page, with a way to the next file. */
export function changesModal(shown: ShownChange): ModalView {
  const { planned, at, page, importId, look } = shown;
  const pages = pagesOfChange(planned);
  const now = Math.min(page, pages.length - 1);
  const to = (label: string, file: number, where: number) =>
    button(label, `${ids.look}:${label === BACK ? 'back' : 'on'}`, { value: `${importId}:${look}:${file}:${where}` });
  const back = now > 0 ? to(BACK, at, now - 1) : shown.before !== undefined && to(BACK, shown.before, 0);
  const on = now + 1 < pages.length ? to(ON, at, now + 1) : shown.after !== undefined && to(ON, shown.after, 0);
  const turns = [back, on].filter((turn) => turn !== false);
  const where = pages.length > 1 ? [context(`Page ${now + 1} of ${pages.length} of this policy`)] : [];
  return modal({
    callbackId: ids.look,
    title: 'What would change',
    blocks: [
      header(planned.wanted.title),
      ...aboutChange(shown),
      ...(pages[now]?.blocks ?? []),
      ...where,
      ...(turns.length > 0 ? [actions(turns)] : []),
    ],
  });
}

const BACK = '‹ Back';
const ON = 'Next ›';

function pagesOfChange({ wanted, existing, change, fate }: Planned): readonly Page[] {
  const before = existing?.published ?? existing?.open;
  if (fate === 'new' || !before || !change) return pagesOf(wanted.markdown, wanted.title).pages;
  return change.isText || fate === 'waiting'
    ? diffPages(wordDiff(before.markdown, wanted.markdown))
    : [{ blocks: [section('What it says stays as it is.')] }];
}

function aboutChange({ planned: { wanted, existing, change, fate }, teamNames }: ShownChange): KnownBlock[] {
  const lines = [fate === 'new' ? 'New policy' : `Changes: ${change ? changeText(change) : ''}`];
  const { audience } = wanted.settings;
  if (audience && (fate === 'new' || change?.settings.includes('who may read it'))) {
    const now = audienceText(audienceKeys(audience), teamNames);
    const before = existing ? `${audienceText(existing.policy.audience, teamNames)} → ` : '';
    lines.push(`Who may read it: ${before}${now}`);
  }
  return [context(...lines.map((line) => inline(line)))];
}
