import type { GivenFile, GivenFiles } from '../../src/features/policies/import/files/given-files.ts';
import { previewImport, runImport } from '../../src/features/policies/import/importing/import-policies.ts';
import type { ImportMode } from '../../src/features/policies/import/importing/plan.ts';
import { type ImportReport, problemsOf } from '../../src/features/policies/import/importing/report.ts';
import { CARE } from './northwind.ts';
import { LATE_RETURNS } from './policies.ts';
import type { PolicyWorld } from './use-policy-world.ts';

/** A file about refunds, with front matter where there are lines of it. */
export function refunds(text: string, ...matter: string[]): GivenFile {
  const front = matter.length > 0 ? ['---', ...matter, '---', ''] : [];
  return { path: 'money/refunds.md', content: [...front, '# Refunds', '', text, ''].join('\n') };
}

export const returns: GivenFile = { path: 'returns.md', content: `# Late returns\n\n${LATE_RETURNS}` };

interface How extends Partial<GivenFiles> {
  readonly mode?: ImportMode;
  readonly replaces?: boolean;
}

/** Files that Maya gives for Northwind Care, or only looks at. */
export function givenPolicies(world: PolicyWorld) {
  let runs = 0;
  const input = (files: readonly GivenFile[], { mode = 'publish', replaces = false, ...given }: How) => {
    return { teamId: CARE, given: { files, problems: [], ...given }, mode, replaces };
  };
  const look = (files: readonly GivenFile[], how: How = {}, ctx = world.maya) => previewImport(ctx, input(files, how));
  return {
    give: (files: readonly GivenFile[], how: How = {}) => {
      runs += 1;
      return runImport(world.maya, { ...input(files, how), run: `test${runs}` });
    },
    look,
    fatesOf: async (files: readonly GivenFile[], how: How = {}) => fates(await look(files, how)),
  };
}

export function fates({ files }: ImportReport): readonly string[] {
  return files.map(({ fate }) => fate);
}

/** What is refused: `refunds.md:3 roles: …` */
export function refusals(report: ImportReport): readonly string[] {
  return problemsOf(report).map(
    ({ path, line, message }) => `${line === undefined ? path : `${path}:${line}`} ${message}`,
  );
}
