import { createCalls } from './calls/calls.ts';
import { recordRequests } from './calls/record-requests.ts';
import { createTimers } from './clock/timers.ts';
import type { AppLink } from './delivery/app-link.ts';
import { createEvents } from './delivery/events.ts';
import type { Tickets } from './delivery/tickets.ts';
import { createTriggers } from './delivery/triggers.ts';
import { dice } from './faults/dice.ts';
import { createFaults } from './faults/faults.ts';
import { createSwitches } from './faults/switches.ts';
import { TIME } from './limits.ts';
import type { Manifest } from './manifest.ts';
import { fixedAccess, grantedAccess } from './oauth/access.ts';
import { armScheduledMessages } from './operations/schedule-message.ts';
import { keepSnapshot } from './snapshot.ts';
import type { SlackState } from './state/state.ts';
import { createPacing } from './web-api/pacing.ts';
import type { AppIdentity, World } from './world.ts';

/** Shuffled events come in the same orders after every start, so that what went wrong can be had again. */
const EVENTS_SEED = 1;

export interface WorkspaceSettings {
  /** Where it begins: a snapshot, or the sample. Changed in place from here on. */
  readonly state: SlackState;
  /** What a reset goes back to. */
  readonly freshState: () => SlackState;
  readonly snapshotPath?: string;
}

/** What all workspaces of one stand-in have in common. */
export interface Surroundings {
  readonly identity: AppIdentity;
  readonly manifest: Manifest;
  /** Whether people install the app; else it is there by its token. */
  readonly isInstalledByPeople: boolean;
  readonly workspaces: World['workspaces'];
  readonly baseUrl: string;
  readonly app: AppLink;
  readonly tickets: Tickets;
  readonly eventRetriesMs?: readonly number[] | undefined;
  readonly enforceTiers?: boolean | undefined;
  readonly changed: () => void;
}

export interface CreatedWorld {
  readonly world: World;
  /** As it was at first, everything that only lives as long as the process included. */
  startOver(): void;
  /** Ends its timers and saves what is not yet saved. */
  close(): void;
}

/** One workspace as it begins to run. */
export function createWorld(settings: WorkspaceSettings, around: Surroundings): CreatedWorld {
  const { state } = settings;
  const { identity, manifest, baseUrl, workspaces } = around;
  const snapshot = settings.snapshotPath ? keepSnapshot(settings.snapshotPath, state) : undefined;
  const now = (): Date => new Date(Date.now() + state.clockOffsetMs);
  const timers = createTimers(now);
  const { botToken, appToken, signingSecret, verificationToken } = identity;
  const calls = createCalls([botToken, appToken, signingSecret, verificationToken]);
  const app = recordRequests(around.app, calls, now);
  const switches = createSwitches();
  const retriesMs = around.eventRetriesMs ?? TIME.eventRetriesMs;
  const access = around.isInstalledByPeople
    ? grantedAccess(state, identity, manifest)
    : fixedAccess(identity, manifest);
  const world: World = {
    state,
    workspaces,
    access,
    get identity() {
      return access.identity();
    },
    get manifest() {
      return access.manifest();
    },
    baseUrl,
    app,
    triggers: createTriggers(),
    tickets: around.tickets,
    pacing: createPacing(around.enforceTiers ?? true, now),
    faults: createFaults(),
    switches,
    calls,
    get refusals() {
      return calls.refusals();
    },
    events: createEvents({ app, timers, now, troubles: () => switches, roll: dice(EVENTS_SEED), retriesMs }),
    timers,
    now,
    changed() {
      around.changed();
      snapshot?.soon();
    },
  };
  armScheduledMessages(world);
  return {
    world,
    startOver() {
      clear(world, settings.freshState());
    },
    close() {
      snapshot?.now();
      timers.clear();
    },
  };
}

/** The state object stays the same one. */
function clear(world: World, freshState: SlackState): void {
  Object.assign(world.state, freshState);
  world.timers.clear();
  world.faults.clear();
  Object.assign(world.switches, createSwitches());
  world.calls.clear();
  world.changed();
}
