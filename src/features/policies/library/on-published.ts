import { newsOfPublished, settledByArchive } from '../keep-true/tell-teams.ts';
import type { OnArchived, OnPublished } from './publication.ts';

/** What the parts do when policies are published, in this order; each adds its own. */
export const onPublished: readonly OnPublished[] = [newsOfPublished];

/** The same when one is archived. */
export const onArchived: readonly OnArchived[] = [settledByArchive];
