import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { liveParts, messageProblems, viewProblems } from '../../../../test/support/block-check.ts';
import { sharedData } from '../../../../test/support/shared-data.ts';
import { stringify } from 'csv-stringify/sync';
import { cleanText } from '../../../slack/mrkdwn.ts';
import { columnsModal } from './columns-form.ts';
import { dateOrders, guessColumns, isKnown, missingColumns, ownHeading } from './known-layouts.ts';
import type { DateOrder } from './layout.ts';
import { checkedMessage, type ShownImport } from './messages.ts';
import { problemsCsv } from './problems-csv.ts';
import { readCsv } from './read-csv.ts';
import { readDrafts } from './read-drafts.ts';

const naughty = sharedData('bad-input/blns.json');
const formulas = sharedData('bad-input/csv-injection.txt');
const markup = sharedData('bad-input/slack-injection.json');
const observed = sharedData('roster/bank_observed_shifts.csv');
const rota = sharedData('roster/govuk_rota/data_processor__parse_csv__draft_rota.csv');
const isHere = naughty && formulas && markup;
if (!isHere) process.stdout.write('awkward cells are not tried: the shared data is not here (FLOORWALKER_DATA)\n');

const team = { name: 'Northwind Care', timeZone: 'Europe/Berlin' };
const good: Readonly<Partial<Record<(typeof ownHeading)[number], string>>> = {
  email: 'ana@northwind.example',
  start_local: '2026-03-16T06:00',
  end_local: '2026-03-16T14:00',
};

function awkwardTexts(): readonly string[] {
  if (!isHere) return [];
  const injections = JSON.parse(readFileSync(markup, 'utf8')) as { text: string }[];
  return [
    ...(JSON.parse(readFileSync(naughty, 'utf8')) as string[]),
    ...readFileSync(formulas, 'utf8').split('\n'),
    ...injections.map(({ text }) => text),
  ];
}

async function read(text: string) {
  const file = await readCsv(text);
  return readDrafts(file, {
    layout: { columns: guessColumns(file.heading), dateOrder: 'ymd' },
    team,
    personOf: (written) => (written.startsWith('ana@') ? { slackId: 'U0ANA' } : { reason: `Nobody is ${written}.` }),
  });
}

describe.skipIf(!isHere)('every awkward text known', () => {
  const texts = awkwardTexts();

  test.each(ownHeading)('under %s is taken as it is, or answered by its line', async (column) => {
    const rows = texts.map((text) => ownHeading.map((name) => (name === column ? text : (good[name] ?? ''))));

    const { drafts, problems } = await read(stringify([[...ownHeading], ...rows]));

    expect(drafts.length + problems.length).toBe(rows.length);
    const firsts = problems.slice(0, 20);
    const shown: ShownImport = { ...about, firstProblems: firsts };
    for (const [nth] of firsts.entries()) {
      const message = checkedMessage(
        { ...shown, firstProblems: firsts.slice(nth) },
        { ...counts, bad: problems.length },
      );
      expect(messageProblems(message)).toEqual([]);
      expect(liveParts(message)).toEqual([]);
    }
    const cells = problemsCsv(problems, new Map()).split(/[,\r\n]/);
    expect(cells.filter((cell) => /^"?[=+@]/.test(cell))).toEqual([]);
  });

  test('in a comment is kept as it was written', async () => {
    const short = texts.filter((text) => Array.from(text).length < 2000);
    const rows = short.map((text) => ownHeading.map((name) => (name === 'comment' ? text : (good[name] ?? ''))));

    const { drafts, problems } = await read(stringify([[...ownHeading], ...rows]));

    expect(problems).toEqual([]);
    const kept = drafts.map(({ facts }) => facts.comment ?? '');
    const unlike = short.filter((text, nth) => kept[nth] !== cleanText(text).trim() && !text.trim().startsWith("'"));
    expect(unlike).toEqual([]);
  });
});

const counts = { rows: 1000, added: 0, changed: 0, same: 0, missing: 0, bad: 1 };
const about: ShownImport = {
  id: '00000000-0000-4000-8000-0000000000a1',
  by: 'U0MAYA',
  kind: 'shifts',
  fileName: 'roster <!channel>.csv',
  look: 1,
  cancelsMissing: false,
  onlyGood: false,
  firstProblems: [],
  teamName: team.name,
  hasLayout: true,
};

describe('files of others', () => {
  test.skipIf(!observed)(
    'the shifts of a bank’s call centre: guessed as far as their names say it, and asked about',
    async () => {
      const asked = await question(observed ?? '');

      expect(asked).toMatchObject({
        isKnown: false,
        guessed: { person: 'agent', startDate: 'date' },
        orders: ['ymd'],
        missing: ['the start', 'the end'],
      });
    },
  );

  test.skipIf(!rota)('a rota by weeks: nothing in it is a shift, and the form says what is wanted', async () => {
    const asked = await question(rota ?? '');

    expect(asked).toMatchObject({ isKnown: false, guessed: {}, missing: ['the person', 'the start', 'the end'] });
  });
});

/** What whoever gives this file is asked, in a form that Slack takes. */
async function question(path: string) {
  const file = await readCsv(readFileSync(path, 'utf8'));
  const columns = guessColumns(file.heading);
  const orders: readonly DateOrder[] = dateOrders(file, { columns });
  expect(
    viewProblems(
      columnsModal(about.id, { heading: file.heading, sample: file.records[0]?.cells ?? [], columns, orders }),
    ),
  ).toEqual([]);
  const guessed = Object.fromEntries(Object.entries(columns).map(([field, at]) => [field, file.heading[at]]));
  return { isKnown: isKnown(file.heading), guessed, orders, missing: missingColumns({ columns }) };
}
