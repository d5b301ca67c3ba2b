import type { KnownBlock, ModalView } from '@slack/types';
import { formatBusinessHours, minutesPerWeek } from '../core/business-hours.ts';
import { parseBusinessHours } from '../core/parse-business-hours.ts';
import { actions, button, context, option, section } from '../slack/blocks.ts';
import { LIMITS } from '../slack/limits.ts';
import { channelPicker, choice, externalChoice, modal, peoplePicker, radio, textInput } from '../slack/modal.ts';
import { channelLink, inline } from '../slack/mrkdwn.ts';
import { calendarIds } from './calendar/messages.ts';
import { currencyOption, zoneOption } from './choices.ts';
import { type ChannelState, type TeamForm, remembered } from './inputs.ts';
import { ids } from './messages.ts';
import type { Team } from './tables.ts';

/** What is wrong with what was sent, with the field it belongs to. */
export interface Problem {
  readonly message: string;
  readonly field?: string | undefined;
}

/** *Set up a team*: everything typed so far, what was understood of it, and what is wrong: on top, and at its field. */
export function setUpModal(form: TeamForm, now: Date, problem?: Problem): ModalView {
  const fields = [...whereBlocks(form), ...whoBlocks(form), ...whenBlocks(form, now)];
  return modal({
    callbackId: ids.setUp,
    title: form.isNew ? 'Set up a team' : 'Change a team',
    submit: 'Save',
    privateMetadata: remembered(form),
    blocks: [
      ...(problem ? [section(`:warning: *Not saved.* ${inline(problem.message)}`)] : []),
      ...(problem ? fields.flatMap((block) => withProblem(block, problem)) : fields),
    ],
  });
}

/** What is found after a form was sent cannot be shown as a field error any more; it stands below its field all the same. */
export function withProblem(block: KnownBlock, { message, field }: Problem): readonly KnownBlock[] {
  if (field === undefined || block.block_id !== field) return [block];
  return [block, context(`:warning: ${inline(message)}`)];
}

function whereBlocks(form: TeamForm): readonly KnownBlock[] {
  return [
    textInput('name', 'Team name', { initial: form.name, maxLength: 80, placeholder: 'Northwind Care' }),
    channelPicker('teamChannel', 'Team channel', { initial: form.teamChannel, onChange: ids.form }),
    ...channelNote(form, form.teamChannel),
    channelPicker('escalationsChannel', 'Escalations channel', {
      initial: form.escalationsChannel,
      onChange: ids.form,
      hint: 'Cases are shown here to leads and managers.',
    }),
    ...channelNote(form, form.escalationsChannel),
  ];
}

function whoBlocks(form: TeamForm): readonly KnownBlock[] {
  const everyone = option(
    'Everyone in the team channel',
    'channel',
    'Follows who joins and leaves. No guests, no apps.',
  );
  const picked = option('Only the people I pick', 'picked');
  return [
    peoplePicker('managers', 'Managers', { initial: form.managers }),
    peoplePicker('leads', 'Leads', { initial: form.leads, optional: true, hint: 'They are asked to take new cases.' }),
    peoplePicker('directors', 'Directors', { initial: form.directors, optional: true }),
    radio('agentsFrom', 'Agents', { options: [everyone, picked], initial: form.agentsFrom, onChange: ids.form }),
    ...(form.agentsFrom === 'picked' ? [peoplePicker('agents', 'These agents', { initial: form.agents })] : []),
  ];
}

function whenBlocks(form: TeamForm, now: Date): readonly KnownBlock[] {
  return [
    externalChoice('timeZone', 'Time zone', {
      source: ids.zones,
      placeholder: 'Type a city',
      ...(form.timeZone && { initial: zoneOption(form.timeZone, now) }),
    }),
    textInput('hours', 'Business hours', {
      initial: form.hours,
      maxLength: 500,
      placeholder: 'Mon-Fri 09:00-14:00, 16:00-20:00; Sat 10:00-14:00',
      onChange: ids.form,
      hint: 'Press Enter to see how it is understood.',
    }),
    hoursNote(form.hours),
    externalChoice('currency', 'Currency', {
      source: ids.currencies,
      placeholder: 'Type a code or name',
      ...(form.currency && { initial: currencyOption(form.currency) }),
    }),
  ];
}

/** What was understood of the hours, in the one way they are written. */
function hoursNote(text: string): KnownBlock {
  const reading = parseBusinessHours(text);
  if ('problem' in reading) return context(`:warning: ${inline(reading.problem)}`);
  const week = Math.round(minutesPerWeek(reading.spans) / 6) / 10;
  return context(`Understood: ${inline(formatBusinessHours(reading.spans))} (${week} hours a week)`);
}

function channelNote(form: TeamForm, channel: string | undefined): readonly KnownBlock[] {
  const state = channel === undefined ? undefined : form.looked[channel];
  if (!channel || !state) return [];
  return [context(state === 'ready' ? `I'm in ${channelLink(channel)}.` : `:warning: ${channelProblems[state]}`)];
}

/** Why the app cannot use a channel, and what to do about it, in plain words. */
export const channelProblems: Readonly<Record<Exclude<ChannelState, 'ready'>, string>> = {
  invite: 'Invite me first: type /invite @Floorwalker in that channel, then choose it again.',
  archived: 'That channel is archived. Choose another one.',
  'not-a-channel': 'That is a direct message. Choose a channel.',
};

/** While the work runs. */
export function settingUpModal(name: string): ModalView {
  return modal({ callbackId: ids.setUp, title: 'Team', blocks: [section(`Saving *${inline(name)}* …`)] });
}

/** Done: what was set up, and the next step. */
export function setUpDoneModal(team: Team, isNew: boolean): ModalView {
  const agents =
    team.agentsFrom === 'channel' ? `everyone in ${channelLink(team.teamChannel)}` : 'the people you picked';
  return modal({
    callbackId: ids.setUp,
    title: isNew ? 'Set up a team' : 'Change a team',
    blocks: [
      section(`:white_check_mark: *${inline(team.name)}* is ${isNew ? 'set up' : 'changed'}.`),
      section(
        `Agents: ${agents}\nCases: ${channelLink(team.escalationsChannel)}\nHours: ${inline(formatBusinessHours(team.businessHours))}, ${inline(team.timeZone)}`,
      ),
      ...(isNew ? firstSteps(team) : [context('Clocks of open cases follow within moments.')]),
    ],
  });
}

function firstSteps(team: Team): readonly KnownBlock[] {
  return [
    actions([
      button('Send a test escalation', ids.sendTestCase, { value: team.id, style: 'primary' }),
      button('Add public holidays', calendarIds.form, { value: team.id }),
    ]),
    context('A test shows your team what a case looks like. You can cancel it right away.'),
  ];
}

/** Whose managers to ask, for somebody on no team in a channel of no team. */
export function chooseTeamModal(teams: readonly Team[]): ModalView {
  const options = teams.slice(0, LIMITS.options.select).map((team) => option(team.name, team.id));
  return modal({
    callbackId: ids.ask,
    title: 'Ask to be added',
    submit: 'Ask',
    blocks: [choice('team', 'Which team are you on?', { options })],
  });
}

/** After a team was chosen. */
export function askedModal(): ModalView {
  const text = "I've asked its managers. You'll hear from me when they have added you.";
  return modal({ callbackId: ids.ask, title: 'Ask to be added', blocks: [section(text)] });
}
