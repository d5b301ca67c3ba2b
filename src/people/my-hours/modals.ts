import type { ModalView } from '@slack/types';
import { formatBusinessHours, type OpeningSpan } from '../../core/business-hours.ts';
import { zoneText } from '../../core/local-time.ts';
import { context, section } from '../../slack/blocks.ts';
import { modal, textInput } from '../../slack/modal.ts';
import { inline } from '../../slack/mrkdwn.ts';

export const myHoursId = 'hours.mine';

export interface MyHoursPage {
  readonly hours: readonly OpeningSpan[] | null;
  readonly timeZone: string;
  readonly now: Date;
}

export function myHoursModal({ hours, timeZone, now }: MyHoursPage): ModalView {
  return modal({
    callbackId: myHoursId,
    title: 'My hours',
    submit: 'Save',
    blocks: [
      section('While you are away, your reminders go to a colleague or wait for you, and cases are offered to others.'),
      textInput('hours', 'When do you work?', {
        initial: hours ? formatBusinessHours(hours) : undefined,
        optional: true,
        maxLength: 500,
        placeholder: 'Mon-Fri 09:00-17:00',
        hint: "Leave it empty to follow your team's hours.",
      }),
      context(`In your time zone, as Slack has it: ${inline(zoneText(timeZone, now))}.`),
    ],
  });
}
