import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { clip, oneLine } from '../../../../slack/mrkdwn.ts';
import { audienceKeys } from '../../library/reading/audience.ts';
import { LONGEST_ANSWERED } from '../../library/settings/questions.ts';
import type { Policy, PolicyRevision } from '../../library/tables.ts';
import { cleanMarkdown } from '../../text/reading/lex.ts';
import { wordDiff } from '../../text/word-diff.ts';
import type { Existing } from './existing.ts';
import type { FileProblem } from '../files/given-files.ts';
import { settingsMark } from '../files/settings-mark.ts';
import type { Wanted } from '../files/wanted.ts';

/** publish: it counts from its date on; draft: it is written, and nothing that counts changes. */
export type ImportMode = 'publish' | 'draft';

/**
 * What a file is to the library. waiting: a draft says just this, and can be published; same: nothing to do; archived: its policy
 * was taken out of use, and is left alone.
 */
export type Fate = 'new' | 'changed' | 'waiting' | 'same' | 'archived' | 'refused';

export interface Planned {
  readonly wanted: Wanted;
  readonly fate: Fate;
  readonly existing?: Existing;
  /** Once it is written: what it became. */
  readonly policyId?: string;
  /** Of what is changed, or stays against the file. */
  readonly change?: Change;
  readonly problems: readonly FileProblem[];
}

export interface Change {
  /** Whether what it says is another text, title or date. */
  readonly isText: boolean;
  readonly wordsAdded: number;
  readonly wordsRemoved: number;
  /** In words for people: `owner`, `who may read it`. */
  readonly settings: readonly string[];
  readonly questions: boolean;
  /** Settings and questions that a draft leaves as they are, in the same words: they change with *Publish* only. */
  readonly later: readonly string[];
  /** Those that were changed here since the file was taken away, in the same words: they stay. */
  readonly newer: readonly string[];
}

export interface PlanFor {
  readonly mode: ImportMode;
  /** The local date where the team is. */
  readonly today: string;
  /** Also what was changed in Slack after the file was taken away. */
  readonly replaces: boolean;
}

/** Pure: what becomes of one file. */
export function planFile(wanted: Wanted, existing: Existing | undefined, how: PlanFor): Planned {
  const problems = [...wanted.problems, ...problemsWith(wanted, existing, how)];
  if (problems.length > 0) return { wanted, ...(existing && { existing }), problems, fate: 'refused' };
  if (!existing) return { wanted, problems, fate: 'new' };
  const about = { wanted, existing, problems };
  return existing.policy.archivedAt ? { ...about, fate: 'archived' } : planChange(about, how);
}

interface About extends Omit<Planned, 'fate'> {
  readonly existing: Existing;
}

function planChange(about: About, how: PlanFor): Planned {
  const { wanted, existing } = about;
  const { open } = existing;
  const change = changeOf(wanted, existing, how);
  const isDraft = open !== undefined && saysTheSame(wanted, open);
  if (change.isText && isDraft && how.mode === 'publish') return { ...about, fate: 'waiting', change };
  const isText = change.isText && !isDraft;
  if (!isText && isTextAlone(change)) return same(about, change);
  const refusal = isText ? whyTextMayNotChange(about, how) : undefined;
  if (refusal !== undefined) return refusedFor(about, refusal);
  return { ...about, fate: 'changed', change: { ...change, isText } };
}

/** What stays as it is against the file is named. */
function same(about: About, change: Change): Planned {
  return { ...about, fate: 'same', ...(change.later.length + change.newer.length > 0 && { change }) };
}

function isTextAlone({ settings, questions }: Change): boolean {
  return settings.length === 0 && !questions;
}

/** Somebody else's words are neither replaced nor undone unseen. */
function whyTextMayNotChange(about: About, { replaces }: PlanFor): string | undefined {
  if (isSomebodysWork(about.existing.open)) return SOMEBODYS;
  const since = replaces ? undefined : publishedSince(about);
  return since && replacedText(since);
}

const SOMEBODYS = 'Somebody has begun a change of this policy in Slack. Publish it or drop it first; this file waits.';

function refusedFor(about: Omit<Planned, 'fate'>, message: string): Planned {
  return { ...about, fate: 'refused', problems: [{ path: about.wanted.path, message }] };
}

function problemsWith(
  { path, unknownOwner, expiresOn, expiresLine }: Wanted,
  existing: Existing | undefined,
  how: PlanFor,
) {
  const problems: FileProblem[] = [];
  if (unknownOwner && existing?.policy.owner !== unknownOwner.written) problems.push(unknownOwner.problem);
  const isOver = expiresOn !== undefined && expiresOn < how.today && expiresOn !== existing?.published?.expiresOn;
  if (isOver && how.mode === 'publish') {
    const message = `expires: ${expiresOn} is over. Write a later day, leave it out, or import it as a draft.`;
    problems.push({ path, line: expiresLine, message });
  }
  return problems;
}

function changeOf(wanted: Wanted, existing: Existing, how: PlanFor): Change {
  const { published, policy } = existing;
  const isText = !published || !saysTheSame(wanted, published) || hasOtherDates(wanted, existing, how);
  const { wordsAdded, wordsRemoved } = isText ? wordsBetween(existing, wanted) : NO_WORDS;
  const [settings, questions] = [settingsChanged(wanted, policy), asksOther(wanted, existing)];
  const both = [...settings, ...(questions ? ['questions'] : [])];
  const words = { isText, wordsAdded, wordsRemoved, settings: [], questions: false, later: [], newer: [] };
  if (!how.replaces && areSettingsNewer(wanted, existing)) return { ...words, newer: both };
  // Settings count at once, so with a draft they are left as they are where something counts already.
  if (how.mode === 'draft' && policy.verifiedAt !== null) return { ...words, later: both };
  return { ...words, settings, questions };
}

/** Whether somebody has changed them in Slack since the file was taken away; what an import left is no such change. */
function areSettingsNewer({ settingsThen }: Wanted, existing: Existing): boolean {
  if (settingsThen === undefined) return false;
  return ![settingsThen, existing.policy.importedSettings].includes(settingsMark(existing));
}

function wordsBetween({ published, open }: Existing, { markdown }: Wanted) {
  return wordDiff((published ?? open)?.markdown ?? '', markdown);
}

const NO_WORDS = { wordsAdded: 0, wordsRemoved: 0 };

function saysTheSame({ title, markdown }: Wanted, revision: { readonly title: string; readonly markdown: string }) {
  return revision.title === oneLine(title) && cleanMarkdown(revision.markdown) === markdown;
}

/** A day that has passed is how an old file was published; it asks for nothing. */
function hasOtherDates(
  { effectiveFrom, expiresOn }: Wanted,
  { published }: Existing,
  { mode, today }: PlanFor,
): boolean {
  if (mode === 'draft') return false;
  const isLater = effectiveFrom !== undefined && effectiveFrom > today && effectiveFrom !== published?.effectiveFrom;
  return isLater || (expiresOn !== undefined && expiresOn !== published?.expiresOn);
}

const SETTINGS: Readonly<Record<string, string>> = {
  owner: 'owner',
  audience: 'who may read it',
  reviewDays: 'review interval',
  section: 'section',
  products: 'products',
  channels: 'channels',
  regions: 'regions',
  keywords: 'keywords',
  language: 'language',
  otherFrontMatter: 'other front matter',
};

function settingsChanged({ settings: { audience, ...settings } }: Wanted, policy: Policy): readonly string[] {
  const wanted = { ...settings, ...(audience && { audience: audienceKeys(audience) }) };
  return Object.entries(wanted)
    .filter(([key, value]) => !isDeepStrictEqual(value, policy[key as keyof Policy]))
    .map(([key]) => SETTINGS[key] ?? key);
}

function asksOther({ questions }: Wanted, { written, answered }: Existing): boolean {
  if (!questions) return false;
  const keys = (texts: readonly string[]) =>
    new Set(texts.map((text) => clip(oneLine(text), LONGEST_ANSWERED).toLowerCase()));
  const [wanted, known] = [keys(questions), keys(answered)];
  return [...wanted].some((key) => !known.has(key)) || [...keys(written)].some((key) => !wanted.has(key));
}

/** The revision that somebody published in Slack after the file was taken away: its words would be undone unseen. */
function publishedSince({ wanted: { takenFrom }, existing: { published } }: About): PolicyRevision | undefined {
  if (takenFrom === undefined || !published || published.number <= takenFrom) return undefined;
  return published.submission.startsWith(IMPORTED) ? undefined : published;
}

function replacedText({ number }: PolicyRevision): string {
  return `Revision ${number} was published in Slack after this file was taken away. Export it to another folder and put your change into that; or take out the line policy_revision, and the file replaces it.`;
}

/** What an import itself began, and nobody has touched, gives way to the next import. */
function isSomebodysWork(open: PolicyRevision | undefined): boolean {
  return open !== undefined && open.submission.split(':')[2] !== textHash(open);
}

const IMPORTED = 'import:';

/** Begins a revision of an import: `import:<which>:<what it said>`. */
export function importSubmission(run: string, { title, markdown }: Pick<Wanted, 'title' | 'markdown'>): string {
  return `${IMPORTED}${run}:${textHash({ title: oneLine(title), markdown })}`;
}

function textHash({ title, markdown }: { readonly title: string; readonly markdown: string }): string {
  return createHash('sha256').update(title).update('\n').update(markdown).digest('hex').slice(0, 24);
}
