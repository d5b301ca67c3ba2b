import { handleTimer, type JobHandler } from '../../../jobs/define-job.ts';
import { remindToTell } from './remind-to-tell.ts';
import { tellReminders } from './remind.ts';
import { tellWaitingReminders } from './tell-reminders.ts';
import { tellCustomer } from './watch-customer.ts';

export const remindersJobs: readonly JobHandler[] = [
  handleTimer(tellCustomer, remindToTell),
  handleTimer(tellReminders, (ctx, { slackId }) => tellWaitingReminders(ctx, slackId)),
];
