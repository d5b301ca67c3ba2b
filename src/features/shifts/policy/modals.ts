import type { KnownBlock, ModalView } from '@slack/types';
import { dayAndTime } from '../../../core/local-time.ts';
import { type Problem, withProblem } from '../../../people/modals.ts';
import { button, context, divider, header, option, section, actions } from '../../../slack/blocks.ts';
import { checkboxes, choice, datePicker, modal, textInput } from '../../../slack/modal.ts';
import { dateToken, inline, link, MID_SENTENCE, mention } from '../../../slack/mrkdwn.ts';
import { ruleGroups } from '../rules/catalogue/rule-info.ts';
import { packIds, packs } from '../rules/packs.ts';
import { type RuleId, ruleIds } from '../rules/policy.ts';
import type { Field } from '../rules/rule-fields.ts';
import { defaultSettings, ruleInfos } from '../rules/rule-parameters.ts';
import { dateText } from '../rules/words-of-numbers.ts';
import { type GeneralForm, OFF, type RuleForm, rememberedGeneral, rememberedRule } from './form.ts';
import { severitiesOf } from './inputs.ts';
import type { PolicyPage } from './policy-page.ts';
import { settingInWords, severityWords } from './setting-words.ts';

export const ids = {
  /** The form: its button in the settings, and its submission. */
  open: 'swap.rules',
  /** *Change* of a rule; its value is the rule. */
  rule: 'swap.rule',
  back: 'swap.rules-back',
} as const;

const TITLE = 'Swap rules';

/** *Swap rules*: each rule in a few words with *Change*, the packs, the switches, and from when a change counts. */
export function policyModal(
  page: PolicyPage,
  form: GeneralForm,
  note: { problem?: Problem; done?: string } = {},
): ModalView {
  const { problem, done } = note;
  const fields = generalFields(form);
  return modal({
    callbackId: ids.open,
    title: TITLE,
    submit: 'Save',
    close: 'Close',
    privateMetadata: rememberedGeneral(form),
    blocks: [
      ...(problem ? [section(`:warning: *Not saved.* ${inline(problem.message)}`)] : []),
      ...(done === undefined ? [] : [section(`:white_check_mark: ${inline(done)}`)]),
      section(`By which rules are swaps of *${inline(page.team.name)}* judged? *Save* is for the settings at the end.`),
      context(heldBy(page)),
      ...groupKeys.flatMap((group) => groupBlocks(page, group)),
      divider(),
      ...(problem ? fields.flatMap((block) => withProblem(block, problem)) : fields),
      context(...packIds.map((id) => `*${packs[id].name}*: ${link(packs[id].url, packs[id].source)}`)),
    ],
  });
}

/** The form of one rule. */
export function ruleModal(page: PolicyPage, form: RuleForm, problem?: Problem): ModalView {
  const { name, what, fields } = ruleInfos[form.rule];
  const inputs = [
    choice('severity', 'A trade that breaks it', {
      options: severitiesOf(form.rule).map((severity) => option(severityWords[severity], severity)),
      initial: form.severity,
    }),
    ...Object.entries(fields).map(([param, field]) => fieldInput(param, field, form.fields[param] ?? '')),
    checkboxes('isOverridable', 'Exceptions', {
      options: [option('A manager may let it pass all the same, with a reason', 'yes')],
      initial: form.isOverridable ? ['yes'] : [],
      optional: true,
    }),
    dateInput(form.countsFrom),
  ];
  return modal({
    callbackId: ids.rule,
    title: TITLE,
    submit: 'Save',
    close: 'Close',
    privateMetadata: rememberedRule(form),
    blocks: [
      ...(problem ? [section(`:warning: *Not saved.* ${inline(problem.message)}`)] : []),
      section(`*${inline(name)}* (${form.rule}) of *${inline(page.team.name)}*\n${inline(what)}`),
      context(inline(`Usually: ${settingInWords(form.rule, defaultSettings[form.rule])}.`)),
      ...(problem ? inputs.flatMap((block) => withProblem(block, problem)) : inputs),
      actions([button('Back to all rules', ids.back)], 'back'),
    ],
  });
}

/** While it is saved. */
export function savingModal(): ModalView {
  return modal({ callbackId: ids.open, title: TITLE, blocks: [section('Saving …')] });
}

// Safe: the keys of a record are what its type says.
const groupKeys = Object.keys(ruleGroups) as readonly (keyof typeof ruleGroups)[];

function heldBy({ saved, team, today, current }: PolicyPage): string {
  if (!saved) return 'These are the defaults; nobody has changed them yet.';
  const { revision, changedBy, changedAt, effectiveFrom } = saved;
  const when = dateToken(changedAt, `${MID_SENTENCE}{date_long_pretty} {time}`, dayAndTime(changedAt, team.timeZone));
  const author = `Revision ${revision}, saved by ${mention(changedBy)} ${when}`;
  if (effectiveFrom <= today) return `${author}.`;
  const until = current === 0 ? 'the defaults hold' : `revision ${current} holds`;
  return `${author}, counts from ${dateText(effectiveFrom)}; until then ${until}. A change for an earlier date brings all of this forward.`;
}

function groupBlocks(page: PolicyPage, group: keyof typeof ruleGroups): readonly KnownBlock[] {
  const ofGroup = ruleIds.filter((id) => ruleInfos[id].group === group);
  const fixed = ofGroup.filter((id) => ruleInfos[id].isFixed);
  const always = fixed.map((id) => ruleInfos[id].what).join(' ');
  return [
    header(ruleGroups[group]),
    ...ofGroup.filter((id) => !fixed.includes(id)).map((id) => ruleRow(page, id)),
    ...(fixed.length > 0 ? [context(inline(`Always: ${always}`))] : []),
  ];
}

function ruleRow({ house, judged }: PolicyPage, id: RuleId): KnownBlock {
  const { name } = ruleInfos[id];
  const words = settingInWords(id, house.rules[id] ?? OFF);
  const withPacks = settingInWords(id, judged.rules[id] ?? OFF);
  const byPacks = withPacks === words ? '' : `\n_With packs: ${inline(withPacks)}_`;
  const change = button('Change', `${ids.rule}:${id}`, { value: id, spoken: `Change the rule ${name}` });
  return section(`*${inline(name)}*\n${inline(words)}${byPacks}`, change);
}

function generalFields({ packs: ticked, switches, countsFrom }: GeneralForm): readonly KnownBlock[] {
  return [
    checkboxes('packs', 'Labour packs', {
      options: packIds.map((id) => option(packs[id].name, id, packs[id].jurisdiction)),
      initial: ticked,
      optional: true,
      hint: 'Limits of a law on top of your rules; of each the stricter counts. Have a lawyer read a pack first.',
    }),
    checkboxes('switches', 'How trades are judged', {
      options: [
        option('What all rules allow needs nobody’s approval', 'autoApprove'),
        option('Only what a trade makes worse counts', 'delta'),
      ],
      initial: switches,
      optional: true,
    }),
    dateInput(countsFrom),
  ];
}

function dateInput(countsFrom: string): KnownBlock {
  return datePicker('countsFrom', 'Counts from', {
    initial: countsFrom,
    hint: 'On the team’s calendar: today or later.',
  });
}

function fieldInput(param: string, field: Field, typed: string): KnownBlock {
  const { kind, label, hint } = field;
  const common = { ...(hint && { hint }) };
  if (kind === 'choice') {
    const options = Object.entries(field.options).map(([value, words]) => option(words, value));
    return choice(param, label, { ...common, options, initial: typed });
  }
  if (kind === 'date') return datePicker(param, label, { ...common, initial: typed, optional: true });
  if (kind === 'minutes' || kind === 'count' || kind === 'time') {
    return textInput(param, label, { ...common, initial: typed, maxLength: 20, placeholder: examples[kind] });
  }
  return textInput(param, label, { ...common, initial: typed, multiline: true, optional: true });
}

const examples = { minutes: '11:00', count: '6', time: '06:00' } as const;
