import { createLog } from '../../../src/core/log.ts';
import { ensureInstallation } from '../../../src/people/installation.ts';
import { createSocketEntry } from '../../../src/slack/socket-entry.ts';
import { createSlackApi } from '../../../src/slack/web-api.ts';
import { until } from '../support/until.ts';
import type { Row } from './cell.ts';

const log = createLog('silent');
const DONE = { else: 'done' } as const;

/** What the app asks Slack when it starts: it starts all the same. Each on a line of its own, within this process. */
export const startRows: readonly Row[] = [
  {
    method: 'auth.test',
    meant: () => ({}),
    ownLine: true,
    act: async ({ workspace, database, ctx }, cell) => {
      const { botToken } = workspace.world.identity;
      const api = createSlackApi({ botFor: () => Promise.resolve(undefined), slackApiUrl: apiOf(cell), log });
      const identify = () => api.identify(botToken);
      const { workspaceId } = await ensureInstallation({ db: database.db, clock: ctx.clock, log, identify });
      cell.note = workspaceId;
    },
    isSettled: (_, { note }) => note !== undefined,
    outcome: ({ workspace }, { note }) => (note === workspace.world.state.workspace.id ? 'done' : 'silence'),
    promises: DONE,
  },
  {
    method: 'apps.connections.open',
    meant: () => ({}),
    ownLine: true,
    act: async ({ workspace }, cell) => {
      const { appToken } = workspace.world.identity;
      const take = () => Promise.resolve();
      const entry = createSocketEntry({ appToken, slackApiUrl: apiOf(cell), log, take });
      await entry.start();
      await until('it is connected', () => entry.trouble() === undefined, 40_000);
      cell.note = 'connected';
      await entry.stop(() => Promise.resolve());
    },
    isSettled: (_, { note }) => note !== undefined,
    outcome: (_, { note }) => (note === 'connected' ? 'done' : 'silence'),
    promises: DONE,
  },
];

function apiOf({ proxy }: { readonly proxy: { readonly url: string } }): string {
  return `${proxy.url}/api/`;
}
