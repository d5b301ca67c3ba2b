import type { Listener } from '../../slack/listener.ts';
import { swapsListeners } from './swaps/listeners.ts';
import { viewListeners } from './views/listeners.ts';

/** Everything of Slack that this feature answers; each part lists its own. */
export const listeners: readonly Listener[] = [...viewListeners, ...swapsListeners];
