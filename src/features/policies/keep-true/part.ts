import type { PoliciesDeps } from '../deps.ts';
import type { PolicyPart } from '../part.ts';

/** Policies that stay true: reviews, changes of hands, news. */
export function keepTruePart(_deps: PoliciesDeps): PolicyPart {
  return {};
}
