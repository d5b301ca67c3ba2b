import { handleJob, type JobHandler } from '../../../jobs/define-job.ts';
import { tellReminders } from './remind.ts';
import { tellWaitingReminders } from './tell-reminders.ts';

export const remindersJobs: readonly JobHandler[] = [
  handleJob(tellReminders, { run: (ctx, { slackId }) => tellWaitingReminders(ctx, slackId) }),
];
