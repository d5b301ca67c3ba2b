import type { Listener } from '../../slack/listener.ts';
import { chainListeners } from './chain/listeners.ts';
import { clocksListeners } from './clocks/listeners.ts';
import { approvalListeners } from './approvals/listeners.ts';
import { chainFormListeners } from './chain/settings/chain-listeners.ts';
import { skillsListeners } from './chain/settings/skills-listeners.ts';
import type { EscalationsDeps } from './deps.ts';
import { decideListeners } from './listeners/decide.ts';
import { followUpListeners } from './listeners/follow-up.ts';
import { lookUpListeners } from './listeners/look-up.ts';
import { raiseListeners } from './listeners/raise.ts';
import { threadListeners } from './listeners/thread.ts';
import { handOverListeners } from './hand-over/listeners.ts';
import { privateListeners } from './private/listeners.ts';
import { promiseListeners } from './promises/listeners.ts';

/** Everything of Slack that this feature answers. */
export const listeners = (deps: EscalationsDeps): readonly Listener[] => [
  ...raiseListeners,
  ...decideListeners,
  ...approvalListeners,
  ...followUpListeners,
  ...lookUpListeners,
  ...threadListeners(deps),
  ...clocksListeners,
  ...chainListeners,
  ...chainFormListeners,
  ...skillsListeners,
  ...promiseListeners,
  ...handOverListeners,
  ...privateListeners,
];
