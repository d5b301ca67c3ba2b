import type { JobHandler } from './jobs/define-job.ts';
import type { HomeSection } from './slack/home.ts';
import type { Listener } from './slack/listener.ts';

/** One line of help: what to type or press, and what it does. */
export interface HelpEntry {
  readonly how: string;
  readonly what: string;
}

/** What one feature offers; app.ts hands it to whoever reads it, so that features need not import each other. */
export interface Feature {
  readonly name: string;
  readonly listeners: readonly Listener[];
  readonly jobs: readonly JobHandler[];
  readonly home?: HomeSection;
  readonly help?: readonly HelpEntry[];
}
