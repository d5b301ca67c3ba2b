import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'csv-parse/sync';
import { passagesOf } from '../../src/features/policies/text/passages.ts';
import { readPolicyFile } from '../../src/features/policies/text/policy-file.ts';
import type { BenchDocument } from './sets.ts';

/** The Markdown and text files of a folder, cut into passages as policies are; titles by its manifest where there is one. */
export function documentsOf(folder: string): BenchDocument[] {
  const titles = titlesOf(folder);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(md|txt)$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((id) => titles.size === 0 || titles.has(id))
    .toSorted()
    .map((id) => {
      const { title: own, body } = readPolicyFile(id, readFileSync(join(folder, id)));
      const title = titles.get(id) ?? own;
      const passages = passagesOf(body, title).map(({ heading, text }) => ({ title, heading, text }));
      return { id, questions: [], passages };
    });
}

function titlesOf(folder: string): ReadonlyMap<string, string> {
  const file = join(folder, 'manifest.csv');
  if (!existsSync(file)) return new Map();
  const rows: Record<string, string>[] = parse(readFileSync(file), { bom: true, columns: true });
  return new Map(rows.map((row) => [row['doc_id'] ?? '', row['title'] ?? '']));
}
