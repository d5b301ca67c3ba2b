import { handleJob } from '../../../jobs/define-job.ts';
import type { PoliciesDeps } from '../deps.ts';
import type { PolicyPart } from '../part.ts';
import { goOnWith, importFailed } from './in-slack/decide-import.ts';
import { handleForgetImport } from './in-slack/forget-imports.ts';
import { takeFiles } from './in-slack/give-files.ts';
import { exportJob, goOnWithImport, readFiles } from './job-kinds.ts';
import { importListeners, importWords } from './listeners.ts';
import { readFailed, readGivenFiles } from './in-slack/look-at-files.ts';
import { sendExport } from './in-slack/send-export.ts';

/** Policies from files, and back into files. */
export function importPart({ slack }: PoliciesDeps): PolicyPart {
  return {
    listeners: importListeners,
    jobs: [
      handleJob(readFiles, { run: (ctx, job) => readGivenFiles(ctx, slack, job), failed: readFailed }),
      handleJob(goOnWithImport, {
        run: (ctx, { importId }) => goOnWith(ctx, importId),
        failed: (ctx, { importId }) => importFailed(ctx, importId),
      }),
      handleJob(exportJob, { run: sendExport }),
      handleForgetImport,
    ],
    words: importWords,
    onFilesGiven: takeFiles,
    help: [
      {
        how: '/policy import',
        what: 'Give policies as Markdown files, and see what would change; or send me the files.',
      },
      { how: '/policy export', what: 'Get a team’s policies, or one of them, as a Markdown file.' },
    ],
  };
}
