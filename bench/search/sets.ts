import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Language } from '../../src/search/index.ts';
import { documentsOf } from './documents.ts';

/** Something to search in: a label with its example questions, or a document with its passages. */
export interface BenchDocument {
  readonly id: string;
  readonly language: Language;
  readonly questions: readonly string[];
  readonly keywords: readonly string[];
  readonly passages: readonly { readonly title: string; readonly heading: string; readonly text: string }[];
}

export interface BenchQuery {
  readonly text: string;
  /** Documents that answer; none: out of scope. */
  readonly relevant: readonly string[];
  /** Documents that do not count for this query: they hold it word for word. */
  readonly excluded: readonly string[];
  /** Where weights are tuned on one part of the queries. */
  readonly part: 'tune' | 'test';
}

export interface BenchSet {
  readonly name: string;
  /** Where the queries are from. */
  readonly split: string;
  readonly documents: readonly BenchDocument[];
  readonly queries: readonly BenchQuery[];
}

/** The label of the HINT3 test files for what no article answers. */
const OUT_OF_SCOPE = 'NO_NODES_DETECTED';

/** Every fifth question, by the first byte of the SHA-256 of its text, is held back where there is no file of tests. */
const HELD_BACK = 5;
/** Every eighth label, by that of its name, is taken out whole: its held-back questions are out of scope. */
const TAKEN_OUT = 8;

/** Every set below a folder: pairs of `*_train.csv` and `*_test.csv`, and folders with a `queries.csv`. */
export function setsBelow(folder: string): BenchSet[] {
  const files = filesBelow(folder);
  const labelled = files.filter(isTrainFile);
  const queried = files.filter((file) => basename(file) === 'queries.csv');
  return [
    ...labelled.map((file) => labelledSet(folder, file)),
    ...queried.map((file) => documentSet(relative(folder, dirname(file)) || basename(folder), dirname(file))),
  ];
}

/**
 * Every file of example questions below a folder, parted into as many folds by the row: each fold is asked of all the others,
 * so that every question is asked once, by an index that has not seen it. What is the only one of its label is left out.
 */
export function foldsBelow(
  folder: string,
  folds: number,
): { readonly name: string; readonly sets: readonly BenchSet[] }[] {
  return filesBelow(folder)
    .filter(isTrainFile)
    .map((file) => {
      const name = nameOf(folder, file);
      const rows = readRows(file);
      const sets = Array.from({ length: folds }, (_, fold) => {
        const others = rows.filter((_row, at) => at % folds !== fold);
        const asked = rows.filter(({ label }, at) => at % folds === fold && others.some((row) => row.label === label));
        return { name: `${name} ${fold + 1}`, split: `fold ${fold + 1} of ${folds}`, ...askedOf(others, asked) };
      });
      return { name, sets };
    });
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

function isTrainFile(file: string): boolean {
  return /(^|_)train\.csv$/.test(basename(file));
}

function nameOf(folder: string, trainFile: string): string {
  const name = relative(folder, trainFile).replace(/_?train\.csv$/, '');
  return name.replace(/[/\\]$/, '') || basename(folder);
}

interface Row {
  readonly text: string;
  readonly label: string;
}

function labelledSet(folder: string, trainFile: string): BenchSet {
  const testFile = testFileOf(trainFile);
  const rows = readRows(trainFile);
  const train = testFile ? rows : rows.filter((row) => !isHeldBack(row) && !isTakenOut(row.label));
  const tests = testFile ? readRows(testFile) : rows.filter(isHeldBack);
  const split = testFile ? relative(folder, testFile) : 'held back of train';
  return { name: nameOf(folder, trainFile), split, ...askedOf(train, tests) };
}

/** Labels as documents of their example questions, and what is asked of them. */
function askedOf(examples: readonly Row[], asked: readonly Row[]): Pick<BenchSet, 'documents' | 'queries'> {
  const labels = [...new Set(examples.map(({ label }) => label))];
  return {
    documents: labels.map((id) => ({
      id,
      language: 'english',
      keywords: [],
      questions: examples.filter(({ label }) => label === id).map(({ text }) => text),
      passages: [],
    })),
    queries: asked.map(({ text, label }) => ({
      text,
      relevant: labels.includes(label) ? [label] : [],
      excluded: [],
      part: 'test',
    })),
  };
}

/** `x_test.csv` beside it or in a folder `test`; a training file `x_subset` is tested by the questions of x. */
function testFileOf(trainFile: string): string | undefined {
  const folders = [dirname(trainFile), dirname(trainFile).replace(/train$/, 'test')];
  const names = [basename(trainFile), basename(trainFile).replace('_subset', '')];
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name.replace(/train\.csv$/, 'test.csv'))))
    .find((file) => existsSync(file));
}

/** The first two columns, whatever they are called; files in the wild have a third one without a name, and CR LF. */
function readRows(file: string): Row[] {
  const rows: string[][] = parse(readFileSync(file), { bom: true, relax_column_count: true, skip_empty_lines: true });
  return rows
    .slice(1)
    .map(([text = '', label = '']) => ({
      text,
      label: label.trim() === OUT_OF_SCOPE ? '' : label.trim(),
      isRow: label.trim() !== '',
    }))
    .filter(({ text, isRow }) => text.trim() !== '' && isRow);
}

function isHeldBack({ text }: Row): boolean {
  return firstByte(text.trim().toLowerCase()) % HELD_BACK === 0;
}

function isTakenOut(label: string): boolean {
  return firstByte(label) % TAKEN_OUT === 0;
}

/** Half of what is asked of documents is for tuning: what has an even first byte. */
export function partOf(text: string): 'tune' | 'test' {
  return firstByte(text) % 2 === 0 ? 'tune' : 'test';
}

function firstByte(text: string): number {
  return createHash('sha256').update(text).digest()[0] ?? 0;
}

function documentSet(name: string, folder: string): BenchSet {
  const rows: Record<string, string>[] = parse(readFileSync(join(folder, 'queries.csv')), { bom: true, columns: true });
  return {
    name,
    split: 'queries.csv',
    documents: documentsOf(folder),
    queries: rows.map((row) => ({
      text: row['query'] ?? '',
      relevant: list(row['relevant_doc_ids']),
      excluded: list(row['linking_doc_ids_to_exclude']).filter((id) => !list(row['relevant_doc_ids']).includes(id)),
      part: partOf(row['query_id'] ?? row['query'] ?? ''),
    })),
  };
}

function list(cell: string | undefined): string[] {
  return (cell ?? '').split('|').filter((part) => part !== '');
}
