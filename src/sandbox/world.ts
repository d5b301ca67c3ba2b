import type { Timers } from './clock/timers.ts';
import type { AppLink } from './delivery/app-link.ts';
import type { Events } from './delivery/events.ts';
import type { Tickets } from './delivery/tickets.ts';
import type { Triggers } from './delivery/triggers.ts';
import type { Calls } from './calls/calls.ts';
import type { Faults } from './faults/faults.ts';
import type { Manifest } from './manifest.ts';
import type { Access } from './oauth/access.ts';
import type { Refusal, Switches } from './protocol.ts';
import type { SlackState } from './state/state.ts';
import type { Pacing } from './web-api/pacing.ts';

/** Who the app is in this workspace, and the secrets it shares with "Slack". */
export interface AppIdentity {
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  /** The old verification token that every payload still carries. */
  readonly verificationToken: string;
}

/** The stand-in workspace while it runs: its state and everything that only lives as long as the process. */
export interface World {
  readonly state: SlackState;
  /** All workspaces of this stand-in, in their order. */
  readonly workspaces: readonly { id: string; name: string }[];
  readonly access: Access;
  /** With the token the app has now. */
  readonly identity: AppIdentity;
  /** With the scopes it was granted. */
  readonly manifest: Manifest;
  /** Where the Web API answers, without a slash at its end: http://127.0.0.1:3000 */
  readonly baseUrl: string;
  readonly app: AppLink;
  readonly triggers: Triggers;
  readonly tickets: Tickets;
  readonly pacing: Pacing;
  readonly faults: Faults;
  readonly switches: Switches;
  /** What the app and the workspace said to each other lately. */
  readonly calls: Calls;
  /** Those of the calls that the workspace refused. */
  readonly refusals: readonly Refusal[];
  readonly events: Events;
  /** What waits for a moment of sandbox time; moving the clock goes through it. */
  readonly timers: Timers;
  /** Sandbox time: real time plus the offset of the workspace's clock. */
  now(): Date;
  /** Tells pages and the snapshot that the state is another one now. */
  changed(): void;
}
