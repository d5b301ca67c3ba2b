import type { Listener } from '../../slack/listener.ts';
import type { PoliciesDeps } from './deps.ts';

/** Everything of Slack that this feature answers; each part lists its own. */
export function policiesListeners(_deps: PoliciesDeps): readonly Listener[] {
  return [];
}
