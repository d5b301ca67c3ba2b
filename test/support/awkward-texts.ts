import { readFileSync } from 'node:fs';
import { sharedData } from './shared-data.ts';

const FILES = ['bad-input/blns.json', 'bad-input/slack-injection.json', 'bad-input/csv-injection.txt'];

/** What people type to break things; none where the shared data is not present. */
export function awkwardTexts(): readonly string[] {
  const paths = FILES.map(sharedData);
  return paths.flatMap((path) => (path === undefined ? [] : stringsIn(readFileSync(path, 'utf8'))));
}

function stringsIn(content: string): readonly string[] {
  if (!/^\s*[[{]/.test(content)) return content.split('\n');
  const strings: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') strings.push(value);
    else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) collect(each);
  };
  collect(JSON.parse(content));
  return strings;
}
