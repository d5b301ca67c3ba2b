import type { PoliciesDeps } from '../deps.ts';
import type { PolicyPart } from '../part.ts';

/** What people must have read, and by when. */
export function mustReadPart(_deps: PoliciesDeps): PolicyPart {
  return {};
}
