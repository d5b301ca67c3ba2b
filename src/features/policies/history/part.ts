import type { PoliciesDeps } from '../deps.ts';
import type { PolicyPart } from '../part.ts';

/** What a policy said, and what has changed. */
export function historyPart(_deps: PoliciesDeps): PolicyPart {
  return {};
}
