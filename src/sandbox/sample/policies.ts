import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** A policy of the sample, as its manager types it into Floorwalker's forms. */
export interface SamplePolicy {
  readonly by: string;
  readonly in: `#${string}`;
  readonly title: string;
  /** In two, where one field is too short. */
  readonly text: readonly string[];
  readonly questions: readonly string[];
  /** Fields of its settings, by their labels. */
  readonly settings: Readonly<Record<string, string>>;
  readonly language?: string;
  /** For leads and up only. */
  readonly isForLeads: boolean;
}

const Words = z.array(z.string()).default([]);
const Front = z.object({
  title: z.string(),
  section: z.string().default(''),
  product: Words,
  channel: Words,
  region: Words,
  keywords: Words,
  aliases: Words,
  roles: Words,
  language: z.string().optional(),
});

const FOLDER = join(import.meta.dirname, 'policies');
const LANGUAGES: Readonly<Record<string, string>> = { de: 'German' };

const teams = [
  { folder: 'care', by: 'maya', in: '#care' },
  { folder: 'care-us', by: 'ruth', in: '#care-us' },
] as const;

/** The policies of both teams, by file name. */
export function samplePolicies(): readonly SamplePolicy[] {
  return teams.flatMap(({ folder, by, in: channel }) =>
    readdirSync(join(FOLDER, folder))
      .toSorted()
      .map((name) => read(readFileSync(join(FOLDER, folder, name), 'utf8'), { by, in: channel })),
  );
}

function read(file: string, author: Pick<SamplePolicy, 'by' | 'in'>): SamplePolicy {
  const [, front = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(file) ?? [];
  const { title, section, product, channel, region, keywords, aliases, roles, language } = Front.parse(parse(front));
  const settings = {
    Section: section,
    Products: product.join(', '),
    Channels: channel.join(', '),
    Regions: region.join(', '),
    Keywords: keywords.join(', '),
  };
  const named = LANGUAGES[language ?? ''];
  return {
    ...author,
    title,
    text: inTwo(body.trim()),
    questions: aliases,
    settings: Object.fromEntries(Object.entries(settings).filter(([, words]) => words !== '')),
    isForLeads: roles.length > 0,
    ...(named !== undefined && { language: named }),
  };
}

/** A field takes 3,000 characters. */
const FIELD = 2900;

function inTwo(text: string): readonly string[] {
  if (text.length <= FIELD) return [text];
  const cut = text.lastIndexOf('\n\n## ', FIELD);
  return [text.slice(0, cut), text.slice(cut).trim()];
}
