import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { documentsOf } from './documents.ts';
import { type BenchDocument, type BenchQuery, type BenchSet, partOf } from './sets.ts';

/** What customers and agents say, written for the tests without a look at how the policies say it (test/sentences). */
const SENTENCES = join(import.meta.dirname, '../../test/sentences');
const SAMPLE = join(import.meta.dirname, '../../src/sandbox/sample/policies');

/** The sample's policies as they are and without their example questions; other documents below the folder if they are there. */
export function sentenceSets(data: string): BenchSet[] {
  const sample = documentsOf(SAMPLE).map(called);
  const sentences = sentencesOf('northwind.csv');
  const aliases: BenchQuery[] = sample.flatMap(({ id, questions }) =>
    questions.map((text) => ({ text, relevant: [id], excluded: [], part: 'tune' as const })),
  );
  const procedures = join(data, 'policies/abcd/procedures');
  return [
    { name: 'sample', split: 'northwind.csv', documents: sample, queries: sentences },
    {
      name: 'sample by passages',
      split: 'northwind.csv, and for tuning the example questions that are left out',
      documents: sample.map(byPassages),
      queries: [...sentences, ...aliases],
    },
    ...(existsSync(procedures)
      ? [
          {
            name: 'procedures by passages',
            split: 'retail-procedures.csv, none of it for tuning',
            documents: documentsOf(procedures).map(called).map(byPassages),
            queries: sentencesOf('retail-procedures.csv', () => 'test'),
          },
        ]
      : []),
  ];
}

function called(document: BenchDocument): BenchDocument {
  return { ...document, id: basename(document.id, '.md') };
}

/** As somebody imports a policy who writes nothing but its text. */
function byPassages(document: BenchDocument): BenchDocument {
  return { ...document, questions: [], keywords: document.passages.slice(0, 1).map(({ title }) => title) };
}

function sentencesOf(name: string, part: (text: string) => BenchQuery['part'] = partOf): BenchQuery[] {
  const rows: Record<string, string>[] = parse(readFileSync(join(SENTENCES, name)), { columns: true });
  return rows.map(({ sentence: text = '', policies = '' }) => ({
    text,
    relevant: policies.split('|').filter((id) => id !== ''),
    excluded: [],
    part: part(text),
  }));
}
