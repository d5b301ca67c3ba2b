import type { KnownBlock, ModalView, UsersSelect } from '@slack/types';
import { formatBusinessHours, type OpeningSpan } from '../../../../core/business-hours.ts';
import { actions, button, confirmation, context, divider, option, section } from '../../../../slack/blocks.ts';
import { checkboxes, choice, modal, peoplePicker, radio, textInput } from '../../../../slack/modal.ts';
import { inline, mention } from '../../../../slack/mrkdwn.ts';
import { addDays, localDate, localMinute } from '../../../../core/local-time.ts';
import { shiftTimesText } from '../shift-words.ts';
import type { Absence, ShiftRow } from '../tables.ts';
import { rosterIds } from './ids.ts';
import type { SaveSkills, ShiftMemory } from './inputs.ts';

interface TeamChoice {
  readonly id: string;
  readonly name: string;
}

/** One shift: a new one of one of these teams, or one as it is. */
export function shiftModal(
  memory: ShiftMemory,
  teams: readonly TeamChoice[],
  shift: ShiftRow | undefined,
  insteads: readonly Instead[] = [],
): ModalView {
  return modal({
    callbackId: rosterIds.edit,
    title: shift ? 'Change a shift' : 'Add a shift',
    submit: 'Save',
    privateMetadata: JSON.stringify(memory),
    blocks: [
      ...(shift ? [] : [teamChoice(teams)]),
      ...whenBlocks(memory.zone, shift ?? blank),
      ...whatBlocks(shift ?? blank),
      ...(shift ? [...insteadBlocks(shift, insteads), cancelBlock(shift)] : []),
    ],
  });
}

type Shown = Pick<
  ShiftRow,
  'slackId' | 'breakMinutes' | 'role' | 'type' | 'site' | 'comment' | 'isPublished' | 'isTradable'
> &
  Pick<ShiftRow, 'startsLocal' | 'endsLocal'>;

const blank: Shown = {
  slackId: null,
  startsLocal: '',
  endsLocal: '',
  breakMinutes: 0,
  role: null,
  type: null,
  site: null,
  comment: null,
  isPublished: true,
  isTradable: true,
};

function whenBlocks(zone: string, shift: Shown): readonly KnownBlock[] {
  return [
    peoplePicker('person', 'Who works it', {
      max: 1,
      optional: true,
      initial: shift.slackId === null ? [] : [shift.slackId],
      hint: 'Nobody: it is open, and people can pick it up.',
    }),
    textInput('start', 'Start', {
      initial: shift.startsLocal.replace('T', ' '),
      placeholder: '2026-03-16 06:00',
      hint: `By the clock in ${zone}. Where it comes twice, put the offset behind it: +01:00.`,
    }),
    textInput('end', 'End', { initial: shift.endsLocal.replace('T', ' '), placeholder: '14:00' }),
    textInput('break', 'Unpaid break, in minutes', { optional: true, initial: String(shift.breakMinutes) }),
  ];
}

function whatBlocks({ role, type, site, comment, isPublished, isTradable }: Shown): readonly KnownBlock[] {
  const flags = [option('Published: the team sees it', 'published'), option('May be swapped', 'tradable')];
  const ticked = [...(isPublished ? ['published'] : []), ...(isTradable ? ['tradable'] : [])];
  const text = (name: string, label: string, initial: string | null, maxLength = 200) =>
    textInput(name, label, { optional: true, initial: initial ?? undefined, maxLength });
  return [
    text('role', 'Role or skill', role),
    text('type', 'Kind of shift', type),
    text('site', 'Site', site),
    text('comment', 'Comment', comment, 2000),
    checkboxes('flags', 'Options', { optional: true, options: flags, initial: ticked }),
  ];
}

function teamChoice(teams: readonly TeamChoice[]): KnownBlock {
  return choice('team', 'Team', { options: teams.map(({ id, name }) => option(name, id)), initial: teams[0]?.id });
}

/** What can be done in the place of a change. */
export type Instead = 'swap' | 'cover';

function insteadBlocks(shift: ShiftRow, insteads: readonly Instead[]): readonly KnownBlock[] {
  if (insteads.length === 0) return [];
  const buttons = insteads.map((instead) => {
    const { label, id } = swapsInstead[instead];
    return button(label, id, { value: shift.id, spoken: `${label}: ${shiftTimesText(shift)}` });
  });
  return [context('They cannot work it? A swap asks the others and keeps the rules.'), actions(buttons)];
}

const swapsInstead = {
  swap: { label: 'Ask for a swap', id: 'swap.start' },
  cover: { label: 'Cover now', id: 'swap.cover' },
} as const;

function cancelBlock(shift: ShiftRow): KnownBlock {
  const sure = confirmation('Cancel this shift?', 'It goes off the roster, and swaps of it end.', 'Cancel the shift');
  const press = button('Cancel the shift', rosterIds.cancel, { value: shift.id, style: 'danger', confirm: sure });
  return section('Nobody has to work it any more?', press);
}

const LISTED = 20;

/** *Times I cannot work*: what is to come, each with a way to take it back, and one more. */
export function awayModal(
  memory: { readonly absenceId: string; readonly zone: string; readonly today: string },
  list: readonly Absence[],
  availability: readonly OpeningSpan[] | null,
  mayEnterLeave: boolean,
): ModalView {
  return modal({
    callbackId: rosterIds.addAbsence,
    title: 'Times I cannot work',
    submit: 'Add',
    privateMetadata: JSON.stringify(memory),
    blocks: [
      ...(list.length === 0 ? [section('Nothing is to come.')] : list.slice(0, LISTED).map(absenceBlock)),
      divider(),
      textInput('from', 'First day, or from when', { placeholder: '24 Dec' }),
      textInput('to', 'Last day, or until when', {
        optional: true,
        placeholder: '31 Dec',
        hint: `Days as Friday, 24 Dec or 2026-12-24; with a time: 2026-12-24 14:00. By the clock in ${memory.zone}.`,
      }),
      ...(mayEnterLeave ? [kindChoice()] : []),
      context('Nobody is told why, and no swap is offered to you then.'),
      section(availabilityText(availability), button('Change', rosterIds.hours)),
    ],
  });
}

function kindChoice(): KnownBlock {
  const options = [option('I cannot work then', 'unavailable'), option('Leave that was granted', 'leave')];
  return radio('kind', 'What it is', { options, initial: 'unavailable' });
}

function availabilityText(availability: readonly OpeningSpan[] | null): string {
  return availability === null
    ? 'In every week you can work at any time.'
    : `In every week you can work ${inline(formatBusinessHours(availability))}.`;
}

/** *When I can work*, week by week. */
export function availabilityModal(availability: readonly OpeningSpan[] | null, zone: string): ModalView {
  return modal({
    callbackId: rosterIds.hours,
    title: 'When I can work',
    submit: 'Save',
    blocks: [
      textInput('hours', 'Days and hours', {
        optional: true,
        initial: availability ? formatBusinessHours(availability) : undefined,
        maxLength: 500,
        placeholder: 'Mon-Fri 07:00-20:00, Sat 09:00-13:00',
        hint: `By the clock in ${zone}. Leave it empty if you can work at any time.`,
      }),
    ],
  });
}

function absenceBlock(absence: Absence): KnownBlock {
  const remove = button('Remove', `${rosterIds.removeAbsence}:${absence.id}`, { value: absence.id });
  return section(`*${inline(absenceText(absence))}*${absence.kind === 'leave' ? ' · leave' : ''}`, remove);
}

function absenceText({ startsAt, endsAt, timeZone, isWholeDates }: Absence): string {
  if (!isWholeDates) return `${localMinute(startsAt, timeZone)} to ${localMinute(endsAt, timeZone)}`;
  const [first, last] = [localDate(startsAt, timeZone), addDays(localDate(endsAt, timeZone), -1)];
  return first === last ? first : `${first} to ${last}`;
}

/** Whose skills? The next form follows as soon as somebody is chosen. */
export function whoseSkillsModal(): ModalView {
  const person: UsersSelect = { type: 'users_select', action_id: rosterIds.skillsOf };
  return modal({ callbackId: rosterIds.skillsOf, title: 'Skills', blocks: [section('Whose skills?', person)] });
}

/** What one person can do or holds, a line each. */
export function skillsModal({ slackId, skills }: SaveSkills): ModalView {
  const lines = skills.map(({ name, validUntil }) => (validUntil === null ? name : `${name} until ${validUntil}`));
  return modal({
    callbackId: rosterIds.skills,
    title: 'Skills',
    submit: 'Save',
    privateMetadata: JSON.stringify({ slackId }),
    blocks: [
      section(`What ${mention(slackId)} can do or holds.`),
      textInput('skills', 'A line each', {
        multiline: true,
        optional: true,
        initial: lines.join('\n'),
        placeholder: 'chat\nfirst aid until 2027-03-01',
        hint: 'Named as the roles of shifts. “until” names the last day on which it counts.',
      }),
    ],
  });
}

export function publishModal(team: TeamChoice, drafts: readonly ShiftRow[]): ModalView {
  const [first, last] = [drafts[0], drafts.at(-1)];
  const span = first && last ? ` from ${shiftTimesText(first)} to ${shiftTimesText(last)}` : '';
  const many = drafts.length === 1 ? '1 shift' : `${drafts.length} shifts`;
  const text = `*${inline(team.name)}* has ${many} that the team does not see yet${inline(span)}.`;
  return modal({
    callbackId: rosterIds.publish,
    title: 'Publish',
    ...(drafts.length > 0 && { submit: 'Publish' }),
    privateMetadata: JSON.stringify({ teamId: team.id }),
    blocks: [section(drafts.length > 0 ? text : `Everything of *${inline(team.name)}* is published.`)],
  });
}
