import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'csv-parse/sync';
import { languageCalled } from '../../src/features/policies/import/files/languages.ts';
import { passagesOf } from '../../src/features/policies/text/passages/passages.ts';
import { readPolicyFile } from '../../src/features/policies/text/file/policy-file.ts';
import type { BenchDocument } from './sets.ts';

/**
 * The Markdown and text files of a folder, indexed as policies are: cut into passages, found by their titles, sections,
 * keywords and example questions. Titles by its manifest where there is one.
 */
export function documentsOf(folder: string): BenchDocument[] {
  const titles = titlesOf(folder);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(md|txt)$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((id) => titles.size === 0 || titles.has(id))
    .toSorted()
    .map((id) => documentOf(id, readFileSync(join(folder, id)), titles.get(id)));
}

function documentOf(id: string, file: Uint8Array, known: string | undefined): BenchDocument {
  const { title: own, body, frontMatter } = readPolicyFile(id, file);
  const title = known ?? own;
  const { keywords, product, channel, region, section, language, aliases } = frontMatter;
  return {
    id,
    language: languageCalled(language ?? 'english') ?? 'simple',
    keywords: [...new Set([title, ...keywords, ...product, ...channel, ...region, ...section])],
    questions: aliases,
    passages: passagesOf(body, title).map(({ heading, text }) => ({ title, heading, text })),
  };
}

function titlesOf(folder: string): ReadonlyMap<string, string> {
  const file = join(folder, 'manifest.csv');
  if (!existsSync(file)) return new Map();
  const rows: Record<string, string>[] = parse(readFileSync(file), { bom: true, columns: true });
  return new Map(rows.map((row) => [row['doc_id'] ?? '', row['title'] ?? '']));
}
