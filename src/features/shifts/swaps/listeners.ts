import type { Listener } from '../../../slack/listener.ts';
import { answerListeners } from './listeners/answer.ts';
import { commandListeners } from './listeners/command.ts';
import { coverListeners } from './listeners/cover.ts';
import { decideListeners } from './listeners/decide.ts';
import { ledgerListeners } from './listeners/ledger.ts';
import { requestListeners } from './listeners/request.ts';
import { startListeners } from './listeners/start.ts';

export const swapsListeners: readonly Listener[] = [
  ...commandListeners,
  ...startListeners,
  ...answerListeners,
  ...decideListeners,
  ...requestListeners,
  ...coverListeners,
  ...ledgerListeners,
];
