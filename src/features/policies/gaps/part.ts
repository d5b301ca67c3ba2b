import type { PoliciesDeps } from '../deps.ts';
import type { PolicyPart } from '../part.ts';

/** Questions that no policy answers, until one does. */
export function gapsPart(_deps: PoliciesDeps): PolicyPart {
  return {};
}
