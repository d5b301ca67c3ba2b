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

type Facts = Omit<PassageView, 'passage'>;

/** What it is about, since when it counts, who answers for it, and how old that is; text of people, not markup. */
export function factsText(facts: Facts, now: Date): string {
  const { policy, revision, team } = facts;
  const { effectiveFrom, expiresOn } = revision;
  return joined([
    scopeText(policy),
    effectiveFrom === null ? undefined : `in force since ${dateText(effectiveFrom)}`,
    expiresOn === null ? undefined : `until ${dateText(expiresOn)}`,
    ownerText(facts),
    policy.verifiedAt === null ? undefined : `verified ${dayText(policy.verifiedAt, team)}`,
    policy.reviewOn !== null && policy.reviewOn <= localDate(now, team.timeZone) ? 'due for review' : undefined,
  ]);
}

/** The same of what counted until a day, a date there. */
export function endedFactsText(facts: Facts, endedOn: string): string {
  const { effectiveFrom } = facts.revision;
  const since = effectiveFrom === null ? '' : ` since ${dateText(effectiveFrom)},`;
  const when = effectiveFrom === endedOn ? ` on ${dateText(endedOn)} only` : `${since} until ${dateText(endedOn)}`;
  return joined([scopeText(facts.policy), `was in force${when}`, ownerText(facts)]);
}

function ownerText({ ownerName, team }: Facts): string {
  return `${ownerName ?? 'no owner'}, ${team.name}`;
}

function joined(facts: readonly (string | undefined)[]): string {
  return facts.filter((fact) => fact !== undefined).join(' · ');
}
