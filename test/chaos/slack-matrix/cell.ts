import type { Channel, Person } from '../../../src/sandbox/state/state.ts';
import type { Hands } from '../../../src/sandbox/hands/hands.ts';
import type { TestContext } from '../../support/context.ts';
import type { TestDatabase } from '../../support/database.ts';
import type { WebApiProxy } from '../../support/faults/web-api-proxy.ts';
import type { Workspace } from '../../support/workspace.ts';
import type { Column } from './columns.ts';

/** What all cells share: the real app, the line between it and the workspace, its database. */
export interface Bench {
  readonly workspace: Workspace;
  readonly proxy: WebApiProxy;
  readonly database: TestDatabase;
  readonly ctx: TestContext;
  /** As it was some hundred milliseconds ago. */
  readonly seen: {
    /** Lanes on which something still waits. */
    lanes: ReadonlySet<string>;
    /** Ids of teams whose agents were read from their channel. */
    teams: ReadonlySet<string>;
  };
}

/** One method that meets one fault. It has a person and a channel of its own, so that no two cells meet. */
export interface Cell {
  readonly column: Column | 'none';
  readonly person: string;
  readonly channel: string;
  /** Stands in the texts of this cell and nowhere else. */
  readonly word: string;
  readonly proxy: WebApiProxy;
  /** The id of the file it is about, once it has one. */
  file?: string;
  /** Who has filled in a form and is about to send it. */
  sender?: Pick<Hands, 'submit'>;
  /** Set by rows that do not act through the workspace. */
  note?: string;
}

/**
 * What became of it. once: the message is there exactly once · none: it is not there, and never will be · done: the job
 * reached its end · shown: the person sees what they asked for · told: they read that it did not work, and what to do ·
 * silence: neither.
 */
export type Outcome = 'once' | 'none' | 'twice' | 'done' | 'shown' | 'told' | 'shown and told' | 'silence';

export interface Row {
  readonly method: string;
  /** By which calls the fault is met. */
  readonly meant: (cell: Cell) => { readonly channel?: string; readonly word?: string };
  /** Whether its calls can be told only after the lead. */
  readonly isMeantLate?: true;
  /** Whether the cell needs a line of its own, because its calls cannot be told from those of others. */
  readonly ownLine?: true;
  /** Before anything runs: rows of the database, cases. */
  readonly prepare?: (bench: Bench, cells: readonly Cell[]) => Promise<void>;
  /** All that comes before the call; for a refused connection the line goes down right after. */
  readonly lead?: (bench: Bench, cell: Cell) => Promise<void>;
  /** Leads to the call. */
  readonly act?: (bench: Bench, cell: Cell) => Promise<void>;
  /** Whether there is an outcome that can be judged. */
  readonly isSettled: (bench: Bench, cell: Cell) => boolean;
  readonly outcome: (bench: Bench, cell: Cell) => Outcome;
  /** What is promised, by fault; `else` for all that are not named. */
  readonly promises: { readonly else: Outcome | readonly Outcome[] } & {
    readonly [Name in Cell['column']]?: Outcome | readonly Outcome[];
  };
}

/** Puts the person and the channel of a cell into the workspace; the app is in the channel. */
export function settleIn({ workspace }: Bench, { person, channel }: Cell, isAppIn: boolean): void {
  const { state, identity } = workspace.world;
  const ana = state.people['U0ANA']!;
  const random = state.channels['C0RANDOM']!;
  const name = person.toLowerCase();
  state.people[person] = { ...ana, id: person, name, realName: `Agent ${name}` } satisfies Person;
  const members = [person, ...(isAppIn ? [identity.botUserId] : [])];
  state.channels[channel] = { ...random, id: channel, name: channel.toLowerCase(), members } satisfies Channel;
}
