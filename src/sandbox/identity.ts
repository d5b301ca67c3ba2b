import { randomBytes } from 'node:crypto';
import { SAMPLE_IDS } from './sample/northwind.ts';
import type { AppIdentity } from './world.ts';

/** The app's ids in the sample workspace, with secrets made anew at each start; the bot's token may be given. */
export function newIdentity(botToken?: string): AppIdentity {
  const secret = (bytes: number): string => randomBytes(bytes).toString('hex');
  return {
    appId: SAMPLE_IDS.appId,
    botId: SAMPLE_IDS.botId,
    botUserId: SAMPLE_IDS.botUserId,
    botToken: botToken ?? `xoxb-sandbox-${secret(12)}`,
    appToken: `xapp-1-${SAMPLE_IDS.appId}-${secret(12)}`,
    signingSecret: secret(16),
    verificationToken: secret(12),
  };
}
