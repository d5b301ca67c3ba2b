import type { RichTextElement } from '@slack/types';
import { localDate } from '../../../core/local-time.ts';
import { bold } from '../../../slack/rich-text.ts';
import type { PassageView } from '../library/passage-view.ts';
import { dateText, dayText, scopeText } from '../library/words.ts';

/** `Late returns › Opened items` */
export function placeText({ revision, passage }: Pick<PassageView, 'revision' | 'passage'>): string {
  return passage.heading === '' ? revision.title : `${revision.title} › ${passage.heading}`;
}

export function placeElements({ revision, passage }: Pick<PassageView, 'revision' | 'passage'>): RichTextElement[] {
  const title = bold(revision.title);
  return passage.heading === '' ? [title] : [title, { type: 'text', text: ` › ${passage.heading}` }];
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
