/** The channel's name, and what one can do with the channel. */
import type { ConfirmationDialog } from '@slack/types';
import { useState } from 'preact/hooks';
import type { ChannelState } from '../../../protocol.ts';
import { Icon } from '../../elements/icon.tsx';
import { MenuButton, type MenuItem } from '../../elements/menu.tsx';
import { useWorkspace, type Workspace } from '../../state/workspace.ts';
import { ChannelMark } from '../channel-mark.tsx';
import { MembersDialog } from './members-dialog.tsx';

export function ChannelMenu({ channel }: { channel: ChannelState }) {
  const workspace = useWorkspace();
  const [areMembersOpen, showMembers] = useState(false);
  const items = itemsOf(workspace, channel, () => showMembers(true));
  return (
    <>
      <h1 class="channel-name">
        <MenuButton label={`${channel.name}, channel options`} class="channel-name-button" items={items}>
          <ChannelMark channel={channel} size={17} />
          <span>{channel.name}</span>
          <Icon name="down" size={13} />
        </MenuButton>
      </h1>
      {areMembersOpen && <MembersDialog channel={channel} onClose={() => showMembers(false)} />}
    </>
  );
}

function itemsOf(workspace: Workspace, channel: ChannelState, showMembers: () => void): MenuItem[] {
  const { act, state, me } = workspace;
  const { app } = state;
  const isMember = channel.members.includes(me.id);
  const hasApp = channel.members.includes(app.botUserId);
  const addApp = {
    key: 'app',
    label: `Add ${app.name} to this channel`,
    onPick: () => void act({ type: 'invite', channel: channel.id, user: app.botUserId }),
  };
  const moveApp = hasApp ? removeAppItem(workspace, channel) : addApp;
  const members = { key: 'members', label: 'Members', hint: String(channel.members.length), onPick: showMembers };
  if (channel.archived) return [members, restoreItem(workspace, channel)];
  const leave = {
    key: 'leave',
    label: 'Leave channel',
    onPick: () => void act({ type: 'leave', channel: channel.id }),
  };
  const own = isMember ? [moveApp, leave, archiveItem(workspace, channel)] : [];
  return [members, copyItem(workspace, channel), ...own];
}

function copyItem({ state, tell }: Workspace, channel: ChannelState): MenuItem {
  const link = `https://${state.workspace.domain}.slack.com/archives/${channel.id}`;
  return {
    key: 'copy',
    label: 'Copy link to channel',
    onPick: () => void navigator.clipboard.writeText(link).then(() => tell('Link copied')),
  };
}

function removeAppItem({ act, confirm, tell, state: { app } }: Workspace, channel: ChannelState): MenuItem {
  const remove = async () => {
    const isSure = await confirm({
      title: { type: 'plain_text', text: `Remove ${app.name} from #${channel.name}?` },
      text: { type: 'plain_text', text: 'It can post here no more until somebody adds it again.' },
      confirm: { type: 'plain_text', text: 'Remove' },
      style: 'danger',
    });
    if (!isSure) return;
    const answer = await act({ type: 'remove', channel: channel.id, user: app.botUserId });
    if (answer.ok) tell(`${app.name} is no longer in #${channel.name}.`);
  };
  return { key: 'app', label: `Remove ${app.name} from this channel`, danger: true, onPick: () => void remove() };
}

function archiveItem({ act, confirm }: Workspace, channel: ChannelState): MenuItem {
  const archive = async () => {
    if (await confirm(archiveQuestion(channel.name))) await act({ type: 'archive', channel: channel.id });
  };
  return { key: 'archive', label: 'Archive channel for everyone', danger: true, onPick: () => void archive() };
}

function restoreItem({ act }: Workspace, channel: ChannelState): MenuItem {
  return {
    key: 'unarchive',
    label: 'Unarchive channel',
    onPick: () => void act({ type: 'unarchive', channel: channel.id }),
  };
}

function archiveQuestion(name: string): ConfirmationDialog {
  return {
    title: { type: 'plain_text', text: `Archive #${name}?` },
    text: { type: 'plain_text', text: 'Nobody, and no app, can post here until it is unarchived.' },
    confirm: { type: 'plain_text', text: 'Archive channel' },
    style: 'danger',
  };
}
