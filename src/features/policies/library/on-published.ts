import type { OnArchived, OnPublished } from './publication.ts';

/** What the parts do when policies are published, in this order; each adds its own. */
export const onPublished: readonly OnPublished[] = [];

/** The same when one is archived. */
export const onArchived: readonly OnArchived[] = [];
