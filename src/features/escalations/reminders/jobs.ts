import { handleTimer, type JobHandler } from '../../../jobs/define-job.ts';
import { tellReminders } from './remind.ts';
import { tellWaitingReminders } from './tell-reminders.ts';

export const remindersJobs: readonly JobHandler[] = [
  handleTimer(tellReminders, (ctx, { slackId }) => tellWaitingReminders(ctx, slackId)),
];
