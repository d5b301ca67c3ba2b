import type { Listener } from '../../slack/listener.ts';
import type { ShiftsDeps } from './deps.ts';
import { feedListeners, feedWords } from './feeds/listeners.ts';
import { importListeners } from './import/listeners.ts';
import { policyListeners } from './policy/listeners.ts';
import { rosterListeners } from './roster/forms/listeners.ts';
import { swapsListeners } from './swaps/listeners.ts';
import { viewListeners } from './views/listeners.ts';

/** Everything of Slack that this feature answers; each part lists its own. */
export function shiftsListeners(deps: ShiftsDeps): readonly Listener[] {
  return [
    ...viewListeners(feedWords(deps.publicUrl)),
    ...feedListeners(deps.publicUrl),
    ...swapsListeners,
    ...importListeners(deps.slack),
    ...rosterListeners,
    ...policyListeners,
  ];
}
