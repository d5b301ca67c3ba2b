import { expect, test } from 'vitest';
import { passagesOf } from '../../text/passages/passages.ts';
import { excerptOf } from '../../text/showing/excerpt.ts';
import { quoteFor } from './quote-for.ts';

function quoted(markdown: string, question: string) {
  const [passage] = passagesOf(markdown, 'Returns');
  if (!passage) throw new Error('no passage');
  return quoteFor({ ...passage, workspaceId: 'T', id: 'p', revisionId: 'r' }, question, 'english');
}

const boldOf = ({ quote, matches, headings }: ReturnType<typeof quoted>) =>
  excerptOf(quote, matches, 900, { headings }).elements.flatMap((one) =>
    one.type === 'text' && one.style?.bold ? [one.text] : [],
  );

test('the names of sections that share a passage are bold lines', () => {
  const found = quoted('# Damaged\n\n## What we need\n\nA picture.\n\n## What we do\n\nWe send another.\n', 'picture');

  expect(found.quote).toContain('What we do');
  expect(boldOf(found)).toEqual(expect.arrayContaining(['What we do', 'picture']));
});

test('a line of text that is called as a heading is not one', () => {
  const found = quoted('What we do\n\nWe send another.\n', 'nothing');

  expect(boldOf(found)).toEqual([]);
});

const rows = ['Austria | 4.90', 'Belgium | 5.90', 'Denmark | 7.90', 'France | 6.90', 'Sweden | 8.90'];
const table = `| Country | Shipping |\n|---|---|\n${rows.map((row) => `| ${row} |`).join('\n')}\n`;

test('of a long table the rows that are about it come alone', () => {
  expect(quoted(`Each parcel:\n\n${table}`, 'what is shipping to Sweeden').quote).toBe(
    'Each parcel:\nCountry: Sweden · Shipping: 8.90\n(4 more rows in Read all)',
  );
});

test('a row comes for what is asked about it, not for words of talk or words of many rows', () => {
  const said = [
    ['Gold', 'Call the customer'],
    ['Silver', 'Write to the customer'],
    ['Bronze', 'Write to them'],
    ['Iron', 'Nothing'],
    ['Lead', 'Write to whoever bought it'],
  ];
  const ranks = `| Rank | What we do |\n|---|---|\n${said.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`;

  expect(quoted(ranks, 'the customer is silver, do we write').quote).toBe(
    'Rank: Silver · What we do: Write to the customer\n(4 more rows in Read all)',
  );
  expect(quoted(ranks, 'a customer wants something').quote.split('\n')).toHaveLength(said.length);
});

test('a row is about what its first cell names, in another word too, and not about the names of columns', () => {
  const said = [
    ['Sofas and mattresses', '100 nights', ''],
    ['Furniture that was assembled', '30 days', 'two people come'],
    ['Lamps', '30 days', 'by parcel'],
    ['Rugs', '14 days', 'by parcel'],
    ['Gift cards', 'never', 'by mail'],
  ];
  const returns = `| What | How long | How it comes back |\n|---|---|---|\n${said.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`;

  expect(quoted(returns, 'can I give the couch back after two months').quote.split('\n')[0]).toBe(
    'What: Sofas and mattresses · How long: 100 nights',
  );
});

test.each(['what is shipping', 'zebra'])('a table is quoted as it is where %j is about no row of it', (question) => {
  expect(quoted(table, question).quote.split('\n')).toHaveLength(rows.length);
});
