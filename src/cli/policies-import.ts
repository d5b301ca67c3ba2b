/**
 * Imports a folder of policies: `npm run policies:import -- DIR --team NAME`. Run again it changes nothing; ended in between it
 * goes on where it was. What it does to each file is printed.
 */
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { ConfigError } from '../config.ts';
import { previewImport, runImport } from '../features/policies/import/importing/import-policies.ts';
import { type ImportReport, problemsOf } from '../features/policies/import/importing/report.ts';
import { archiveGone } from '../features/policies/import/importing/archive-gone.ts';
import { reportLines, summaryLine } from '../features/policies/import/importing/report-lines.ts';
import { actingFor, asCommand } from './policies-team.ts';
import { readFolder } from './policy-folder.ts';

const USAGE = `Use: npm run policies:import -- DIR --team NAME [--as SLACK_ID] [--publish | --draft] [--dry-run] [--replace] [--archive-gone]
  --publish       what the files say counts from now on (unless said otherwise)
  --draft         it is written as drafts, and nothing that counts changes
  --dry-run       says what would change, and changes nothing
  --replace       also what was changed in Slack after a file was exported
  --archive-gone  archives policies of this team that came from this folder and have no file in it any more
  --archive-most  does so also where that is more than half of them`;

await asCommand(async () => {
  const { folder, values } = readArguments();
  const mode = values.draft ? 'draft' : 'publish';
  await actingFor({ team: values.team, as: values.as, workspace: values.workspace }, async ({ ctx, team }) => {
    const began = performance.now();
    const given = await readFolder(folder);
    const input = { teamId: team.id, given, mode, replaces: values.replace } as const;
    const report = values['dry-run']
      ? await previewImport(ctx, input)
      : await runImport(ctx, { ...input, run: randomUUID() });
    const isDry = values['dry-run'];
    const wanted = values['archive-gone'] || values['archive-most'];
    const isRefused = wanted && !values['archive-most'] && isMost(report);
    const gone = wanted && !isRefused ? report.gone : [];
    if (!isDry) await archiveGone(ctx, gone);
    print(report, { isDry, isRefused, archived: gone.length, seconds: (performance.now() - began) / 1000 });
  });
});

interface How {
  readonly isDry: boolean;
  /** Nothing is archived, as it would be most of the folder. */
  readonly isRefused: boolean;
  readonly archived: number;
  readonly seconds: number;
}

/** Rather the wrong folder, or one that was read before all was in it. */
function isMost({ gone, ofFolder }: ImportReport): boolean {
  return gone.length > 1 && gone.length > ofFolder / 2;
}

function print(report: ImportReport, { isDry, isRefused, archived, seconds }: How): void {
  for (const line of reportLines(report)) console.log(line);
  if (isRefused) {
    const many = `${report.gone.length} of the ${report.ofFolder} policies that came from a folder of this name have no file in it.`;
    console.log(`Nothing ${isDry ? 'would be' : 'is'} archived: ${many} If that is meant, say --archive-most.`);
    process.exitCode = 1;
  }
  if (archived > 0) console.log(`${isDry ? 'Would be archived' : 'Archived'}: ${archived}`);
  console.log(`${isDry ? 'Would be: ' : ''}${summaryLine(report)} ${seconds.toFixed(1)} s.`);
  if (problemsOf(report).length > 0) process.exitCode = 1;
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        team: { type: 'string', default: '' },
        as: { type: 'string' },
        workspace: { type: 'string' },
        publish: { type: 'boolean', default: false },
        draft: { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
        replace: { type: 'boolean', default: false },
        'archive-gone': { type: 'boolean', default: false },
        'archive-most': { type: 'boolean', default: false },
      },
    });
    const [folder, ...more] = positionals;
    const isOdd = folder === undefined || more.length > 0 || values.team === '' || (values.publish && values.draft);
    if (isOdd) throw new ConfigError(USAGE);
    return { folder, values };
  } catch (error) {
    throw error instanceof ConfigError ? error : new ConfigError(USAGE);
  }
}
