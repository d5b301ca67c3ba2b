import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { Workspace } from '../support/workspace.ts';

export interface TinyApp {
  readonly app: App;
  readonly url: string;
  stop(): Promise<void>;
}

/** A small Bolt app against the stand-in, to prove that Slack's own framework finds nothing to complain about. */
export async function startTinyApp(workspace: Workspace, mode: 'http' | 'socket', port: number): Promise<TinyApp> {
  const { identity } = workspace.world;
  const clientOptions = { slackApiUrl: `${workspace.url}/api/`, retryConfig: { retries: 0 } };
  const receiver =
    mode === 'http'
      ? new HTTPReceiver({
          signingSecret: identity.signingSecret,
          endpoints: '/slack/events',
          logLevel: LogLevel.ERROR,
        })
      : new SocketModeReceiver({
          appToken: identity.appToken,
          clientPingTimeout: 1000,
          logLevel: LogLevel.ERROR,
          installerOptions: { clientOptions },
        });
  const app = new App({
    receiver,
    token: identity.botToken,
    clientOptions,
    deferInitialization: true,
    logLevel: LogLevel.ERROR,
  });
  await app.init();
  await app.start(port);
  return { app, url: `http://127.0.0.1:${port}/slack/events`, stop: async () => void (await app.stop()) };
}
