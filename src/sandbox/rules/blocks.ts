import { COUNT, TEXT } from '../limits.ts';
import {
  anything,
  atLeastOne,
  below,
  boolean,
  byType,
  type Check,
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
import { card, carousel, picture, plan, taskCard } from './cards.ts';
import { dataVisualization } from './charts.ts';
import { elementIn } from './elements.ts';
import { anyText, blockId, imageBlock, plainText, url } from './objects.ts';
import { BLOCK_SURFACES } from './places.ts';
import { onlyRichText, richText } from './rich-text.ts';
import { dataTable, table } from './tables.ts';

const HTTPS = /^https:\/\/[^\s]+$/;
const link = TEXT['image.image_url'];

/** Blocks that a container takes too. */
const nestable = {
  actions: object({ ...blockId, elements: required(list(elementIn('actions.elements'), COUNT['actions.elements'])) }),
  context: object({ ...blockId, elements: required(list(elementIn('context.elements'), COUNT['context.elements'])) }),
  divider: object(blockId),
  file: anything,
  header: object({ ...blockId, text: required(plainText(TEXT['header.text'])) }),
  image: imageBlock,
  input: object({
    ...blockId,
    label: required(plainText(TEXT['input.label'])),
    hint: optional(plainText(TEXT['input.hint'])),
    optional: optional(boolean),
    dispatch_action: optional(boolean),
    element: required(elementIn('input.element')),
  }),
  rich_text: richText,
  section: object(
    {
      ...blockId,
      text: optional(anyText(TEXT['section.text'])),
      fields: optional(list(anyText(TEXT['section.fields[].text']), COUNT['section.fields'])),
      accessory: optional(elementIn('section.accessory')),
      expand: optional(boolean),
    },
    atLeastOne('fields', 'text'),
  ),
  table,
  video: object({
    ...blockId,
    video_url: required(url(link, HTTPS)),
    thumbnail_url: required(url(link)),
    alt_text: required(string(TEXT['image.alt_text'])),
    title: required(plainText(below(TEXT['video.title']))),
    title_url: optional(url(link, HTTPS)),
    author_name: optional(string(below(TEXT['video.author_name']))),
    provider_name: optional(string(TEXT['video.provider_name'])),
    provider_icon_url: optional(url(link)),
    description: optional(plainText(TEXT['video.description'])),
  }),
} satisfies Record<string, Check>;

const collapsible: Check = (value, at, look) => {
  if (isRecord(value) && value['default_collapsed'] === true && value['is_collapsible'] !== true)
    report(look, `${at}/default_collapsed`, 'requires `is_collapsible` to be true');
};

const container = object(
  {
    ...blockId,
    title: optional(plainText(TEXT['container.title'])),
    rich_text_title: optional(onlyRichText),
    subtitle: optional(anyText(TEXT['container.subtitle'])),
    child_blocks: required(list(byType(placed(nestable)), COUNT['container.child_blocks'])),
    width: optional(oneOf('narrow', 'standard', 'wide', 'full')),
    icon: optional(picture),
    is_collapsible: optional(boolean),
    default_collapsed: optional(boolean),
    has_header_divider: optional(boolean),
  },
  atLeastOne('title', 'rich_text_title'),
  collapsible,
);

/** Any block, by its type; one that its surface does not know is an unsupported type. */
export const block: Check = byType(
  placed({
    ...nestable,
    alert: object({
      ...blockId,
      text: required(anyText(TEXT['alert.text'])),
      level: optional(oneOf('default', 'info', 'warning', 'error', 'success')),
    }),
    card,
    carousel,
    container,
    context_actions: object({
      ...blockId,
      elements: required(list(elementIn('context_actions.elements'), COUNT['context_actions.elements'])),
    }),
    data_table: dataTable,
    data_visualization: dataVisualization,
    markdown: object({ ...blockId, text: required(string(TEXT['markdown.text'])) }),
    plan,
    task_card: taskCard,
  }),
);

/** Each block on the surfaces it is made for. */
function placed(blocks: Readonly<Record<string, Check>>): Readonly<Record<string, Check>> {
  return Object.fromEntries(
    Object.entries(blocks).map(([type, check]) => [type, onlyOn(BLOCK_SURFACES[type] ?? [], check)]),
  );
}
