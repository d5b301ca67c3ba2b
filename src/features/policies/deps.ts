import type { SlackReads } from '../../people/slack-reads.ts';

/** What this feature is told of the rest of the house. */
export interface PoliciesDeps {
  /** Files that people give. */
  readonly slack: Pick<SlackReads, 'file'>;
}
