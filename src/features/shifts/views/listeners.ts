import { onCommand, type Listener } from '../../../slack/listener.ts';
import { shiftHelp } from './messages/help.ts';

const command = onCommand('/shift', async () => shiftHelp());

export const viewListeners: readonly Listener[] = [command];
