import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { UserError } from '../../../../core/errors.ts';
import { actions, button, context, option, section } from '../../../../slack/blocks.ts';
import type { OpenView, Parsed } from '../../../../slack/listener.ts';
import { choice, fileInput, modal, radio, textInput } from '../../../../slack/modal.ts';
import { choiceOf, filesOf, textOf, type UploadedFile } from '../../../../slack/modal-state.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { LONGEST_TITLE } from '../../text/file/policy-file.ts';
import { LONGEST_NOTE } from '../drafting/draft-text.ts';
import { libraryIds as ids, othersIds } from '../ids.ts';
import { BLANK, templates } from '../drafting/templates.ts';
import { partsOf, textOfParts } from '../drafting/text-parts.ts';
import { recalled } from './memory.ts';
import { withProblem } from './window-parts.ts';

/** What the form of a draft remembers besides its fields; anybody can forge it, so the use cases ask again. */
const Memory = z.object({
  /** Of a new policy: one of these teams. */
  teamId: z.string(),
  policyId: z.string().optional(),
  revisionId: z.string().optional(),
  version: z.number().int().optional(),
  /** Where nobody worked on a change: the published revision whose text this one begins with. */
  begunFrom: z.string().optional(),
  joins: z.array(z.number().int().min(1).max(1000)).max(20),
  /** Fields of another round are other fields: Slack keeps what was typed in those of one. */
  round: z.string(),
  /** Its author has seen that somebody saved meanwhile. */
  replaces: z.boolean().optional(),
  isLong: z.boolean().optional(),
  /** What was typed with the command: it may have been a question. */
  typed: z.string().optional(),
});
export type DraftMemory = z.infer<typeof Memory>;

export interface DraftForm extends DraftMemory {
  readonly title: string;
  readonly text: string;
  readonly changeNote: string;
  readonly template: string;
  readonly audience: string;
  readonly file?: UploadedFile;
}

export interface TeamChoice {
  readonly id: string;
  readonly name: string;
}

interface Around {
  /** The teams that a new policy may be of. */
  readonly teams: readonly TeamChoice[];
  readonly problem?: UserError;
  /** Who has saved or published meanwhile. */
  readonly savedBy?: string;
  readonly publishedBy?: string;
}

/** *New policy*, or a change of one: its text as several inputs, or as a file where it is too long for them. */
export function draftModal(form: DraftForm, around: Around): ModalView {
  const split = partsOf(form.text);
  const {
    title: _title,
    text: _text,
    changeNote,
    template: _template,
    audience: _audience,
    file: _file,
    ...memory
  } = form;
  const isNew = form.policyId === undefined;
  const kept = { ...memory, joins: [...(split?.joins ?? [])], isLong: split === undefined };
  const blocks: KnownBlock[] = [
    ...(isNew ? beginning(form, around.teams) : []),
    textInput('title', 'Title', {
      initial: form.title,
      maxLength: LONGEST_TITLE,
      placeholder: 'Late returns',
      focus: isNew,
    }),
    ...(isNew && form.typed !== undefined ? [lookUpInstead(form.typed)] : []),
    ...(split ? textInputs(split.parts, form.round) : longText(form)),
    ...(isNew ? [audienceInput(form)] : [changeNoteInput(changeNote)]),
  ];
  return modal({
    callbackId: ids.edit,
    title: isNew ? 'New policy' : 'Change a policy',
    submit: 'Save draft',
    privateMetadata: JSON.stringify(kept),
    blocks: withProblem([...meanwhile(form, around), ...blocks], around.problem),
  });
}

/** Who has not chosen begins with an empty page. */
function beginning(form: DraftForm, teams: readonly TeamChoice[]): KnownBlock[] {
  const team = choice('team', 'Team that keeps it', {
    options: teams.map(({ id, name }) => option(name, id)),
    initial: form.teamId,
  });
  const start = choice('template', 'Begin with', {
    options: templates.map(({ id, name }) => option(name, id)),
    initial: form.template,
    onChange: ids.template,
  });
  return [...(teams.length > 1 ? [team] : []), start];
}

function lookUpInstead(typed: string): KnownBlock {
  return section('Was it a question?', button('Look it up', othersIds.lookUpInstead, { value: typed }));
}

const MARKDOWN =
  'Markdown: ## heading, - list, 1. steps, | table |, **bold**, [link](https://…). A heading begins a passage that people can find.';

function textInputs(parts: readonly string[], round: string): KnownBlock[] {
  const shown = parts.length === 0 ? [''] : parts;
  const inputs = shown.map((part, at) =>
    textInput(
      `text${at}.${round}`,
      shown.length === 1 ? 'What it says' : `What it says, part ${at + 1} of ${shown.length}`,
      {
        initial: part,
        multiline: true,
        optional: true,
        ...(at === 0 && { hint: MARKDOWN }),
      },
    ),
  );
  const more = textInput(`text${shown.length}.${round}`, 'More of it', {
    multiline: true,
    optional: true,
    hint: 'A field takes 3,000 characters; longer texts come back as several fields, or as a file.',
  });
  return [...inputs, more];
}

function longText(form: DraftForm): KnownBlock[] {
  const size = form.text.length.toLocaleString('en-GB');
  return [
    section(
      `This text has ${size} characters, more than a form takes. Get it as a file, change it, and give it back here.`,
    ),
    actions([button('Get the text as a file', ids.textFile, { value: form.policyId ?? '' })]),
    fileInput('file', 'Changed text', {
      types: ['md', 'markdown', 'txt'],
      optional: true,
      hint: 'Left empty, the text stays as it is.',
    }),
  ];
}

function audienceInput({ audience }: DraftForm): KnownBlock {
  return radio('audience', 'Who may read it', {
    options: [
      option('Everybody on its team', 'team'),
      option('Everybody on any team', 'everyone'),
      option('Its leads, managers and directors only', 'leads'),
    ],
    initial: audience,
  });
}

function changeNoteInput(note: string): KnownBlock {
  return textInput('changeNote', 'What is new', {
    initial: note,
    optional: true,
    maxLength: LONGEST_NOTE,
    placeholder: 'Late returns now get store credit up to 45 days',
    hint: 'Those whom it concerns read this.',
  });
}

/** The form as it stands. Throws a UserError where its memory is of an older version, or made up. */
export function draftFormFrom({ privateMetadata, state }: OpenView): DraftForm {
  const memory = recalled(Memory, privateMetadata);
  const names = Object.keys(state).filter((name) => name.startsWith('text') && name.endsWith(`.${memory.round}`));
  const parts = names.toSorted((a, b) => placeOf(a) - placeOf(b)).map((name) => textOf(state, name) ?? '');
  const [file] = filesOf(state, 'file');
  return {
    ...memory,
    teamId: choiceOf(state, 'team') ?? memory.teamId,
    title: textOf(state, 'title') ?? '',
    text: textOfParts({ parts, joins: memory.joins }),
    changeNote: textOf(state, 'changeNote') ?? '',
    template: choiceOf(state, 'template') ?? BLANK,
    audience: choiceOf(state, 'audience') ?? 'team',
    ...(file && { file }),
  };
}

export function parseDraft(view: OpenView): Parsed<DraftForm> {
  const form = draftFormFrom(view);
  return form.title === '' ? { errors: { title: 'Give it a title that people would look for.' } } : { input: form };
}

function placeOf(name: string): number {
  return Number(/\d+/.exec(name)?.[0]);
}

function meanwhile(form: DraftForm, { savedBy, publishedBy }: Around): KnownBlock[] {
  if (savedBy !== undefined) return savedMeanwhile(savedBy, form);
  return publishedBy === undefined ? [] : publishedMeanwhile(publishedBy, form);
}

function publishedMeanwhile(name: string, { policyId = '' }: DraftForm): KnownBlock[] {
  const yours = `What is below is yours, begun before. Put in what ${inline(name)} published, and save again.`;
  return [context(yours), actions([button(`See what ${name} published`, ids.lookAtSaved, { value: policyId })])];
}

function savedMeanwhile(name: string, { policyId = '' }: DraftForm): KnownBlock[] {
  const theirs = `What is below is yours. Save again to put it in place of what ${inline(name)} saved: both of you get that as a file.`;
  return [context(theirs), actions([button(`See what ${name} saved`, ids.lookAtSaved, { value: policyId })])];
}
