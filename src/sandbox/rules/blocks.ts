import { COUNT, TEXT } from '../limits.ts';
import {
  atLeastOne,
  boolean,
  byType,
  type Check,
  exactlyOne,
  integer,
  isRecord,
  list,
  object,
  oneOf,
  onlyOn,
  optional,
  report,
  required,
  string,
} from './check.ts';
import { asAccessory, asInput, inActions, inContextActions, onlyButton } from './elements.ts';
import { anyText, imageBlock, imageElement, mrkdwnText, plainText, url } from './objects.ts';
import { richText } from './rich-text.ts';

const common = { block_id: optional(string({ min: 1, max: TEXT.blockId })) };
const picture = byType({ image: imageElement });

const cell = byType({
  raw_text: object({ text: required(string({ max: COUNT.tableCharacters })) }),
  raw_number: object({ value: required(number), text: required(string({ max: 255 })) }),
  rich_text: richText,
});

function number(value: unknown, at: string, look: Parameters<Check>[2]): void {
  if (typeof value !== 'number') report(look, at, 'must be a number');
}

/** Slack accepts null for a column that keeps its default. */
const columnSetting: Check = (value, at, look) => {
  if (value === null) return;
  object({ align: optional(oneOf('left', 'center', 'right')), is_wrapped: optional(boolean) })(value, at, look);
};

const sameWidth: Check = (value, at, look) => {
  const rows = isRecord(value) && Array.isArray(value['rows']) ? value['rows'] : [];
  const widths = new Set(rows.map((row: unknown) => (Array.isArray(row) ? row.length : 0)));
  if (widths.size > 1) report(look, `${at}/rows`, 'all rows must have the same number of cells');
};

const card = object(
  {
    ...common,
    hero_image: optional(picture),
    icon: optional(picture),
    title: optional(mrkdwnText(TEXT.cardTitle)),
    subtitle: optional(mrkdwnText(TEXT.cardTitle)),
    body: optional(mrkdwnText(TEXT.cardBody)),
    actions: optional(list(byType(onlyButton), { min: 1, max: COUNT.cardActions })),
  },
  atLeastOne('hero_image', 'title', 'actions', 'body'),
);

const nestable: Record<string, Check> = {
  actions: object({ ...common, elements: required(list(byType(inActions), { min: 1, max: COUNT.actions })) }),
  context: object({
    ...common,
    elements: required(
      list(byType({ image: imageElement, plain_text: anyText(TEXT.contextText), mrkdwn: anyText(TEXT.contextText) }), {
        min: 1,
        max: COUNT.contextElements,
      }),
    ),
  }),
  divider: object(common),
  header: object({ ...common, text: required(plainText(TEXT.header)) }),
  image: imageBlock(common),
  input: object({
    ...common,
    label: required(plainText(TEXT.inputLabel)),
    hint: optional(plainText(TEXT.inputHint)),
    optional: optional(boolean),
    dispatch_action: optional(boolean),
    element: required(byType(asInput)),
  }),
  rich_text: richText,
  section: object(
    {
      ...common,
      text: optional(anyText(TEXT.section)),
      fields: optional(list(anyText(TEXT.sectionField), { min: 1, max: COUNT.sectionFields })),
      accessory: optional(byType(asAccessory)),
      expand: optional(boolean),
    },
    atLeastOne('fields', 'text'),
  ),
  table: onlyOn(
    ['message', 'home'],
    object({
      ...common,
      rows: required(list(list(cell, { min: 1, max: COUNT.tableCells }), { min: 1, max: COUNT.tableRows })),
      column_settings: optional(list(columnSetting, { max: COUNT.tableCells })),
    }),
  ),
  video: object({
    ...common,
    video_url: required(url(3000)),
    thumbnail_url: required(url(3000)),
    alt_text: required(string({ min: 1, max: TEXT.imageAlt })),
    title: required(plainText(TEXT.videoTitle)),
    title_url: optional(url(3000)),
    author_name: optional(string({ max: TEXT.videoAuthor })),
    provider_name: optional(string({ max: TEXT.videoAuthor })),
    provider_icon_url: optional(url(3000)),
    description: optional(plainText(TEXT.videoDescription)),
  }),
};

const taskCard = object({
  ...common,
  task_id: required(string({ min: 1, max: 255 })),
  title: required(string({ min: 1, max: 255 })),
  details: optional(richText),
  output: optional(richText),
  sources: optional(
    list(byType({ url: object({ url: required(url(3000)), text: required(string({ max: 255 })) }) }), { max: 50 }),
  ),
  status: required(oneOf('pending', 'in_progress', 'complete', 'error')),
});

const rare: Record<string, Check> = {
  alert: onlyOn(
    ['modal'],
    object({
      ...common,
      text: required(anyText(TEXT.alert)),
      level: optional(oneOf('default', 'info', 'warning', 'error', 'success')),
    }),
  ),
  card,
  carousel: onlyOn(
    ['message'],
    object({ ...common, elements: required(list(byType({ card }), { min: 1, max: COUNT.carouselCards })) }),
  ),
  container: onlyOn(
    ['message', 'home'],
    object(
      {
        ...common,
        title: optional(plainText(TEXT.containerTitle)),
        rich_text_title: optional(richText),
        subtitle: optional(anyText(TEXT.containerTitle)),
        child_blocks: required(list(byType(nestable), { min: 1, max: COUNT.containerChildren })),
        width: optional(oneOf('narrow', 'standard', 'wide', 'full')),
        icon: optional(picture),
        is_collapsible: optional(boolean),
        default_collapsed: optional(boolean),
        has_header_divider: optional(boolean),
      },
      exactlyOne('title', 'rich_text_title'),
    ),
  ),
  context_actions: onlyOn(
    ['message'],
    object({ ...common, elements: required(list(byType(inContextActions), { min: 1, max: COUNT.contextActions })) }),
  ),
  data_table: onlyOn(
    ['message', 'home'],
    object(
      {
        ...common,
        caption: required(string({ min: 1, max: 2000 })),
        rows: required(list(list(cell, { min: 1, max: COUNT.tableCells }), { min: 2, max: COUNT.dataTableRows })),
        page_size: optional(integer({ min: 1, max: 100 })),
        row_header_column_index: optional(integer({ min: 0, max: COUNT.tableCells - 1 })),
      },
      sameWidth,
    ),
  ),
  markdown: onlyOn(['message'], object({ ...common, text: required(string({ min: 1, max: TEXT.markdown })) })),
  plan: onlyOn(
    ['message'],
    object({
      ...common,
      title: required(string({ min: 1, max: 255 })),
      tasks: optional(list(byType({ task_card: taskCard }), { max: COUNT.planTasks })),
    }),
  ),
  task_card: onlyOn(['message'], taskCard),
};

/** Any block, by its type; one that its surface does not know is an unsupported type. */
export const block: Check = byType({ ...nestable, ...rare });
