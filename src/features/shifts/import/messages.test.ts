import { expect, test } from 'vitest';
import { messageProblems, viewProblems } from '../../../../test/support/block-check.ts';
import { columnsModal } from './columns-form.ts';
import { checkedMessage, type ShownImport } from './messages.ts';
import { importModal } from './modals.ts';

const shown: ShownImport = {
  id: '00000000-0000-4000-8000-000000000001',
  by: 'U0MAYA',
  kind: 'shifts',
  fileName: `<!channel>${'x'.repeat(240)}.csv`,
  look: 3,
  cancelsMissing: true,
  onlyGood: false,
  firstProblems: Array.from({ length: 20 }, (_, at) => ({ line: at + 2, reason: `<!here> ${'&'.repeat(900)}` })),
  teamName: 'Northwind & Care',
  hasLayout: true,
};

test('forms of imports are such as Slack takes, with the longest of everything in them', () => {
  const teams = Array.from({ length: 150 }, (_, at) => ({ id: `t${at}`, name: 'n'.repeat(80) }));
  const heading = Array.from({ length: 150 }, (_, at) => (at % 3 === 0 ? '' : 'c'.repeat(200)));

  const forms = [
    importModal(teams, 't3', 'p'.repeat(2000)),
    columnsModal(shown.id, { heading, sample: heading, columns: { person: 0, start: 1 }, orders: ['dmy', 'mdy'] }),
  ];

  expect(forms.flatMap((form) => viewProblems(form))).toEqual([]);
});

test('a message says what was wrong, pings nobody, and offers the good rows', () => {
  const counts = { rows: 100, added: 60, changed: 0, same: 0, missing: 7, bad: 40 };

  const message = checkedMessage(shown, counts);
  const all = JSON.stringify(message);

  expect(message.text).toContain('40 of 100 rows cannot be imported. Nothing has changed.');
  expect(all).toContain('Import the 60 good rows');
  expect(all).toContain('… and 35 more.');
  expect(all).not.toMatch(/<!(channel|here)>/);
});

test('a message says what a missing shift comes to', () => {
  const counts = { rows: 3, added: 1, changed: 1, same: 1, missing: 2, bad: 0 };

  expect(checkedMessage(shown, counts).text).toContain(
    '2 shifts of these dates are not in the file: cancelled by the import.',
  );
  expect(checkedMessage({ ...shown, cancelsMissing: false }, counts).text).toContain('not in the file: kept.');
});

test('a file that would change nothing is nothing to import', () => {
  const counts = { rows: 3, added: 0, changed: 0, same: 3, missing: 0, bad: 0 };

  const same = checkedMessage(shown, counts);
  const gone = checkedMessage(shown, { ...counts, missing: 2 });

  expect(same.text).toContain('There is nothing to import.');
  expect(JSON.stringify(same)).not.toContain('"button"');
  expect(JSON.stringify(gone)).toContain('"Import"');
});

test('a message names what changes, as it was written and pinging nobody, and how many more there are', () => {
  const counts = { rows: 340, added: 18, changed: 322, same: 0, missing: 0, bad: 0 };
  const lines = [
    'Leo: Tue 24 Nov, 08:00–16:00 → 10:00–18:00',
    ...Array.from({ length: 9 }, () => '<!here> & '.repeat(90)),
  ];

  const message = checkedMessage(shown, counts, { preview: { lines, count: 322, csv: 'all' }, isNews: false });
  const all = JSON.stringify(message);

  expect(messageProblems(message)).toEqual([]);
  expect(all).toContain('• Leo: Tue 24 Nov, 08:00–16:00 → 10:00–18:00');
  expect(all).toContain('… and 312 more, in the file that comes with this.');
  expect(all).not.toMatch(/<!(channel|here)>/);
});

test('who would cancel over a third of what a file covers, and five or more, says so twice, reading how many', () => {
  const many = { rows: 9, added: 0, changed: 1, same: 8, missing: 5, bad: 0 };

  const asked = JSON.stringify(checkedMessage(shown, many));
  const third = JSON.stringify(checkedMessage(shown, { ...many, same: 9 }));
  const few = JSON.stringify(checkedMessage(shown, { ...many, same: 0, missing: 4 }));

  expect(asked).toContain('"Import and cancel 5 shifts"');
  expect(asked).toContain('5 of the 14 shifts that the file covers are not in it. Is it whole?');
  expect(asked).toContain('"Cancel 5 shifts"');
  for (const message of [third, few]) {
    expect(message).toContain('"Import"');
    expect(message).not.toContain('"confirm"');
  }
});
