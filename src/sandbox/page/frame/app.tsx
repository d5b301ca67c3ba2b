/** The whole page: loads the workspace as one person sees it, and lays it out. */
import { useEffect, useState } from 'preact/hooks';
import { ModalStack } from '../modals/modal-stack.tsx';
import { ConfirmDialog } from '../modals/confirm-dialog.tsx';
import { ThreadPane } from '../messages/thread-pane.tsx';
import { usePlace } from '../state/place.ts';
import { useTheme } from '../state/theme.ts';
import { useLiveWorkspace } from '../state/use-live-workspace.ts';
import { firstChannel, WorkspaceContext } from '../state/workspace.ts';
import { ChannelView } from './channel-view.tsx';
import { Sidebar } from './sidebar.tsx';
import { TopBar } from './top-bar.tsx';

export function App() {
  const [place, go] = usePlace();
  const [theme, setTheme] = useTheme();
  const [isNavOpen, setNavOpen] = useState(false);
  const { workspace, question, told, isOffline } = useLiveWorkspace(place, go);
  const state = workspace?.state;
  const channel = state?.channels.find((one) => one.id === place.channel);

  useEffect(() => {
    if (state && !channel) go({ as: state.as, channel: firstChannel(state), thread: null });
  }, [state, channel, go]);
  useEffect(() => {
    if (!state) return;
    const waiting = state.channels.reduce((sum, one) => sum + (one.kind === 'dm' ? one.unread : one.mentions), 0);
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${workspace.me.realName} · ${state.workspace.name}`;
  }, [state, workspace]);

  if (!workspace) {
    return (
      <p class="loading" role="status">
        {isOffline ? 'The workspace does not answer. Trying again…' : 'Opening the workspace…'}
      </p>
    );
  }
  return (
    <WorkspaceContext.Provider value={workspace}>
      <div class={`page ${isNavOpen ? 'is-nav-open' : ''} ${place.thread ? 'has-thread' : ''}`}>
        <TopBar theme={theme} onTheme={setTheme} isNavOpen={isNavOpen} onNav={() => setNavOpen(!isNavOpen)} />
        <Sidebar onGo={() => setNavOpen(false)} />
        <button type="button" class="nav-shade" aria-label="Close conversations" onClick={() => setNavOpen(false)} />
        {channel && <ChannelView channel={channel} />}
        {channel && place.thread && <ThreadPane key={place.thread} channel={channel} ts={place.thread} />}
        {isOffline && (
          <p class="toast is-bad" role="status">
            Connection lost. Trying again…
          </p>
        )}
        {told && !isOffline && (
          <p class="toast" role="status">
            {told}
          </p>
        )}
      </div>
      <ModalStack />
      {question && <ConfirmDialog question={question} />}
    </WorkspaceContext.Provider>
  );
}
