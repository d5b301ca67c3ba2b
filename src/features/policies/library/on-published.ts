import { newsOfPublished, settledByArchive } from '../keep-true/tell-teams.ts';
import { followArchived, followPublished } from '../must-read/follow.ts';
import type { OnArchived, OnPublished } from './publication.ts';

/** What the parts do when policies are published, in this order; each adds its own. */
export const onPublished: readonly OnPublished[] = [newsOfPublished, followPublished];

/** The same when one is archived. */
export const onArchived: readonly OnArchived[] = [settledByArchive, followArchived];
