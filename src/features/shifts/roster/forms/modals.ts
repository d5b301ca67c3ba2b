import type { ModalView, UsersSelect } from '@slack/types';
import { formatBusinessHours, type OpeningSpan } from '../../../../core/business-hours.ts';
import { cityOf } from '../../../../core/local-time.ts';
import { section } from '../../../../slack/blocks.ts';
import { modal, textInput } from '../../../../slack/modal.ts';
import { inline, mention } from '../../../../slack/mrkdwn.ts';
import { shiftTimesText } from '../shift-words.ts';
import type { ShiftRow } from '../tables.ts';
import { rosterIds } from './ids.ts';
import type { SaveSkills } from './inputs.ts';

interface TeamChoice {
  readonly id: string;
  readonly name: string;
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
        hint: `${cityOf(zone)} time. Leave it empty if you can work at any time.`,
      }),
    ],
  });
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
