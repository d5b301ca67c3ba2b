/** The whole page: loads the workspace as one person sees it, and lays it out. */
import { useEffect, useState } from 'preact/hooks';
import { useNoStrayDrops } from '../compose/use-file-drop.ts';
import { ConfirmDialog } from '../modals/confirm-dialog.tsx';
import { ModalStack } from '../modals/modal-stack.tsx';
import { ThreadPane } from '../messages/thread-pane.tsx';
import { usePlace } from '../state/place.ts';
import { useLiveWorkspace } from '../state/use-live-workspace.ts';
import { firstChannel, useWorkspace, type Workspace, WorkspaceContext } from '../state/workspace.ts';
import { Workshop } from '../workshop/workshop.tsx';
import { ChannelView } from './channel-view.tsx';
import { Sidebar } from './sidebar.tsx';
import { TopBar } from './top-bar.tsx';

export function App() {
  const [place, go] = usePlace();
  const { workspace, question, told, isOffline } = useLiveWorkspace(place, go);
  useGoSomewhere(workspace);
  useWindowTitle(workspace);
  useNoStrayDrops();
  if (!workspace) {
    return (
      <p class="loading" role="status">
        {isOffline ? 'The workspace does not answer. Trying again…' : 'Opening the workspace…'}
      </p>
    );
  }
  return (
    <WorkspaceContext.Provider value={workspace}>
      <Workshop>
        <Layout />
      </Workshop>
      <Toast told={told} isOffline={isOffline} />
      <ModalStack />
      {question && <ConfirmDialog question={question} />}
    </WorkspaceContext.Provider>
  );
}

function Layout() {
  const { place, channel: channelOf } = useWorkspace();
  const [isNavOpen, setNavOpen] = useState(false);
  const channel = channelOf(place.channel);
  const hasThread = channel !== undefined && place.thread !== null;
  return (
    <div class={`page ${isNavOpen ? 'is-nav-open' : ''} ${hasThread ? 'has-thread' : ''}`}>
      <TopBar isNavOpen={isNavOpen} onNav={() => setNavOpen(!isNavOpen)} />
      <Sidebar onGo={() => setNavOpen(false)} />
      <button type="button" class="nav-shade" aria-label="Close conversations" onClick={() => setNavOpen(false)} />
      {channel && <ChannelView channel={channel} />}
      {channel && place.thread && <ThreadPane key={place.thread} channel={channel} ts={place.thread} />}
    </div>
  );
}

function Toast({ told, isOffline }: { told: string; isOffline: boolean }) {
  if (!told && !isOffline) return null;
  return (
    <p class={`toast ${isOffline ? 'is-bad' : ''}`} role="status">
      {isOffline ? 'Connection lost. Trying again…' : told}
    </p>
  );
}

/** A window that is nowhere, or where this person may not be, goes to a channel of theirs. */
function useGoSomewhere(workspace: Workspace | null): void {
  const isSomewhere = workspace?.channel(workspace.place.channel) !== undefined;
  useEffect(() => {
    if (!workspace || isSomewhere) return;
    workspace.go({ as: workspace.me.id, channel: firstChannel(workspace.state), tab: 'messages', thread: null });
  }, [workspace, isSomewhere]);
}

function useWindowTitle(workspace: Workspace | null): void {
  useEffect(() => {
    if (!workspace) return;
    const { state, me } = workspace;
    const waiting = state.channels.reduce((sum, one) => sum + (one.kind === 'dm' ? one.unread : one.mentions), 0);
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${me.realName} · ${state.workspace.name}`;
  }, [workspace]);
}
