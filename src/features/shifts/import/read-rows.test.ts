import { describe, expect, test } from 'vitest';
import { decode, UnreadableFile } from './decode.ts';
import { ordersOf } from './cell-times.ts';
import { dateOrders, guessColumns, isKnown, missingColumns, ownHeading } from './known-layouts.ts';
import type { DateOrder } from './layout.ts';
import { readCsv } from './read-csv.ts';
import { readDrafts } from './read-drafts.ts';
import type { Draft } from './read-row.ts';

const people: Readonly<Record<string, string>> = { 'ana@northwind.example': 'U0ANA', U0BEN: 'U0BEN' };
const team = { name: 'Northwind Care', timeZone: 'Europe/Berlin' };

async function read(text: string, dateOrder: DateOrder = 'ymd') {
  const file = await readCsv(text);
  const layout = { columns: guessColumns(file.heading), dateOrder };
  return readDrafts(file, {
    layout,
    team,
    personOf: (written) => {
      const slackId = people[written];
      return slackId === undefined ? { reason: `Nobody here has ${written}.` } : { slackId };
    },
  });
}

function said({ line, id, facts, startsAt, endsAt }: Draft): string {
  const hours = (endsAt.getTime() - startsAt.getTime()) / 3_600_000;
  return `${line} ${id ?? '-'} ${facts.slackId ?? 'open'} ${facts.startsLocal}${facts.startOffset} ${hours} h`;
}

/** The only row of a file of ours, by the cells that matter. */
function ownRow(cells: Partial<Record<(typeof ownHeading)[number], string>>): string {
  const row = {
    email: 'ana@northwind.example',
    start_local: '2026-03-16T06:00',
    end_local: '2026-03-16T14:00',
    ...cells,
  };
  return `${ownHeading.join(',')}\n${ownHeading.map((name) => row[name] ?? '').join(',')}\n`;
}

describe('a file in a known layout', () => {
  test('is read where it is our own export', async () => {
    const { drafts, problems } = await read(
      ownRow({ shift_id: 's1', role: 'chat', type: 'E', break_min: '30', published: 'no', comment: '=1+1' }),
    );

    expect(problems).toEqual([]);
    expect(drafts.map(said)).toEqual(['2 s1 U0ANA 2026-03-16T06:00+01:00 8 h']);
    expect(drafts[0]?.facts).toMatchObject({
      role: 'chat',
      type: 'E',
      breakMinutes: 30,
      isPublished: false,
      comment: '=1+1',
    });
  });

  test('is read where it is Deputy’s, open shifts included and empty ones refused', async () => {
    const { drafts, problems } = await read(
      [
        'First Name,Last Name,Email,Start Date,Start Time,End Date,End Time,Location,Area,Meal Break (Mins),Comment,Published,Open',
        'Ana,A,ana@northwind.example,2026-03-16,22:00:00,2026-03-17,06:00:00,Berlin,Chat,30,,Yes,No',
        ',,,2026-03-17,09:00:00,2026-03-17,17:00:00,Berlin,Chat,,,Yes,Yes',
        ',,,2026-03-18,09:00:00,2026-03-18,17:00:00,Berlin,Chat,,,Yes,No',
      ].join('\r\n'),
    );

    expect(drafts.map(said)).toEqual(['2 - U0ANA 2026-03-16T22:00+01:00 8 h', '3 - open 2026-03-17T09:00+01:00 8 h']);
    expect(drafts[0]?.facts).toMatchObject({ site: 'Berlin', role: 'Chat', breakMinutes: 30 });
    expect(problems).toEqual([{ line: 4, reason: 'It names nobody and is not open, so there is nothing to work.' }]);
  });

  test('is told from one that a person has to explain', () => {
    expect(isKnown([...ownHeading])).toBe(true);
    expect(isKnown(['Email', 'Start Date', 'Start Time', 'End Date', 'End Time'])).toBe(true);
    expect(isKnown(['Agent', 'Day', 'Begin', 'Finish'])).toBe(false);
    expect(missingColumns({ columns: guessColumns(['Agent', 'Day', 'Begin', 'Finish']) })).toEqual([
      'the start',
      'the end',
    ]);
  });
});

describe('a row is answered with the reason why it cannot be imported:', () => {
  test.each([
    [{ email: 'zoe@elsewhere.example' }, 'Nobody here has zoe@elsewhere.example.'],
    [
      { start_local: '2026-03-29T02:30' },
      'Its start 2026-03-29 02:30 does not exist in Europe/Berlin: the clocks skip it.',
    ],
    [
      { start_local: '2026-10-25T02:30', end_local: '2026-10-25T10:00' },
      'Its start 2026-10-25 02:30 happens twice in Europe/Berlin. Say which with an offset: +02:00 or +01:00.',
    ],
    [{ start_offset: '+05:00' }, 'Its start 2026-03-16 06:00 is at +01:00 in Europe/Berlin, not at +05:00.'],
    [{ end_local: '2026-03-16T05:00' }, 'It ends before it starts.'],
    [{ end_local: '2026-03-16T06:00' }, 'It ends before it starts.'],
    [{ zone: 'Berlin' }, '“Berlin” is no time zone. Write one like Europe/Berlin.'],
    [{ zone: '+02:00' }, '“+02:00” is no time zone. Write one like Europe/Berlin.'],
    [
      { start_local: '30.02.2026 06:00' },
      'Its start “30.02.2026 06:00” is no date with a time. Write it like 2026-03-16T09:00.',
    ],
    [
      { start_local: '2026-03-16T06:00:30' },
      'Its start “2026-03-16T06:00:30” is no date with a time. Write it like 2026-03-16T09:00.',
    ],
    [{ break_min: 'half' }, 'Its break “half” is no number of minutes.'],
    [{ break_min: '480' }, 'Its break is as long as the shift.'],
    [{ published: 'maybe' }, '“maybe” under published is neither yes nor no.'],
    [{ open: 'yes' }, 'It is open and names a person. Leave one of them out.'],
    [{ team: 'Payroll' }, 'It is of the team “Payroll”, not of Northwind Care.'],
    [{ role: 'x'.repeat(201) }, 'Its role is longer than 200 characters.'],
  ])('%j', async (cells, reason) => {
    const { drafts, problems } = await read(ownRow(cells));

    expect(drafts).toEqual([]);
    expect(problems).toEqual([{ line: 2, reason }]);
  });
});

describe('columns of files that nobody knows', () => {
  test.each([
    [
      'Mitarbeiter;Datum;Beginn;Ende;Pause (Min);Schicht;Bemerkung',
      'person startDate startTime endTime breakMinutes type comment',
    ],
    ['E-Mail-Adresse;Anfang;Ende;Tätigkeit;Standort;Veröffentlicht', 'person start end role site published'],
    [
      'Empleado;Fecha;Hora de inicio;Hora de fin;Descanso;Puesto',
      'person startDate startTime endTime breakMinutes role',
    ],
    ['Correo electrónico;Inicio;Fin;Ubicación', 'person start end site'],
    ['Employé;Date;Début;Fin;Pause;Lieu', 'person startDate startTime endTime breakMinutes site'],
    ['Salarié;Heure de début;Heure de fin;Jour', 'person startTime endTime startDate'],
    ['Employee,From,To,Note', 'person start end comment'],
  ])('are guessed from %s', async (heading, expected) => {
    const file = await readCsv(`${heading}\n`);

    const guessed = Object.entries(guessColumns(file.heading)).toSorted(([, one], [, other]) => one - other);

    expect(guessed.map(([field]) => field).join(' ')).toBe(expected);
  });
});

describe('times are what the row says', () => {
  test.each([
    [
      { start_local: '2026-10-25T02:30', start_offset: '+01:00', end_local: '2026-10-25T10:00' },
      '2026-10-25T02:30+01:00 7.5 h',
    ],
    [{ start_local: '2026-03-28T22:00', end_local: '2026-03-29T06:00' }, '2026-03-28T22:00+01:00 7 h'],
    [{ start_local: '2026-03-16T22:00', end_local: '06:00' }, '2026-03-16T22:00+01:00 8 h'],
    [{ end_local: '2026-03-16T24:00' }, '2026-03-16T06:00+01:00 18 h'],
    [{ start_local: '2026-03-16T06:00:00+01:00' }, '2026-03-16T06:00+01:00 8 h'],
    [{ start_local: '2026-03-16T05:00:00Z', end_local: '2026-03-16T13:00Z' }, '2026-03-16T06:00+01:00 8 h'],
    [{ start_local: '16-Mar-26 6:00 am', end_local: '2026/3/16 2:00 PM' }, '2026-03-16T06:00+01:00 8 h'],
    [{ zone: 'America/Chicago' }, '2026-03-16T06:00-05:00 8 h'],
  ])('%j', async (cells, expected) => {
    const { drafts, problems } = await read(ownRow(cells));

    expect(problems).toEqual([]);
    expect(drafts.map(said)).toEqual([`2 - U0ANA ${expected}`]);
  });

  test.each([
    [['16/03/2026', '4/3/2026'], ['dmy']],
    [['03/16/2026', '4/3/2026'], ['mdy']],
    [
      ['04/03/2026', '05/03/2026'],
      ['dmy', 'mdy'],
    ],
    [['16/03/2026', '03/16/2026'], []],
    [['2026-03-16', '16-Mar-26', ''], ['ymd']],
    [['03/03/2026'], ['dmy']],
  ])('and the order of %j is %j: asked where it is several', (dates, orders) => {
    expect(ordersOf(dates)).toEqual(orders);
  });

  test('of dates beside times, too', async () => {
    const file = await readCsv('Email,Date,Start,End\nana@northwind.example,04/03/2026,09:00,17:00\n');
    const columns = guessColumns(file.heading);

    expect(dateOrders(file, { columns })).toEqual(['dmy', 'mdy']);
  });
});

describe('a file', () => {
  test.each([
    ['semicolons', 'Email;Start;End\nana@northwind.example;2026-03-16 06:00;2026-03-16 14:00\n'],
    ['tabs', 'Email\tStart\tEnd\nana@northwind.example\t2026-03-16 06:00\t2026-03-16 14:00\n'],
    ['a mark at its beginning', '\uFEFFEmail,Start,End\r\nana@northwind.example,2026-03-16 06:00,2026-03-16 14:00\r\n'],
    ['empty lines', '\n\nEmail,Start,End\n\n,,\nana@northwind.example,2026-03-16 06:00,2026-03-16 14:00'],
  ])('with %s is read', async (_what, text) => {
    const { drafts } = await read(text);

    expect(drafts).toHaveLength(1);
  });

  test('counts the lines of rows as an editor does, cells of several lines included', async () => {
    const { drafts, problems } = await read(
      'Email,Start,End,Comment\r\nana@northwind.example,2026-03-16 06:00,2026-03-16 14:00,"two\r\nlines"\r\nana@northwind.example,x,y,\r\n',
    );

    expect(drafts.map(({ line }) => line)).toEqual([2]);
    expect(problems.map(({ line }) => line)).toEqual([4]);
  });

  test('answers rows whose quotation marks are wrong, and rows longer than the heading', async () => {
    const { problems } = await read('Email,Start,End\na,b,c,d\nU0BEN,"2026-03-16 06:00,x\n');

    expect(problems).toEqual([
      {
        line: 3,
        reason: 'A quotation mark begins there and never ends, so it and the rows after it could not be read.',
      },
      { line: 2, reason: 'It has 4 cells, the heading 3.' },
    ]);
  });

  test.each([
    [
      'an Excel workbook',
      Buffer.from('PK\u0003\u0004'),
      'That is an Excel workbook. Save it as “CSV UTF-8” and choose that file.',
    ],
    ['UTF-16', Buffer.from('\uFEFFa,b', 'utf16le'), 'That file is not in UTF-8'],
    ['Latin-1', Buffer.from('Müller,b', 'latin1'), 'That file is not in UTF-8'],
    ['nothing', Buffer.alloc(0), 'That file is empty.'],
  ])('that is %s is refused in words', (_what, bytes, words) => {
    expect(() => decode(bytes)).toThrow(UnreadableFile);
    expect(() => decode(bytes)).toThrow(words);
  });

  test('of more than 20,000 rows is refused in words', async () => {
    const text = `a,b\n${'1,2\n'.repeat(20_001)}`;

    await expect(readCsv(text)).rejects.toThrow('more than 20,000 rows');
  });

  test('of one column is told that it lists nothing, instead of which column is what', async () => {
    await expect(readCsv('hello\nthere\n')).rejects.toThrow('one column only, so it lists no shifts');
  });
});
