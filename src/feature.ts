import type { Ctx } from './core/context.ts';
import type { JobHandler } from './jobs/define-job.ts';
import type { ScheduleHandler } from './jobs/define-schedule.ts';
import type { Permission } from './people/permissions.ts';
import type { HomeSection } from './slack/home.ts';
import type { Listener } from './slack/listener.ts';
import type { PageAnswer, PageRequest } from './slack/page.ts';

/** One line of help: what to type or press, and what it does. */
export interface HelpEntry {
  readonly how: string;
  readonly what: string;
}

/** A form of a team's settings, opened from *Settings* in the hub; the value of its button is the team's id. */
export interface TeamSetting {
  readonly label: string;
  /** What it settles, in a few words. */
  readonly what?: string;
  readonly actionId: string;
  /** Shown to whoever may this; `team.edit` unless given. The form checks it again. */
  readonly permission?: Permission;
}

/** What somebody had on the roster and has no more, and who has it now: null where nobody has. */
export interface TakenShift {
  readonly from: string;
  readonly to: string | null;
  /** ISO 8601. */
  readonly startsAt: string;
}

/** Whose shifts or absences have changed: those of everybody on a team, or of a few people. */
export type RosterChange =
  | { readonly teamId: string }
  | { readonly slackIds: readonly string[]; readonly taken: readonly TakenShift[] };

/** Files that somebody sent to the app itself, in one message. */
export interface FilesGiven {
  readonly channel: string;
  readonly ts: string;
  readonly files: readonly { readonly id: string; readonly name: string }[];
}

/** What a feature answers on PORT to whoever knows the address. */
export interface FeaturePage {
  /** What the paths begin with: `/feeds/`. */
  readonly under: string;
  /** `contextOf` gives a context of the app itself: who may read is what the page finds out. */
  readonly answer: (contextOf: (workspaceId: string) => Ctx, request: PageRequest) => Promise<PageAnswer>;
}

/** What one feature offers; app.ts hands it to whoever reads it, so that features need not import each other. */
export interface Feature {
  readonly name: string;
  readonly listeners: readonly Listener[];
  readonly jobs: readonly JobHandler[];
  readonly schedules?: readonly ScheduleHandler[];
  readonly home?: HomeSection | readonly HomeSection[];
  readonly help?: readonly HelpEntry[];
  readonly settings?: readonly TeamSetting[];
  readonly pages?: readonly FeaturePage[];
  /**
   * Called after a team was set up, after a change of its zone, hours, calendar or people, and for each team at start.
   * May be called again for the same change.
   */
  readonly onTeamChange?: (ctx: Ctx, teamId: string) => Promise<void>;
  /** Takes files that the actor sent to the app, if they are its business, and answers them: false if not. Maybe again for the same. */
  readonly onFilesGiven?: (ctx: Ctx, given: FilesGiven) => Promise<boolean>;
  /** Called after shifts or absences have changed: who is there now, and until when, may be another. Maybe again for the same change. */
  readonly onRosterChange?: (ctx: Ctx, change: RosterChange) => Promise<void>;
}
