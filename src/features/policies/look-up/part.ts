import type { PoliciesDeps } from '../deps.ts';
import type { PolicyPart, PolicyWord } from '../part.ts';

/** Finding the passage; `/policy` itself, with the words of all parts. */
export function lookUpPart(_deps: PoliciesDeps, _words: readonly PolicyWord[]): PolicyPart {
  return {};
}
