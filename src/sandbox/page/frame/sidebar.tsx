/** Channels, people and the app, with what is new in each. */
import { type ComponentChildren } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import type { ChannelState } from '../../protocol.ts';
import { Icon } from '../elements/icon.tsx';
import { appChannel, channelTitle, useWorkspace } from '../state/workspace.ts';
import { NewConversation, OpenApp } from './new-conversation.tsx';
import { Switcher } from './search/switcher.tsx';
import { SidebarItem } from './sidebar-item.tsx';
import { useHotkey } from './use-hotkey.ts';

export function Sidebar({ onGo }: { onGo: () => void }) {
  const workspace = useWorkspace();
  const { state, me } = workspace;
  const app = appChannel(state);
  const [isSwitching, setSwitching] = useState(false);
  const openSwitcher = useCallback(() => setSwitching(true), []);
  useHotkey('k', openSwitcher);
  const byName = (a: ChannelState, b: ChannelState) =>
    channelTitle(workspace, a).localeCompare(channelTitle(workspace, b));
  const channels = state.channels.filter((channel) => channel.kind !== 'dm' && !channel.archived).toSorted(byName);
  const mine = channels.filter((channel) => channel.members.includes(me.id));
  const others = channels.filter((channel) => !channel.members.includes(me.id));
  const dms = state.channels.filter((channel) => channel.kind === 'dm' && channel !== app).toSorted(byName);
  return (
    <nav class="sidebar" aria-label="Conversations">
      <div class="sidebar-workspace">
        <h1>{state.workspace.name}</h1>
        <p>{state.workspace.domain}.slack.com · sandbox</p>
        <button type="button" class="jump-button" aria-haspopup="dialog" title="Ctrl K" onClick={openSwitcher}>
          <Icon name="search" size={14} /> Jump to… <kbd>Ctrl K</kbd>
        </button>
      </div>
      {isSwitching && <Switcher onClose={() => setSwitching(false)} />}
      <SidebarGroup title="Apps" channels={app ? [app] : []} onGo={onGo}>
        {!app && <OpenApp onGo={onGo} />}
      </SidebarGroup>
      <SidebarGroup title="Channels" channels={mine} onGo={onGo} />
      <SidebarGroup title="Direct messages" channels={dms} onGo={onGo}>
        <NewConversation onGo={onGo} />
      </SidebarGroup>
      {others.length > 0 && <SidebarGroup title="Other channels" channels={others} onGo={onGo} isFolded />}
    </nav>
  );
}

interface SidebarGroupProps {
  title: string;
  channels: ChannelState[];
  onGo: () => void;
  isFolded?: boolean;
  children?: ComponentChildren;
}

function SidebarGroup({ title, channels, onGo, isFolded = false, children }: SidebarGroupProps) {
  const { place } = useWorkspace();
  const [isOpen, setOpen] = useState(!isFolded);
  const shown = channels.filter((channel) => isOpen || channel.unread > 0 || channel.id === place.channel);
  return (
    <section>
      <h2>
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <span class="fold" aria-hidden="true" />
          {title}
        </button>
      </h2>
      <ul>
        {shown.map((channel) => (
          <SidebarItem key={channel.id} channel={channel} onGo={onGo} />
        ))}
        {isOpen && children && <li>{children}</li>}
      </ul>
    </section>
  );
}
