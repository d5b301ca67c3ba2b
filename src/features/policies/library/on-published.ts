import { tellWhoAsked } from '../gaps/follow-published.ts';
import { followOwner } from '../keep-true/follow-owner.ts';
import { newsOfPublished, settledByArchive } from '../keep-true/tell-teams.ts';
import { followArchived, followAudience, followPublished } from '../must-read/follow.ts';
import type { OnArchived, OnPublished, OnSettingsChanged } from './publication.ts';

/** What the parts do when policies are published, in this order; each adds its own. */
export const onPublished: readonly OnPublished[] = [newsOfPublished, followPublished, tellWhoAsked];

/** The same when one is archived. */
export const onArchived: readonly OnArchived[] = [settledByArchive, followArchived];

/** The same when settings are changed. */
export const onSettingsChanged: readonly OnSettingsChanged[] = [followOwner, followAudience];
