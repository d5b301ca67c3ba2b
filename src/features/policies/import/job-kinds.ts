import { z } from 'zod';
import { jobKind } from '../../../jobs/define-job.ts';

export const SlackFile = z.object({ id: z.string(), name: z.string().catch('') });
export type SlackFile = z.infer<typeof SlackFile>;

export const ReadFiles = z.object({
  importId: z.uuid(),
  slackId: z.string(),
  files: z.array(SlackFile),
  /** Left out where it was not said. */
  teamId: z.uuid().optional(),
});
export type ReadFiles = z.infer<typeof ReadFiles>;

/** Fetches given files from Slack and shows what they would change. */
export const readFiles = jobKind('policies.read-files', ReadFiles, 8);

/** Goes on with an import whose giver said what is to become of it. */
export const goOnWithImport = jobKind('policies.import', z.object({ importId: z.uuid() }), 8);

/** Forgets files that nobody decided about. */
export const forgetImport = jobKind('policies.forget-import', z.object({ importId: z.uuid() }));

export const ExportJob = z.object({
  slackId: z.string(),
  requestId: z.string(),
  teamId: z.uuid(),
  policyId: z.uuid().optional(),
});
export type ExportJob = z.infer<typeof ExportJob>;

export const exportJob = jobKind('policies.export', ExportJob, 5);
