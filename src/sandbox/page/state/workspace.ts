/** What every part of the page may read and do. */
import type { ConfirmationDialog } from '@slack/types';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Act, ActResult, ChannelState, ClockMove, PageState, PersonState } from '../../protocol.ts';
import type { Reader } from '../text/date-tokens.ts';
import type { Place } from './place.ts';

type WithoutPerson<T> = T extends unknown ? Omit<T, 'as'> : never;

/** An act without its author: the page adds who acts. */
export type Deed = WithoutPerson<Act>;

export interface Workspace {
  state: PageState;
  me: PersonState;
  place: Place;
  go: (to: Partial<Place>) => void;
  /** Acts as the person; a refusal is also told at the foot of the page. */
  act: (deed: Deed) => Promise<ActResult>;
  moveClock: (move: ClockMove) => Promise<ActResult>;
  /** One line at the foot of the page. */
  tell: (text: string) => void;
  /** Asks in a dialog; true when the person said yes. */
  confirm: (dialog: ConfirmationDialog) => Promise<boolean>;
  person: (id: string) => PersonState | undefined;
  channel: (id: string) => ChannelState | undefined;
  /** Epoch milliseconds of the workspace's clock, this moment. */
  now: () => number;
}

export const WorkspaceContext = createContext<Workspace | null>(null);

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error('Used outside the workspace');
  return workspace;
}

export function useReader(): Reader {
  const { me, now } = useWorkspace();
  return { timeZone: me.timeZone, now: now() };
}

/** The name of a channel as people read it: `#care`, or the other person of a DM. */
export function channelTitle(workspace: Workspace, channel: ChannelState): string {
  if (channel.kind !== 'dm') return channel.name;
  return workspace.person(channel.with ?? '')?.realName ?? channel.name;
}

/** The DM with the app, where its Home is too. */
export function appChannel(state: PageState): ChannelState | undefined {
  return state.channels.find((channel) => channel.kind === 'dm' && channel.with === state.app.botUserId);
}

/** Where a window opens first: the person's first channel with a team in it, else any. */
export function firstChannel(state: PageState): string {
  const mine = state.channels.filter((channel) => channel.kind !== 'dm' && channel.members.includes(state.as));
  const lively = mine.find((channel) => !['general', 'random'].includes(channel.name));
  return (lively ?? mine[0] ?? state.channels[0])?.id ?? '';
}
