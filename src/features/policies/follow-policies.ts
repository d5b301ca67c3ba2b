import { tellWhoAsked } from './gaps/follow-published.ts';
import { followOwner } from './keep-true/follow-owner.ts';
import { newsOfPublished, settledByArchive } from './keep-true/tell-teams.ts';
import type { OnArchived, OnPublished, OnSettingsChanged } from './library/publication.ts';
import { followArchived, followAudience, followPublished } from './must-read/follow.ts';

/** What other parts do in the transaction in which a policy changes, each list in its order. The library knows no more of them. */
export const whenPublished: readonly OnPublished[] = [newsOfPublished, followPublished, tellWhoAsked];
export const whenArchived: readonly OnArchived[] = [settledByArchive, followArchived];
export const whenSettingsChange: readonly OnSettingsChanged[] = [followOwner, followAudience];
