import { stringify } from 'yaml';
import { clip, oneLine } from '../../../../slack/mrkdwn.ts';
import type { PolicySettings } from '../../library/settings/change-settings.ts';
import { whyNotSection, whyNotWords } from '../../library/settings/scope-words.ts';
import type { FrontMatter } from '../../text/file/front-matter-types.ts';
import { readPolicyFile } from '../../text/file/policy-file.ts';
import { readAudience } from './audience-words.ts';
import type { FileProblem, GivenFile } from './given-files.ts';
import { languageCalled } from './languages.ts';
import { membersCalled, type Names } from './names.ts';

/** What a file would have a policy be. What it leaves out stays as it is. */
export interface Wanted {
  readonly path: string;
  readonly title: string;
  readonly markdown: string;
  /** Of an exported policy: found again by this wherever its file went, under whatever title. */
  readonly policyId?: string;
  /** Number of the revision that was exported: what was published since must not be undone unseen. */
  readonly takenFrom?: number;
  /** The mark of its settings and questions when it was exported: what was changed since must not be undone unseen. */
  readonly settingsThen?: string;
  readonly settings: WantedSettings;
  /** In customers' words; undefined where the file names none. */
  readonly questions?: readonly string[];
  readonly effectiveFrom?: string;
  readonly expiresOn?: string;
  /** Where that stands in the file. */
  readonly expiresLine: number;
  /** Named as its owner, and not on the team: a problem, unless they own it already. */
  readonly unknownOwner?: UnknownOwner;
  /** Where one holds, the file is refused. */
  readonly problems: readonly FileProblem[];
  /** What its author should know. */
  readonly notes: readonly FileProblem[];
}

export interface UnknownOwner {
  readonly written: string;
  readonly problem: FileProblem;
}

export type WantedSettings = Partial<PolicySettings> & { readonly otherFrontMatter?: string };

/** The key under which an export writes which policy it is. */
export const ID_KEY = 'policy_id';
/** And under which it writes what it said then. */
export const REVISION_KEY = 'policy_revision';
/** And how its settings and questions stood, as a mark. */
export const SETTINGS_KEY = 'policy_settings';

/** What is in a file, with the names in it looked up. Never throws: what is wrong with it is in its problems. */
export function wantedOf({ path, content }: GivenFile, names: Names): Wanted {
  const { title, frontMatter, body, problems } = readPolicyFile(path, content);
  const found = new Findings(path, content);
  for (const { line, message, isSerious } of problems) found.add(line, message, isSerious);
  refuseEmpty(title, body, found);
  const { [ID_KEY]: id, [REVISION_KEY]: revision, [SETTINGS_KEY]: settingsThen, ...others } = frontMatter.others;
  const owner = ownerOf(frontMatter.owner, names, found);
  refuseDates(frontMatter, found);
  const settings = defined({
    owner: owner.slackId,
    language: languageOf(frontMatter.language, found),
    audience: readAudience(frontMatter, names, (key, message) => found.refuse(key, message)),
    reviewDays: frontMatter.reviewIntervalDays,
    section: words(frontMatter.section)?.join(' › '),
    products: words(frontMatter.product),
    channels: words(frontMatter.channel),
    regions: words(frontMatter.region),
    keywords: words(frontMatter.keywords),
    otherFrontMatter: yamlOf(others),
  });
  refuseLong(settings, found);
  const more = defined({
    policyId: typeof id === 'string' ? id : undefined,
    takenFrom: typeof revision === 'number' ? revision : undefined,
    settingsThen: typeof settingsThen === 'string' ? settingsThen : undefined,
    questions: words(frontMatter.aliases),
    effectiveFrom: frontMatter.effectiveFrom,
    expiresOn: frontMatter.expires,
    unknownOwner: owner.unknown,
  });
  const expiresLine = found.lineOf('expires');
  return { path, title, markdown: body, settings, ...more, expiresLine, problems: found.problems, notes: found.notes };
}

function refuseEmpty(title: string, body: string, found: Findings): void {
  if (body.trim() === '') found.refuse(undefined, 'It says nothing: the policy itself stands below the front matter.');
  if (title === 'Untitled') found.add(1, 'It has no title. Write one on its first line, as # Late returns.', true);
}

function refuseDates({ effectiveFrom, expires }: FrontMatter, found: Findings): void {
  if (effectiveFrom !== undefined && expires !== undefined && expires < effectiveFrom)
    found.refuse('expires', 'expires: it would end before it begins.');
}

function refuseLong({ section = null, ...scope }: WantedSettings, found: Findings): void {
  const isLong = section === null ? undefined : whyNotSection(section);
  if (isLong !== undefined) found.refuse('section|sections', `section: ${isLong}`);
  const keys = { products: 'product', channels: 'channel', regions: 'region', keywords: 'keywords' } as const;
  for (const name of ['products', 'channels', 'regions', 'keywords'] as const) {
    const problem = whyNotWords(scope[name] ?? []);
    const where = name === 'keywords' ? 'keywords|tags' : `${keys[name]}|${name}`;
    if (problem !== undefined) found.refuse(where, `${keys[name]}: ${problem}`);
  }
}

function yamlOf(others: Readonly<Record<string, unknown>>): string | undefined {
  return Object.keys(others).length > 0 ? stringify(others, { lineWidth: 0 }) : undefined;
}

/** What is wrong with a file, at the line where it stands. */
class Findings {
  readonly problems: FileProblem[] = [];
  readonly notes: FileProblem[] = [];
  readonly #path: string;
  readonly #content: string;

  constructor(path: string, content: string) {
    this.#path = path;
    this.#content = content;
  }

  add(line: number | undefined, message: string, isSerious: boolean): void {
    const at = line === undefined ? {} : { line };
    (isSerious ? this.problems : this.notes).push({ path: this.#path, ...at, message: clip(oneLine(message), 300) });
  }

  refuse(key: string | undefined, message: string): void {
    this.add(key === undefined ? undefined : this.lineOf(key), message, true);
  }

  problemAt(key: string, message: string): FileProblem {
    return { path: this.#path, line: this.lineOf(key), message: clip(oneLine(message), 300) };
  }

  lineOf(key: string): number {
    const wanted = key.split('|');
    const at = this.#content
      .split(/\r?\n/)
      .findIndex((line) => wanted.includes((/^["']?([\w -]+?)["']?\s*:/.exec(line)?.[1] ?? '').toLowerCase()));
    return at + 1 || 1;
  }
}

interface Owner {
  readonly slackId?: string;
  readonly unknown?: UnknownOwner;
}

function ownerOf(written: string | undefined, names: Names, found: Findings): Owner {
  if (written === undefined) return {};
  const [one, ...others] = membersCalled(names, written);
  if (one && others.length === 0) return { slackId: one.slackId };
  const team = names.team.name;
  if (one) {
    found.refuse('owner', `owner: several people of ${team} are called “${written}”. Write the address instead.`);
    return {};
  }
  const message = `owner: nobody on ${team} is called “${written}”. Write a name as Slack shows it, an address, or leave it out.`;
  return { unknown: { written, problem: found.problemAt('owner', message) } };
}

function languageOf(written: string | undefined, found: Findings) {
  if (written === undefined) return undefined;
  const language = languageCalled(written);
  if (!language) found.refuse('language', `language: “${written}” is none. Write en, es, de, fr, or another code.`);
  return language;
}

function words(given: readonly string[]): readonly string[] | undefined {
  const clean = [...new Set(given.map(oneLine).filter((word) => word !== ''))];
  return clean.length > 0 ? clean : undefined;
}

export function defined<T extends object>(given: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}
