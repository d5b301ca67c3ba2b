import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkspaceSettings } from './create-world.ts';
import { installApp } from './hands/install-app.ts';
import { oauthEnvironment, type OAuthSettings } from './oauth/settings.ts';
import { harbourSupport } from './sample/harbour.ts';
import type { Sandbox } from './sandbox.ts';
import { loadSnapshot } from './snapshot.ts';
import type { SlackState } from './state/state.ts';
import type { AppIdentity } from './world.ts';

/** Who installs the app in the samples; an admin of both. */
const INSTALLER = 'U0IRIS';

/** The second sample workspace, on the clock of the first: as it was left if that one is too, else as it begins. */
export function secondWorkspace(folder: string, identity: AppIdentity, first: SlackState): WorkspaceSettings {
  const snapshotPath = join(folder, 'harbour.json');
  const freshState = (): SlackState => harbourSupport(new Date(), identity);
  const state = (first.storyTold ? loadSnapshot(snapshotPath) : undefined) ?? freshState();
  state.clockOffsetMs = first.clockOffsetMs;
  return { state, freshState, snapshotPath };
}

/** What the app is told so that people can install it. Its key is kept, since its database outlives it. */
export function installableApp(folder: string, oauth: OAuthSettings): Record<string, string> {
  return { ...oauthEnvironment(oauth), FLOORWALKER_SECRET_KEY: keptKey(join(folder, 'secret-key')) };
}

function keptKey(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    const key = randomBytes(32).toString('base64');
    writeFileSync(path, `${key}\n`, { mode: 0o600 });
    return key;
  }
}

/** Has the app installed in every workspace, over its own pages. */
export async function installEverywhere({ worlds }: Sandbox, appUrl: string): Promise<void> {
  const { origin: appOrigin } = new URL(appUrl);
  for (const { state } of worlds) {
    const { status, page } = await installApp({ appOrigin, workspace: state.workspace.id, person: INSTALLER });
    if (status !== 200) throw new Error(`the app could not be installed in ${state.workspace.name}: ${page}`);
  }
}
