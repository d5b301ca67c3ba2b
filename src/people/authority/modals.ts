import type { KnownBlock, ModalView } from '@slack/types';
import { day, dayAndTime } from '../../core/local-time.ts';
import { formatMoney } from '../../core/money.ts';
import { actions, button, context, divider, option, plainContext, plainSection, section } from '../../slack/blocks.ts';
import { checkboxes, modal, textInput } from '../../slack/modal.ts';
import { dateToken, inline, mention } from '../../slack/mrkdwn.ts';
import { type Problem, withProblem } from '../modals.ts';
import type { Team } from '../tables.ts';
import type { AuthorityPage } from './authority-page.ts';
import { type AuthorityForm, fieldsOf, remembered } from './form.ts';
import { readAuthority } from './inputs.ts';
import { REMEDIES, type AuthorityMatrix } from './matrix.ts';
import type { AuthorityRevision } from './tables.ts';
import {
  DECIDERS,
  type DeciderRole,
  linesInWords,
  matrixInWords,
  remedyNames,
  roleInWords,
  roleNames,
} from './words.ts';

export const ids = {
  /** The form: its button in the settings, and its submission. */
  open: 'team.authority',
  /** A field was changed: the form is redrawn. */
  form: 'team.authority-form',
  lines: 'team.authority-lines',
  history: 'team.authority-history',
} as const;

/** Revisions that *History* shows. */
export const MOST_REVISIONS = 10;
const TITLE = 'Authority';
const LINES_EXAMPLE = 'Delivery: leads refunds up to 50\nFraud: managers nothing\nany: leads credits up to 200';

/** *Authority*: who may grant what alone, what was understood of it, and what is wrong: on top, and at its field. */
export function authorityModal(page: AuthorityPage, form: AuthorityForm, problem?: Problem): ModalView {
  const { matrix } = readAuthority(form);
  const fields = [
    ...DECIDERS.flatMap((role) => roleBlocks(role, form, matrix)),
    ...lineBlocks(form, matrix),
    divider(),
    ...moneyBlocks(page, form),
  ];
  return modal({
    callbackId: ids.open,
    title: TITLE,
    submit: 'Save',
    privateMetadata: remembered(form),
    blocks: [
      ...(problem ? [section(`:warning: *Not saved.* ${inline(problem.message)}`)] : []),
      section(
        `What may people of *${inline(page.team.name)}* grant alone? Whatever is above goes to somebody who may.`,
      ),
      context(heldBy(page)),
      ...(problem ? fields.flatMap((block) => withProblem(block, problem)) : fields),
    ],
  });
}

function heldBy({ saved, team, needsDirector }: AuthorityPage): string {
  const since = saved
    ? `Revision ${saved.revision}, saved by ${mention(saved.savedBy)} ${when(saved, team)}.`
    : 'These are the defaults; nobody has changed them yet.';
  return needsDirector ? `${since} Only a director can raise what managers may grant, the line or the budget.` : since;
}

function when({ savedAt }: AuthorityRevision, team: Team): string {
  return dateToken(savedAt, '{date_short_pretty} {time}', dayAndTime(savedAt, team.timeZone));
}

function roleBlocks(role: DeciderRole, form: AuthorityForm, understood: AuthorityMatrix): readonly KnownBlock[] {
  const { upTo, remedies } = fieldsOf(role);
  const name = roleNames[role];
  return [
    textInput(upTo, `${name}, up to`, {
      initial: form.roles[role].upTo,
      optional: true,
      maxLength: 40,
      placeholder: '100, or any',
      onChange: ids.form,
    }),
    checkboxes(remedies, `${name} may grant`, {
      options: REMEDIES.map((remedy) => option(capitalised(remedyNames[remedy]), remedy)),
      initial: form.roles[role].remedies,
      optional: true,
      onChange: ids.form,
    }),
    plainContext(roleInWords(understood, role).join(' ')),
  ];
}

function lineBlocks(form: AuthorityForm, understood: AuthorityMatrix): readonly KnownBlock[] {
  const history = button('History', ids.history, { value: form.teamId });
  if (!form.showsLines) return [actions([button('More: limits by category', ids.lines), history], 'more')];
  const words = linesInWords(understood);
  return [
    textInput('lines', 'Limits by category', {
      initial: form.lines,
      optional: true,
      multiline: true,
      placeholder: LINES_EXAMPLE,
      hint: 'One a line: category: who, what, how much. Where a line fits a case, it counts in place of the limits above.',
    }),
    ...(words.length > 0 ? [plainContext(words.join(' '))] : []),
    actions([button('Check the lines', ids.lines), history], 'more'),
  ];
}

function moneyBlocks(page: AuthorityPage, form: AuthorityForm): readonly KnownBlock[] {
  return [
    textInput('secondPersonAbove', 'A second person above', {
      initial: form.secondPersonAbove,
      optional: true,
      maxLength: 40,
      placeholder: '500',
      hint: 'Whoever grants more needs somebody else to agree. Empty: never.',
    }),
    textInput('monthlyBudget', 'Monthly budget', {
      initial: form.monthlyBudget,
      optional: true,
      maxLength: 40,
      placeholder: '5000',
      hint: 'What the team may grant in a month, all together. Empty: no budget.',
    }),
    context(inline(standing(page))),
  ];
}

/** "Granted in November: €420.00 of €5,000.00, €4,580.00 left." */
export function standing({ matrix, month, taken }: Pick<AuthorityPage, 'matrix' | 'month' | 'taken'>): string {
  const { currency, monthlyBudget } = matrix;
  const own = taken.find((sum) => sum.currency === currency)?.minor ?? 0;
  const others = taken.filter((sum) => sum.currency !== currency && sum.minor > 0).map(formatMoney);
  const money = (minor: number) => formatMoney({ minor, currency });
  const left =
    monthlyBudget === null ? '' : ` of ${money(monthlyBudget)}, ${money(Math.max(0, monthlyBudget - own))} left`;
  const apart = others.length > 0 ? ` Besides: ${others.join(', ')}.` : '';
  return `Granted in ${monthName(month)}: ${money(own)}${left}.${apart}`;
}

function monthName(month: string): string {
  return (
    day(new Date(`${month}-15T12:00:00Z`), 'UTC')
      .split(' ')
      .at(-1) ?? month
  );
}

/** While it is saved. */
export function savingModal(): ModalView {
  return modal({ callbackId: ids.open, title: TITLE, blocks: [section('Saving …')] });
}

/** Done: what holds from now on. */
export function savedModal(page: AuthorityPage): ModalView {
  return modal({
    callbackId: ids.open,
    title: TITLE,
    blocks: [
      section(`:white_check_mark: These limits hold for *${inline(page.team.name)}* from now on, for open forms too.`),
      plainSection(matrixInWords(page.matrix).join('\n')),
      context(inline(standing(page))),
    ],
  });
}

/** Who changed what when. `revisions` has one more than is shown, if there are more, to tell what the last one changed. */
export function historyModal(team: Team, revisions: readonly AuthorityRevision[], before: AuthorityMatrix): ModalView {
  const shown = revisions.slice(0, MOST_REVISIONS);
  return modal({
    callbackId: ids.history,
    title: 'History of authority',
    blocks: [
      ...(shown.length === 0 ? [section('Nobody has changed the limits yet. The defaults hold.')] : []),
      ...shown.flatMap((saved, index) => revisionBlocks(team, saved, revisions[index + 1] ?? before)),
    ],
  });
}

function revisionBlocks(team: Team, saved: AuthorityRevision, before: AuthorityMatrix): readonly KnownBlock[] {
  const [now, then] = [matrixInWords(saved), matrixInWords(before)];
  const fresh = now.filter((line) => !then.includes(line));
  const gone = then.filter((line) => !now.includes(line));
  const head = `*Revision ${saved.revision}* · ${mention(saved.savedBy)} · ${when(saved, team)}`;
  return [
    section(head),
    ...(fresh.length > 0 ? [plainSection(fresh.join('\n'))] : []),
    ...(gone.length > 0 ? [plainContext(`Before: ${gone.join(' ')}`)] : []),
  ];
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
