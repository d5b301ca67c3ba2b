import { tellWhoAsked } from './gaps/answering/follow-published.ts';
import { followOwner } from './keep-true/owners/follow-owner.ts';
import { followReaders } from './keep-true/news/follow-readers.ts';
import { newsOfPublished, settledByArchive } from './keep-true/news/tell-teams.ts';
import type { OnArchived, OnPublished, OnSettingsChanged, OnSeveralHeld } from './library/policy-hooks.ts';
import { followArchived, followAudience, followPublished, holdReaders } from './must-read/asking/follow.ts';

/** What other parts do in the transaction in which a policy changes, each list in its order. The library knows no more of them. */
export const whenPublished: readonly OnPublished[] = [newsOfPublished, followPublished, tellWhoAsked];
export const whenArchived: readonly OnArchived[] = [settledByArchive, followArchived];
export const whenSettingsChange: readonly OnSettingsChanged[] = [followOwner, followReaders, followAudience];
export const whenSeveralAreHeld: readonly OnSeveralHeld[] = [holdReaders];
