import { isDeepStrictEqual } from 'node:util';
import { recordAudit } from '../../../../core/audit.ts';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { SavedMeanwhile, UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { enqueue } from '../../../../outbox/enqueue.ts';
import { allTeams } from '../../../../people/queries.ts';
import { touchHomes } from '../../../../slack/home.ts';
import { oneLine } from '../../../../slack/mrkdwn.ts';
import { type Audience, audienceKeys } from '../reading/audience.ts';
import { whenSettingsChange } from '../../follow-policies.ts';
import { holdPolicy } from '../hold-policy.ts';
import { indexPolicies } from '../index-policy.ts';
import { requireOwner } from './owners.ts';
import type { Followed, SettingsChange } from '../policy-hooks.ts';
import type { KeptPolicy } from '../reading/read-policy.ts';
import { MOST_REVIEW_DAYS, REVIEW_DAYS_EXPECTED } from '../../text/file/front-matter-fields.ts';
import { reviewDay } from '../publishing/review-day.ts';
import { whyNotSection, whyNotWords } from './scope-words.ts';
import type { Language, Policy } from '../tables.ts';
import { writePolicy } from '../write-policy.ts';

export interface PolicySettings {
  readonly owner: string;
  readonly audience: Audience;
  readonly reviewDays: number;
  readonly section: string | null;
  readonly products: readonly string[];
  readonly channels: readonly string[];
  readonly regions: readonly string[];
  readonly keywords: readonly string[];
  readonly language: Language;
}

export interface ChangeSettings extends Partial<PolicySettings> {
  readonly policyId: string;
  /** Of the policy as its author saw it; left out by whoever changes it anew from what it is, as an import does. */
  readonly version?: number;
  /** Front matter that this app has no use for. */
  readonly otherFrontMatter?: string | null;
}

/**
 * Changes what is given and leaves the rest. Without a change nothing is saved.
 * @throws SavedMeanwhile where somebody has changed them since they were opened
 */
export function changeSettings(ctx: Ctx, wanted: ChangeSettings): Promise<KeptPolicy> {
  return transaction(ctx, async (tx) => {
    const { followed, ...kept } = await changeSettingsIn(tx, ctx, wanted);
    if (!followed) return kept;
    await indexPolicies(tx, ctx, [wanted.policyId]);
    await enqueue(tx, ctx, followed.messages);
    await touchHomes(tx, ctx, followed.homes);
    return kept;
  });
}

export interface SettingsChanged extends KeptPolicy {
  /** Undefined where nothing was changed. */
  readonly followed?: Followed;
}

/** The rows, with what the parts make of it: whoever calls it indexes the policy afterwards, and sees to what followed. */
export async function changeSettingsIn(tx: Tx, ctx: Ctx, wanted: ChangeSettings): Promise<SettingsChanged> {
  const { policyId, version, ...given } = wanted;
  const { policy: held, team } = await holdPolicy(tx, ctx, policyId, 'policy.draft');
  if (version !== undefined && version !== held.version) {
    throw new SavedMeanwhile('Somebody has changed these settings since you opened them.');
  }
  const set = whatDiffers(held, settingsSet(given));
  if (Object.keys(set).length === 0) return { policy: held, team };
  const before = pick(held, Object.keys(set));
  const after = { ...held, ...set };
  if (set.audience) await requireTeams(tx, ctx, given.audience);
  if (set.audience || set.owner) {
    await requireOwner(tx, ctx, { slackId: after.owner, teamId: after.teamId, field: 'owner' }, [after]);
  }
  const more = { version: held.version + 1, reviewOn: reviewDay(after, team) };
  const policy = await writePolicy(tx, ctx, held, { ...set, ...more });
  await recordAudit(tx, ctx, {
    action: 'policy.settings-changed',
    subject: `policy:${policyId}`,
    detail: { before, after: set },
  });
  return { policy, team, followed: await follow(tx, ctx, { policy, team, before: held }) };
}

async function follow(tx: Tx, ctx: Ctx, change: SettingsChange): Promise<Followed> {
  const all: Followed[] = [];
  for (const part of whenSettingsChange) all.push(await part(tx, ctx, change));
  return { messages: all.flatMap(({ messages }) => messages), homes: all.flatMap(({ homes }) => homes) };
}

/** A form gives all of them; who changed what is told of those that are other than before. */
function whatDiffers(held: Policy, set: Partial<Policy>): Partial<Policy> {
  return Object.fromEntries(
    Object.entries(set).filter(([key, value]) => !isDeepStrictEqual(held[key as keyof Policy], value)),
  );
}

function settingsSet({ audience, ...given }: Omit<ChangeSettings, 'policyId' | 'version'>): Partial<Policy> {
  const { owner, reviewDays, section, language, otherFrontMatter } = given;
  const problem = problemsOfSettings(given)[0];
  if (problem) throw new UserError(problem.message, problem.field);
  return defined({
    owner,
    reviewDays,
    language,
    otherFrontMatter,
    section: typeof section === 'string' ? oneLine(section) || null : section,
    audience: audience && [...audienceKeys(audience)],
    products: words(given.products),
    channels: words(given.channels),
    regions: words(given.regions),
    keywords: words(given.keywords),
  });
}

interface SettingsProblem {
  readonly field: string;
  readonly message: string;
}

/** Pure: what is wrong with which field of a form of settings. */
export function problemsOfSettings({
  reviewDays,
  section,
  ...given
}: Partial<PolicySettings>): readonly SettingsProblem[] {
  const { products = [], channels = [], regions = [], keywords = [] } = given;
  const isCount = reviewDays === undefined || isReviewDays(reviewDays);
  const found: readonly (readonly [string, string | undefined])[] = [
    ['section', whyNotSection(section ?? '')],
    ...Object.entries({ products, channels, regions, keywords }).map(
      ([field, all]) => [field, whyNotWords(all)] as const,
    ),
    ['reviewDays', isCount ? undefined : `Write such as 90: ${REVIEW_DAYS_EXPECTED}`],
  ];
  return found.flatMap(([field, message]) => (message === undefined ? [] : { field, message }));
}

function isReviewDays(days: number): boolean {
  return Number.isInteger(days) && days >= 1 && days <= MOST_REVIEW_DAYS;
}

/** Each once, on one line, in the order in which they were given. */
function words(given: readonly string[] | undefined): string[] | undefined {
  return given && [...new Set(given.map((word) => oneLine(word)).filter((word) => word !== ''))];
}

function defined<T extends object>(given: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}

function pick(policy: Policy, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(policy).filter(([key]) => keys.includes(key)));
}

async function requireTeams(tx: Tx, ctx: Ctx, audience: Audience | undefined): Promise<void> {
  if (audience?.teams?.length === 0) throw new UserError('Choose at least one team, or every team.', 'teams');
  if (audience?.roles?.length === 0) throw new UserError('Choose at least one role, or every role.', 'roles');
  if (!audience?.teams) return;
  const known = new Set((await allTeams(tx, ctx)).map(({ id }) => id));
  if (!audience.teams.every((id) => known.has(id))) throw new UserError('One of these teams is gone.', 'teams');
}
