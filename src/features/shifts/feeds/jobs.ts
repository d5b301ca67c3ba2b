import { handleJob, type JobHandler } from '../../../jobs/define-job.ts';
import { rosterExportJob, sendRoster } from './export-roster.ts';

export const feedJobs: readonly JobHandler[] = [handleJob(rosterExportJob, { run: sendRoster })];
