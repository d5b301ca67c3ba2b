import type { PoliciesDeps } from '../deps.ts';
import type { PolicyPart } from '../part.ts';
import { handleBeginRevision } from './begin-revision.ts';

/** Writing policies, and publishing them. */
export function libraryPart(_deps: PoliciesDeps): PolicyPart {
  return { jobs: [handleBeginRevision] };
}
