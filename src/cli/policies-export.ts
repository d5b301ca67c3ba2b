/** Writes the published policies of a team as files: `npm run policies:export -- DIR --team NAME`. Importing them changes nothing. */
import { parseArgs } from 'node:util';
import { ConfigError } from '../config.ts';
import { exportPolicies } from '../features/policies/import/export-policies.ts';
import { actingFor, asCommand } from './policies-team.ts';
import { writeFolder } from './policy-folder.ts';

const USAGE = 'Use: npm run policies:export -- DIR --team NAME [--as SLACK_ID] [--overwrite]';

await asCommand(async () => {
  const { folder, values } = readArguments();
  await actingFor({ team: values.team, as: values.as, workspace: values.workspace }, async ({ ctx, team }) => {
    const { files } = await exportPolicies(ctx, team.id);
    const { written, kept } = await writeFolder(folder, files, { overwrites: values.overwrite });
    for (const path of kept) console.log(`kept     ${path}  says something else than what was published`);
    const rest =
      kept.length === 0 ? 'the others are as they were' : `kept: ${kept.length} (--overwrite writes them too)`;
    console.log(`Policies of ${team.name} in ${folder}: ${files.length}. Files written: ${written}; ${rest}.`);
  });
});

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        team: { type: 'string', default: '' },
        as: { type: 'string' },
        workspace: { type: 'string' },
        overwrite: { type: 'boolean', default: false },
      },
    });
    const [folder, ...more] = positionals;
    if (folder === undefined || more.length > 0 || values.team === '') throw new ConfigError(USAGE);
    return { folder, values };
  } catch (error) {
    throw error instanceof ConfigError ? error : new ConfigError(USAGE);
  }
}
