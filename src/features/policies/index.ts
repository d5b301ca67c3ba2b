import type { Feature } from '../../feature.ts';
import type { PoliciesDeps } from './deps.ts';
import { gapsPart } from './gaps/part.ts';
import { historyPart } from './history/part.ts';
import { policiesHome, searchOnHome } from './home.ts';
import { importPart } from './import/part.ts';
import { keepTruePart } from './keep-true/part.ts';
import { libraryPart } from './library/part.ts';
import { lookUpPart } from './look-up/part.ts';
import { mustReadPart } from './must-read/part.ts';

export { findPolicyWindow } from './in-cases/find-policy-window.ts';
export { namedPassage, policiesOfRevisions } from './in-cases/named-passages.ts';
export { type PassagePointer, readPassageButton } from './in-cases/read-passage-button.ts';
export { suggestions } from './in-cases/suggest.ts';
export { passageOptions } from './look-up/finding/passage-options.ts';

/** The policies of each team: looked up by passage, kept true, and known to whom they concern. */
export function policies(deps: PoliciesDeps): Feature {
  const others = [mustReadPart, gapsPart, keepTruePart, libraryPart(deps), historyPart, importPart(deps)];
  const parts = [lookUpPart(others), ...others];
  return {
    name: 'policies',
    listeners: parts.flatMap(({ listeners = [] }) => listeners),
    jobs: parts.flatMap(({ jobs = [] }) => jobs),
    schedules: parts.flatMap(({ schedules = [] }) => schedules),
    home: [searchOnHome, policiesHome(others)],
    help: parts.flatMap(({ help = [] }) => help),
    settings: parts.flatMap(({ settings = [] }) => settings),
    onFilesGiven: async (ctx, given) => {
      for (const { onFilesGiven } of parts) if (await onFilesGiven?.(ctx, given)) return true;
      return false;
    },
    onTeamChange: async (ctx, teamId) => {
      for (const { onTeamChange } of parts) await onTeamChange?.(ctx, teamId);
    },
  };
}
