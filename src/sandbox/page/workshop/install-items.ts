/** Brings the app into the workspace, or takes it out, where people install it. */
import type { MenuItem } from '../elements/menu.tsx';
import type { Workspace } from '../state/workspace.ts';

export function installItems(workspace: Workspace): MenuItem[] {
  const { name, isInstalled, isRemovable } = workspace.state.app;
  if (!isInstalled) return [{ key: 'install', label: `Install ${name}`, onPick: () => location.assign('/install') }];
  if (!isRemovable) return [];
  const label = `Remove ${name} from this workspace`;
  return [{ key: 'uninstall', label, danger: true, onPick: () => void uninstall(workspace) }];
}

async function uninstall({ state, act, confirm, tell }: Workspace): Promise<void> {
  const { app, workspace } = state;
  const isSure = await confirm({
    title: { type: 'plain_text', text: `Remove ${app.name} from ${workspace.name}?` },
    text: { type: 'plain_text', text: 'It can see and do nothing here until somebody installs it again.' },
    confirm: { type: 'plain_text', text: 'Remove' },
    style: 'danger',
  });
  if (!isSure) return;
  const answer = await act({ type: 'uninstall' });
  if (answer.ok) tell(`${app.name} is no longer in ${workspace.name}.`);
}
