import type { KnownBlock } from '@slack/types';
import type { Ctx } from '../../core/context.ts';
import type { Feature, HelpEntry, TeamSetting } from '../../feature.ts';
import type { JobHandler } from '../../jobs/define-job.ts';
import type { ScheduleHandler } from '../../jobs/define-schedule.ts';
import type { Message } from '../../outbox/enqueue.ts';
import type { Permission } from '../../people/permissions.ts';
import type { Command, Listener, ViewPort } from '../../slack/listener.ts';

/** What `/policy` does when it is followed by one of these words; anything else is looked up. */
export interface PolicyWord {
  readonly words: readonly string[];
  /** Whether what stands after it fits: a sentence may begin with the same word. Left out: whatever it is. */
  readonly isMeant?: (rest: string, ctx: Ctx) => boolean | Promise<boolean>;
  /**
   * Who may order it: whoever may not, in any of their teams, or means something else, is told who may. (The use case asks again,
   * for the team whose policy it is.) Left out: everybody, and words that are not meant so are a question.
   */
  readonly needs?: Permission;
  /** A title stands after it. */
  readonly takesTitle?: true;
  /** `rest` is what stands after the word. */
  readonly run: (ctx: Ctx, rest: string, command: Command, views: ViewPort) => Promise<Message | undefined | void>;
}

/** What one part of this feature offers; index.ts puts the parts together. */
export interface PolicyPart {
  readonly listeners?: readonly Listener[];
  readonly jobs?: readonly JobHandler[];
  readonly schedules?: readonly ScheduleHandler[];
  readonly words?: readonly PolicyWord[];
  /** On App Home, below those of the parts before it. */
  readonly homeBlocks?: (ctx: Ctx) => Promise<readonly KnownBlock[]>;
  readonly help?: readonly HelpEntry[];
  readonly settings?: readonly TeamSetting[];
  readonly onTeamChange?: NonNullable<Feature['onTeamChange']>;
  readonly onFilesGiven?: NonNullable<Feature['onFilesGiven']>;
}
