import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { UserError } from '../../../../core/errors.ts';
import { actions, button, context, option, plainSection, section } from '../../../../slack/blocks.ts';
import { LIMITS } from '../../../../slack/limits.ts';
import { checkboxes, choice, externalChoices, modal, peoplePicker, radio, textInput } from '../../../../slack/modal.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import type { ShiftRow } from '../../roster/tables.ts';
import { MOST } from '../inputs.ts';
import { cityOf } from '../../../../core/local-time.ts';
import { kindText, lengthText, whenText, wholeOf } from '../../roster/shift-words.ts';
import { ONLY_ENDS, partTimes } from './part-times.ts';
import type { PostForm, PostMemory } from './post-fields.ts';
import { withProblem } from './problem.ts';

export const postIds = {
  form: 'swap.post',
  change: 'swap.post-change',
  /** Where nobody could: the other way to ask, as the value. */
  instead: 'swap.post-instead',
  takes: 'swap.takes',
} as const;

/** All that the form shows besides what is filled in. */
export interface PostPage {
  readonly shift: ShiftRow;
  /** Null where it is the reader's own; else its owner's name, for whom they ask. */
  readonly ownerName: string | null;
  readonly teamName: string;
  readonly today: string;
  /** What the team calls its kinds of shifts. */
  readonly types: readonly string[];
  /** How many may take it, or be traded for it, by the rules; with the nearest fix where there are none. */
  readonly look: PostLook;
  /** Options that were chosen before the form was drawn anew. */
  readonly taken: readonly PlainTextOption[];
}

export interface PostLook {
  readonly legal: number;
  readonly considered: number;
  /** In words, without what is private to somebody. */
  readonly nearest: string | null;
  /** Where none is legal: of the other way to ask, to trade it or to give it away. */
  readonly instead?: { readonly legal: number; readonly considered: number };
  /** Where nobody whom it is for can take it: who else could, `Maya (manager)`. */
  readonly onlyAbove?: string;
  /** A part is asked for, and which is not chosen yet. */
  readonly isOfWhole?: boolean;
}

/** Everything typed so far, what the rules make of it, and what is wrong: on top, and at its field. */
export function postModal(page: PostPage, form: PostForm, problem?: UserError): ModalView {
  const { shift, ownerName, today } = page;
  const memory: PostMemory = {
    shiftId: shift.id,
    today,
    whole: `${seconds(shift.startsAt)}-${seconds(shift.endsAt)}`,
    turns: form.turns,
    ...(ownerName !== null && shift.slackId !== null && { owner: shift.slackId }),
  };
  const fields = [
    ...shiftBlocks(page),
    radio('kind', 'What do you want?', {
      options: [option('Give it away', 'give'), option('Trade it', 'trade')],
      initial: form.kind,
      // Slack keeps what is chosen under an id, whatever is drawn: a way that a button chose needs an id of its own.
      onChange: `${postIds.change}:kind-${form.turns}`,
    }),
    ...(form.kind === 'trade' ? wantsBlocks(page, form) : []),
    ...(form.kind === 'give' || page.look.legal === 0 ? lookBlocks(page, form) : []),
    radio('extent', 'How much of it?', {
      options: extentsOf(page),
      initial: form.extent,
      onChange: `${postIds.change}:extent`,
    }),
    ...partBlocks(page, form),
    radio('audience', 'Who sees it?', {
      options: [
        option(`Everybody in ${page.teamName}, in the team's channel`, 'team'),
        option('Only people whom I name, by direct message', 'named'),
      ],
      initial: form.audience,
      onChange: `${postIds.change}:audience`,
    }),
    ...(form.audience === 'named'
      ? [peoplePicker('askedOnly', 'Whom do you ask?', { initial: form.askedOnly, max: MOST.people })]
      : []),
    textInput('reason', 'Why? Only whoever approves it sees this', {
      initial: form.reason,
      optional: true,
      multiline: true,
      maxLength: MOST.reason,
    }),
  ];
  return modal({
    callbackId: postIds.form,
    title: ownerName === null ? 'Swap my shift' : 'Swap for somebody',
    submit: 'Ask',
    privateMetadata: JSON.stringify(memory),
    blocks: withProblem(fields, problem),
  });
}

function shiftBlocks({ shift, ownerName }: PostPage): KnownBlock[] {
  const whose = ownerName === null ? '' : `${ownerName}'s shift\n`;
  const lines = [
    `${whose}${whenText(shift)}`,
    [lengthText(shift, wholeOf(shift)), kindText(shift)].filter(Boolean).join(' · '),
  ];
  const stays =
    ownerName === null ? 'It stays yours until it is settled.' : `It stays ${inline(ownerName)}'s until it is settled.`;
  return [plainSection(lines.join('\n')), context(stays)];
}

function wantsBlocks(page: PostPage, form: PostForm): KnownBlock[] {
  const { types, taken, look } = page;
  return [
    externalChoices('takes', 'Which shifts would you take?', {
      source: postIds.takes,
      initial: taken,
      optional: true,
      max: MOST_TAKEN,
      placeholder: 'Any that the rules allow',
      ...(look.legal > 0 && { hint: lookText(look, 'shifts') }),
    }),
    textInput('dates', 'On which days?', {
      initial: form.dates,
      optional: true,
      maxLength: 200,
      placeholder: 'Saturday, 28 Nov',
    }),
    ...(types.length > 0
      ? [
          checkboxes('types', 'Which kinds?', {
            options: types.slice(0, LIMITS.options.checkboxes).map((type) => option(type, type)),
            initial: form.types,
            optional: true,
          }),
        ]
      : []),
  ];
}

const MOST_TAKEN = 20;

/** What the rules leave; where that is nothing, with the next step. */
function lookBlocks({ look }: PostPage, { kind }: PostForm): KnownBlock[] {
  const words = inline(lookText(look, kind === 'trade' ? 'shifts' : 'people'));
  if (look.legal > 0) return [section(words)];
  const { instead } = look;
  if (!instead || instead.legal === 0) return [section(`:warning: ${words} ${ASK_ALL_THE_SAME}`)];
  const other = kind === 'trade' ? 'give' : 'trade';
  const label = `${insteadLabels[other]}: ${instead.legal} of ${instead.considered} can`;
  return [section(`:warning: ${words}`), actions([button(label, postIds.instead, { value: other, style: 'primary' })])];
}

const insteadLabels = { trade: 'Trade instead', give: 'Give it away instead' } as const;
const ASK_ALL_THE_SAME = 'You can ask all the same, but talk to whoever leads the team as well.';

/** What the rules leave, and where that is nothing, why. */
export function lookText(look: PostLook, what: Counted): string {
  const { legal, considered, nearest, isOfWhole = false } = look;
  const found = considered === 0 ? nobody[what] : countedText(look, what);
  const whole = isOfWhole ? 'For the whole shift: ' : '';
  const closest = legal > 0 || nearest === null ? '' : ` Closest: ${nearest}.`;
  return `${whole}${found}${closest}`;
}

type Counted = 'people' | 'shifts';

const nobody = { people: 'Nobody else is on the team.', shifts: 'Nobody else has a shift in that time.' } as const;
const verbs = { people: 'may take it', shifts: 'could be traded for it' } as const;
const onlyOne = {
  people: ['The only other person may take it', 'The only other person may not take it'],
  shifts: ['The only other shift could be traded for it', 'The only other shift could not be traded for it'],
} as const;

/** `7 of 112 people may take it by the rules.` */
function countedText({ legal, considered, onlyAbove }: PostLook, what: Counted): string {
  if (onlyAbove) return `By the rules only ${onlyAbove} may take it, and no colleague.`;
  if (considered === 1) return `${onlyOne[what][legal === 1 ? 0 : 1]} by the rules.`;
  return `${legal === 0 ? 'None' : legal} of ${considered} ${what} ${verbs[what]} by the rules.`;
}

/** What lasts a quarter of an hour has nothing to cut. */
function extentsOf({ shift }: PostPage): readonly PlainTextOption[] {
  const whole = option('All of it', 'whole');
  if (partTimes(shift).length < 3) return [whole];
  return [whole, option('Its end', 'end'), option('Its beginning', 'start'), option('Another part', 'part')];
}

function partBlocks({ shift }: PostPage, form: PostForm): KnownBlock[] {
  if (form.extent === 'whole') return [];
  const options = partTimes(shift);
  const stays = `${cityOf(shift.timeZone)} time. The rest stays yours.`;
  if (form.extent !== 'part') return [cutBlock(form.extent, form, options, stays)];
  return [
    choice('from', 'From', {
      options: options.slice(0, -1),
      initial: form.from ?? options[0]?.value,
      onChange: `${postIds.change}:from`,
    }),
    choice('to', 'To', {
      options: options.slice(1),
      initial: form.to ?? options.at(-1)?.value,
      onChange: `${postIds.change}:to`,
      hint: `${stays} ${ONLY_ENDS}`,
    }),
  ];
}

/** One time within the shift, in its middle at first. */
function cutBlock(
  extent: 'end' | 'start',
  form: PostForm,
  options: readonly PlainTextOption[],
  hint: string,
): KnownBlock {
  const [field, label] = extent === 'end' ? (['endFrom', 'From'] as const) : (['startTo', 'Until'] as const);
  return choice(field, label, {
    options: options.slice(1, -1),
    initial: form[field] ?? options[Math.floor(options.length / 2)]?.value,
    onChange: `${postIds.change}:${field}`,
    hint,
  });
}

function seconds(at: Date): number {
  return at.getTime() / 1000;
}

/** While it is looked at; what was typed is kept. */
export function workingModal(title: string): ModalView {
  return modal({ callbackId: postIds.form, title, blocks: [section('One moment …')] });
}

/** What came of it. */
export function doneModal(title: string, text: string): ModalView {
  return modal({ callbackId: postIds.form, title, blocks: [section(`:white_check_mark: ${inline(text)}`)] });
}
