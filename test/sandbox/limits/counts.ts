import {
  actions,
  bars,
  block,
  card,
  cell,
  dataTable,
  element,
  input,
  type Json,
  many,
  mrkdwn,
  option,
  options,
  pie,
  plain,
  richText,
  section,
  task,
} from './pieces.ts';
import { message, modal, modalWith, saying, type Sent } from './ways-in.ts';

/** A number in a payload: how many of something, or how large a field may be. */
export interface CountRow {
  readonly entry: string;
  readonly min?: number;
  readonly max?: number;
  readonly at?: string;
  readonly make: (count: number) => Sent;
}

type Size = readonly [min: number | undefined, max: number | undefined];
const row = (entry: string, [min, max]: Size, at: string | undefined, make: CountRow['make']): CountRow => ({
  entry,
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
  ...(at === undefined ? {} : { at }),
  make,
});

const ELEMENT = '/blocks/0/elements/0';
const FIELD = '/view/blocks/0/element';
const inActions = (inner: Json) => message(actions(inner));
const field = (type: string, more: Json) => modal(input(element(type, more)));
const wide = (count: number) => many(count, (index) => cell(`c${index}`));
const letters = (count: number) => [[cell('x'.repeat(count))]];
const list = (indent: number): Json => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_list', style: 'bullet', indent, elements: richText()['elements'] }],
});

const IN_BLOCKS: readonly CountRow[] = [
  row('message.blocks', [undefined, 50], '/blocks', (count) => message(...many(count, () => block('divider')))),
  row('view.blocks', [1, 100], '/view/blocks', (count) => modal(...many(count, () => block('divider')))),
  row('message.attachments', [undefined, 100], undefined, (count) =>
    saying({ text: 'words', attachments: many(count, () => ({ text: 'more' })) }, 'too_many_attachments'),
  ),
  row('actions.elements', [1, 25], '/blocks/0/elements', (count) =>
    message(actions(...many(count, () => element('button')))),
  ),
  row('context.elements', [1, 10], '/blocks/0/elements', (count) =>
    message({ type: 'context', elements: many(count, () => mrkdwn('words')) }),
  ),
  row('context_actions.elements', [1, 5], '/blocks/0/elements', (count) =>
    message({ type: 'context_actions', elements: many(count, () => element('icon_button')) }),
  ),
  row('section.fields', [1, 10], '/blocks/0/fields', (count) =>
    message(section({ fields: many(count, () => plain('f')) })),
  ),
  row('card.actions', [undefined, 3], '/blocks/0/actions', (count) =>
    message(card({ actions: many(count, () => element('button')) })),
  ),
  row('carousel.elements', [1, 10], '/blocks/0/elements', (count) =>
    message({ type: 'carousel', elements: many(count, () => card()) }),
  ),
  row('container.child_blocks', [1, 10], '/blocks/0/child_blocks', (count) =>
    message(block('container', { child_blocks: many(count, () => section()) })),
  ),
  row('table.rows', [1, 100], '/blocks/0/rows', (count) =>
    message(block('table', { rows: many(count, () => wide(1)) })),
  ),
  row('table.cells_per_row', [1, 20], '/blocks/0/rows/0', (count) => message(block('table', { rows: [wide(count)] }))),
  row('table.column_settings', [undefined, 20], '/blocks/0/column_settings', (count) =>
    message(block('table', { column_settings: many(count, (index) => (index % 2 ? null : { align: 'right' })) })),
  ),
  row('table.total_characters_per_message', [undefined, 10_000], '/blocks', (count) =>
    message(block('table', { rows: letters(count) })),
  ),
  row('table.total_characters_per_message', [undefined, 10_000], '/blocks', (count) =>
    message(block('table', { rows: letters(4000) }), block('table', { rows: letters(Math.max(count - 4000, 1)) })),
  ),
  row('data_table.rows', [2, 201], '/blocks/0/rows', (count) =>
    message(dataTable({ rows: many(count, () => wide(1)) })),
  ),
  row('data_table.columns', [1, 20], '/blocks/0/rows/0', (count) =>
    message(dataTable({ rows: [wide(count), wide(count)] })),
  ),
  row('data_table.page_size', [1, 100], '/blocks/0/page_size', (count) => message(dataTable({ page_size: count }))),
  row('data_table.total_characters', [undefined, 20_000], '/blocks', (count) =>
    message(dataTable({ rows: [[cell('h')], ...letters(Math.max(count - 1, 1))] })),
  ),
  row('plan.tasks', [undefined, 50], '/blocks/0/tasks', (count) =>
    message(block('plan', { tasks: many(count, (index) => task({ task_id: `t${index}` })) })),
  ),
  row('rich_text_list.indent', [0, 8], '/blocks/0/elements/0/indent', (count) => message(list(count))),
  row('data_visualization.segments', [1, 12], '/blocks/0/chart/segments', (count) =>
    message(pie(many(count, (index) => ({ label: `s${index}`, value: 1 })))),
  ),
  row('data_visualization.series', [1, 12], '/blocks/0/chart/series', (count) => message(bars(count, 2))),
  row('data_visualization.points', [1, 20], '/blocks/0/chart/series/0/data', (count) => message(bars(1, count))),
];

const IN_ELEMENTS: readonly CountRow[] = [
  row('select.options', [1, 100], `${ELEMENT}/options`, (count) =>
    inActions(element('static_select', { options: options(count) })),
  ),
  row('select.options', [1, 100], `${ELEMENT}/options`, (count) =>
    inActions(element('multi_static_select', { options: options(count) })),
  ),
  row('select.option_groups', [1, 100], `${ELEMENT}/option_groups`, (count) =>
    inActions({
      type: 'static_select',
      option_groups: many(count, () => ({ label: plain('G'), options: [option()] })),
    }),
  ),
  row('option_group.options', [1, 100], `${ELEMENT}/option_groups/0/options`, (count) =>
    inActions({ type: 'static_select', option_groups: [{ label: plain('G'), options: options(count) }] }),
  ),
  row('overflow.options', [1, 5], `${ELEMENT}/options`, (count) =>
    inActions(element('overflow', { options: options(count) })),
  ),
  row('checkboxes.options', [1, 10], `${ELEMENT}/options`, (count) =>
    inActions(element('checkboxes', { options: options(count) })),
  ),
  row('radio_buttons.options', [1, 10], `${ELEMENT}/options`, (count) =>
    inActions(element('radio_buttons', { options: options(count) })),
  ),
  row('file_input.max_files', [1, 10], `${FIELD}/max_files`, (count) => field('file_input', { max_files: count })),
  row('icon_button.visible_to_user_ids', [undefined, 10], `${ELEMENT}/visible_to_user_ids`, (count) =>
    message({
      type: 'context_actions',
      elements: [element('icon_button', { visible_to_user_ids: many(count, (index) => `U0${index}`) })],
    }),
  ),
  ...['static', 'external', 'users', 'channels', 'conversations'].map((kind) =>
    row('multi_select.max_selected_items', [1, undefined], `${FIELD}/max_selected_items`, (count) =>
      field(`multi_${kind}_select`, { max_selected_items: count }),
    ),
  ),
  row('plain_text_input.min_length', [0, 3000], `${FIELD}/min_length`, (count) =>
    field('plain_text_input', { min_length: count }),
  ),
  row('plain_text_input.max_length', [1, 3000], `${FIELD}/max_length`, (count) =>
    field('plain_text_input', { max_length: count }),
  ),
  row('rich_text_input.lines', [1, 100], `${FIELD}/min_lines`, (count) =>
    field('rich_text_input', { min_lines: count }),
  ),
  row('rich_text_input.lines', [1, 100], `${FIELD}/max_lines`, (count) =>
    field('rich_text_input', { max_lines: count }),
  ),
];

/** A view that takes so many bytes as JSON; as few as it can where that is fewer. */
function viewOf(bytes: number): Sent {
  const long = many(bytes > 1000 ? 99 : 0, () => section({ text: mrkdwn('x'.repeat(2440)) }));
  const sent = (padding: number) => modalWith({ blocks: [...long, section({ text: mrkdwn('x'.repeat(padding)) })] });
  const missing = bytes - Buffer.byteLength(JSON.stringify(sent(1).args['view']));
  return { ...sent(1 + Math.max(missing, 0)), code: 'view_too_large' };
}

export const COUNTS: readonly CountRow[] = [
  ...IN_BLOCKS,
  ...IN_ELEMENTS,
  row('view.bytes', [undefined, 250_000], undefined, viewOf),
];
