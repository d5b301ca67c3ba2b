import { tellWhoAsked } from './gaps/follow-published.ts';
import { followOwner } from './keep-true/follow-owner.ts';
import { newsOfPublished, settledByArchive } from './keep-true/tell-teams.ts';
import { followLibrary } from './library/followers.ts';
import { followArchived, followAudience, followPublished } from './must-read/follow.ts';

/** Has all parts follow the library, in this order. Each process that may change a policy calls it as it begins. */
export function followPolicies(): void {
  followLibrary({
    published: [newsOfPublished, followPublished, tellWhoAsked],
    archived: [settledByArchive, followArchived],
    settingsChanged: [followOwner, followAudience],
  });
}
