import type { OnArchived, OnPublished, OnSettingsChanged } from './publication.ts';

/** What other parts do when a policy changes, each list in its order. */
export interface Followers {
  readonly published: readonly OnPublished[];
  readonly archived: readonly OnArchived[];
  readonly settingsChanged: readonly OnSettingsChanged[];
}

let known: Followers | undefined;

/** Hands them over, before anything changes a policy: so the library knows none of those that follow it. */
export function followLibrary(all: Followers): void {
  known = all;
}

/** @throws where nobody has handed them over: a policy would change, and nobody would hear */
export function followers(): Followers {
  if (!known) throw new Error('followPolicies() has to be called before a policy changes');
  return known;
}
