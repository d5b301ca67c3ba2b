import type { RichTextElement } from '@slack/types';
import { localDate } from '../../../core/local-time.ts';
import { clip } from '../../../slack/mrkdwn.ts';
import { bold } from '../../../slack/rich-text.ts';
import type { PassageView } from '../library/reading/passage-view.ts';
import { dateText, dayText, scopeText } from '../library/words.ts';

/** Anything can be written in a heading, such as a whole text. */
const LONGEST_HEADING = 300;

/** `Late returns › Opened items` */
export function placeText({ revision, passage }: Pick<PassageView, 'revision' | 'passage'>): string {
  return passage.heading === '' ? revision.title : `${revision.title} › ${clip(passage.heading, LONGEST_HEADING)}`;
}

export function placeElements({ revision, passage }: Pick<PassageView, 'revision' | 'passage'>): RichTextElement[] {
  const title = bold(revision.title);
  const heading = clip(passage.heading, LONGEST_HEADING);
  return heading === '' ? [title] : [title, { type: 'text', text: ` › ${heading}` }];
}

/** What it is about, since when it counts, who answers for it, and how old that is; text of people, not markup. */
export function factsText({ policy, revision, team, ownerName }: Omit<PassageView, 'passage'>, now: Date): string {
  const { effectiveFrom, expiresOn } = revision;
  const facts = [
    scopeText(policy),
    effectiveFrom === null ? undefined : `in force since ${dateText(effectiveFrom)}`,
    expiresOn === null ? undefined : `until ${dateText(expiresOn)}`,
    `${ownerName ?? 'no owner'}, ${team.name}`,
    policy.verifiedAt === null ? undefined : `verified ${dayText(policy.verifiedAt, team)}`,
    policy.reviewOn !== null && policy.reviewOn <= localDate(now, team.timeZone) ? 'due for review' : undefined,
  ];
  return facts.filter((fact) => fact !== undefined).join(' · ');
}
