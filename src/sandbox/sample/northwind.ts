import type { SlackState } from '../state/state.ts';
import type { AppIdentity } from '../world.ts';
import { buildSample } from './build-sample.ts';
import { sampleChannels } from './channels.ts';
import { sampleMessages } from './messages.ts';
import { samplePeople } from './people.ts';

export const SAMPLE_IDS = {
  workspace: { id: 'T0NORTHWIND', name: 'Northwind Support', domain: 'northwind-support' },
  appId: 'A0FLOORWALK',
  botId: 'B0FLOORWALK',
  botUserId: 'U0FLOORWALK',
} as const;

/** The sample workspace as it is before the app has done anything; everything in it was made up for this project. */
export function northwindSupport(now: Date, app: Pick<AppIdentity, 'botUserId'>): SlackState {
  const { workspace } = SAMPLE_IDS;
  return buildSample({ workspace, people: samplePeople, channels: sampleChannels, messages: sampleMessages }, now, app);
}
