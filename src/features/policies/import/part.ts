import type { PoliciesDeps } from '../deps.ts';
import type { PolicyPart } from '../part.ts';

/** Policies from files, and back into files. */
export function importPart(_deps: PoliciesDeps): PolicyPart {
  return {};
}
