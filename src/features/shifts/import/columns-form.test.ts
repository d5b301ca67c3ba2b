import { describe, expect, test } from 'vitest';
import { columnsModal, parseColumns } from './columns-form.ts';

const IMPORT = '00000000-0000-4000-8000-0000000000a1';
const german = {
  heading: ['Mitarbeiter', 'Datum', 'Beginn', 'Ende', ''],
  sample: ['ana@northwind.example', '24.11.2026', '08:00', '16:00', ''],
  columns: { person: 0, startDate: 1, startTime: 2, endTime: 3 },
  orders: ['dmy'],
} as const;

/** `Who …: Mitarbeiter · ana@…`, each field of the form with what is chosen at first; a `*` where it is needed. */
function fields(file: Parameters<typeof columnsModal>[1]): readonly string[] {
  return columnsModal(IMPORT, file).blocks.flatMap((block) => {
    if (!('element' in block) || block.element.type !== 'static_select') return [];
    const chosen = block.element.initial_option?.text.text ?? 'nothing';
    return [`${block.label.text}${block.optional === true ? '' : '*'}: ${chosen}`];
  });
}

describe('the form of columns', () => {
  test('shows what each column has, what was guessed, and what is needed', () => {
    expect(fields(german).slice(0, 6)).toEqual([
      'Who: e-mail address or Slack id*: Mitarbeiter · ana@northwind.example',
      'Start: date and time, or the date*: Datum · 24.11.2026',
      'End: date and time, or the time*: Ende · 16:00',
      'Time of the start, where the start above is a date: Beginn · 08:00',
      'Date of the end, where the end above is a time: nothing',
      'Id of the shift: nothing',
    ]);
  });

  test.each([
    ['a date and a time apart', { person: '0', start: '1', startTime: '2', end: '3' }, german.columns],
    ['one column for both', { person: '0', start: '1', end: '3' }, { person: 0, start: 1, end: 3 }],
    ['nobody: all are open', { person: 'nobody', start: '1', end: '3' }, { start: 1, end: 3 }],
    [
      'a date of the end',
      { person: '0', start: '1', startTime: '2', endDate: '1', end: '3' },
      { person: 0, startDate: 1, startTime: 2, endDate: 1, end: 3 },
    ],
  ])('takes %s', (_what, chosen, columns) => {
    const parsed = parseColumns(sent(chosen));

    expect('input' in parsed ? withoutEndTime(parsed.input.columns) : parsed).toEqual(withoutEndTime(columns));
  });

  test('asks at its field for what is missing', () => {
    expect(parseColumns(sent({ start: '1', end: '3' }))).toEqual({ errors: { person: 'Say who works a shift.' } });
    expect(parseColumns(sent({ person: '0', startTime: '2', end: '3' }))).toMatchObject({
      errors: { start: expect.any(String) },
    });
    expect(parseColumns(sent({ person: '0', start: '2' }))).toMatchObject({ errors: { end: expect.any(String) } });
  });
});

function sent(chosen: Readonly<Record<string, string | undefined>>) {
  const entries = Object.entries(chosen).map(([name, value]) => [name, { [name]: { selected_option: { value } } }]);
  const about = { id: 'V1', hash: 'h', type: 'modal', callbackId: 'x', privateMetadata: IMPORT } as const;
  return { ...about, state: Object.fromEntries(entries) };
}

/** A time of the end alone is read from one column or the other alike. */
function withoutEndTime({ endTime, ...columns }: { endTime?: number; end?: number }) {
  return { ...columns, end: columns.end ?? endTime };
}
