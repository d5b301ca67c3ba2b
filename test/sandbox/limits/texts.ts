import {
  actions,
  bars,
  block,
  card,
  element,
  input,
  type Json,
  mrkdwn,
  option,
  pie,
  plain,
  section,
  task,
} from './pieces.ts';
import { message, modal, modalWith, saying, type Sent } from './ways-in.ts';

/** One text of a payload: how long it may be, and where Slack points when it is not. */
export interface TextRow {
  readonly entry: string;
  readonly min?: number;
  /** The longest that is accepted. */
  readonly max: number;
  readonly at?: string;
  readonly kind?: 'url' | 'lessThan';
  /** Where an empty one is refused in other words than one that is too long. */
  readonly codeOfEmpty?: string;
  readonly make: (text: string) => Sent;
}

type Make = TextRow['make'];
const row = (entry: string, max: number, at: string | undefined, make: Make, more: Partial<TextRow> = {}): TextRow => ({
  entry,
  max,
  ...(at === undefined ? {} : { at }),
  make,
  ...more,
});
/** A text that may not be empty either. */
const filled = (entry: string, max: number, at: string | undefined, make: Make, more: Partial<TextRow> = {}): TextRow =>
  row(entry, max, at, make, { min: 1, ...more });

const inActions = (inner: Json) => message(actions(inner));
const ELEMENT = '/blocks/0/elements/0';
const choice = (more: Json) => inActions(element('static_select', { options: [option('a', more)] }));
const confirmed = (more: Json) => inActions(element('button', { confirm: { text: plain('Sure?'), ...more } }));
const container = (more: Json) => message(block('container', more));
const video = (more: Json) => message(block('video', more));
const contextAction = (type: string, more: Json) =>
  message({ type: 'context_actions', elements: [element(type, more)] });
const praise = (more: Json) =>
  contextAction('feedback_buttons', { positive_button: { text: plain('Good'), value: 'up', ...more } });
const WITH_PLACEHOLDER = [
  'channels_select',
  'conversations_select',
  'external_select',
  'static_select',
  'users_select',
  'multi_channels_select',
  'multi_conversations_select',
  'multi_external_select',
  'multi_static_select',
  'multi_users_select',
  'datepicker',
  'timepicker',
  'plain_text_input',
  'email_text_input',
  'url_text_input',
  'number_input',
  'rich_text_input',
];

const IN_BLOCKS: readonly TextRow[] = [
  filled('text_object', 3000, `${ELEMENT}/text`, (text) => message({ type: 'context', elements: [mrkdwn(text)] })),
  filled('text_object', 3000, `${ELEMENT}/text`, (text) => message({ type: 'context', elements: [plain(text)] })),
  row('block_id', 255, '/blocks/0/block_id', (text) => message(block('divider', { block_id: text }))),
  row('block_id', 255, '/view/blocks/0/block_id', (text) => modal(block('rich_text', { block_id: text }))),
  filled('header.text', 150, '/blocks/0/text/text', (text) => message(block('header', { text: plain(text) }))),
  filled('section.text', 3000, '/blocks/0/text/text', (text) => message(section({ text: mrkdwn(text) }))),
  filled('section.fields[].text', 2000, '/blocks/0/fields/0/text', (text) =>
    message(section({ fields: [plain(text)] })),
  ),
  filled('image.alt_text', 2000, '/blocks/0/alt_text', (text) => message(block('image', { alt_text: text }))),
  filled('image.alt_text', 2000, '/blocks/0/accessory/alt_text', (text) =>
    message(section({ accessory: element('image', { alt_text: text }) })),
  ),
  filled('image.image_url', 3000, '/blocks/0/image_url', (text) => message(block('image', { image_url: text })), {
    kind: 'url',
  }),
  row('image.title', 2000, '/blocks/0/title/text', (text) => message(block('image', { title: plain(text) }))),
  filled('input.label', 2000, '/view/blocks/0/label/text', (text) =>
    modal(input(element('plain_text_input'), { label: plain(text) })),
  ),
  row('input.hint', 2000, '/view/blocks/0/hint/text', (text) =>
    modal(input(element('plain_text_input'), { hint: plain(text) })),
  ),
  filled('markdown.text', 12_000, '/blocks/0/text', (text) => message(block('markdown', { text }))),
  row('markdown.text', 12_000 - 10, '/blocks', (text) =>
    message(block('markdown', { text: '0123456789' }), block('markdown', { text })),
  ),
  filled('alert.text', 200, '/view/blocks/0/text/text', (text) => modal(block('alert', { text: plain(text) }))),
  row('card.title', 150, '/blocks/0/title/text', (text) => message(card({ title: mrkdwn(text) }))),
  row('card.subtitle', 150, '/blocks/0/subtitle/text', (text) => message(card({ subtitle: mrkdwn(text) }))),
  row('card.body', 200, '/blocks/0/body/text', (text) => message(card({ body: mrkdwn(text) }))),
  row('card.subtext', 200, '/blocks/0/elements/0/subtext/text', (text) =>
    message({ type: 'carousel', elements: [card({ subtext: mrkdwn(text) })] }),
  ),
  row('container.title', 150, '/blocks/0/title/text', (text) => container({ title: plain(text) })),
  row('container.subtitle', 150, '/blocks/0/subtitle/text', (text) => container({ subtitle: mrkdwn(text) })),
  row('video.title', 199, '/blocks/0/title/text', (text) => video({ title: plain(text) }), { kind: 'lessThan' }),
  row('video.author_name', 49, '/blocks/0/author_name', (text) => video({ author_name: text }), { kind: 'lessThan' }),
  row('video.provider_name', 50, '/blocks/0/provider_name', (text) => video({ provider_name: text })),
  row('video.description', 200, '/blocks/0/description/text', (text) => video({ description: plain(text) })),
  filled(
    'url_source.url',
    3000,
    '/blocks/0/sources/0/url',
    (url) => message(task({ sources: [{ type: 'url', url, text: 's' }] })),
    {
      kind: 'url',
    },
  ),
  row('data_visualization.title', 50, '/blocks/0/title', (title) => message(block('data_visualization', { title }))),
  row('data_visualization.label', 20, '/blocks/0/chart/segments/0/label', (label) =>
    message(pie([{ label, value: 1 }])),
  ),
  row('data_visualization.axis_label', 50, '/blocks/0/chart/axis_config/x_label', (text) =>
    message(bars(1, 1, { x_label: text })),
  ),
  row('data_visualization.axis_label', 50, '/blocks/0/chart/axis_config/y_label', (text) =>
    message(bars(1, 1, { y_label: text })),
  ),
];

const IN_ELEMENTS: readonly TextRow[] = [
  ...['button', 'static_select', 'checkboxes', 'datepicker', 'overflow'].map((type) =>
    row('action_id', 255, `${ELEMENT}/action_id`, (text) => inActions(element(type, { action_id: text }))),
  ),
  filled('button.text', 75, `${ELEMENT}/text/text`, (text) => inActions(element('button', { text: plain(text) }))),
  filled('button.text', 75, `${ELEMENT}/text/text`, (text) =>
    inActions(element('workflow_button', { text: plain(text) })),
  ),
  row('button.value', 2000, `${ELEMENT}/value`, (value) => inActions(element('button', { value }))),
  row('button.url', 3000, `${ELEMENT}/url`, (url) => inActions(element('button', { url })), { kind: 'url' }),
  ...['button', 'workflow_button'].map((type) =>
    row('accessibility_label', 75, `${ELEMENT}/accessibility_label`, (text) =>
      inActions(element(type, { accessibility_label: text })),
    ),
  ),
  row('accessibility_label', 75, `${ELEMENT}/accessibility_label`, (text) =>
    contextAction('icon_button', { accessibility_label: text }),
  ),
  row('accessibility_label', 75, `${ELEMENT}/positive_button/accessibility_label`, (text) =>
    praise({ accessibility_label: text }),
  ),
  filled('feedback_button.text', 75, `${ELEMENT}/positive_button/text/text`, (text) => praise({ text: plain(text) })),
  row('feedback_button.value', 2000, `${ELEMENT}/positive_button/value`, (value) => praise({ value })),
  row('icon_button.value', 2000, `${ELEMENT}/value`, (value) => contextAction('icon_button', { value })),
  ...WITH_PLACEHOLDER.map((type) =>
    row('placeholder', 150, '/view/blocks/0/element/placeholder/text', (text) =>
      modal(input(element(type, { placeholder: plain(text) }))),
    ),
  ),
  filled('option.text', 75, `${ELEMENT}/options/0/text/text`, (text) => choice({ text: plain(text) })),
  filled('option.text', 75, `${ELEMENT}/options/0/text/text`, (text) =>
    inActions(element('checkboxes', { options: [option('a', { text: mrkdwn(text) })] })),
  ),
  filled('option.value', 150, `${ELEMENT}/options/0/value`, (value) => choice({ value })),
  row('option.description', 75, `${ELEMENT}/options/0/description/text`, (text) =>
    choice({ description: plain(text) }),
  ),
  row(
    'option.url',
    3000,
    `${ELEMENT}/options/0/url`,
    (url) => inActions(element('overflow', { options: [option('a', { url })] })),
    {
      kind: 'url',
    },
  ),
  filled('option_group.label', 75, `${ELEMENT}/option_groups/0/label/text`, (text) =>
    inActions({ type: 'static_select', option_groups: [{ label: plain(text), options: [option()] }] }),
  ),
  row('confirm.title', 100, `${ELEMENT}/confirm/title/text`, (text) => confirmed({ title: plain(text) })),
  filled('confirm.text', 300, `${ELEMENT}/confirm/text/text`, (text) => confirmed({ text: mrkdwn(text) })),
  row('confirm.confirm', 30, `${ELEMENT}/confirm/confirm/text`, (text) => confirmed({ confirm: plain(text) })),
  row('confirm.deny', 30, `${ELEMENT}/confirm/deny/text`, (text) => confirmed({ deny: plain(text) })),
];

const AROUND_BLOCKS: readonly TextRow[] = [
  filled('view.title', 24, '/view/title/text', (text) => modalWith({ title: plain(text) })),
  filled('view.submit', 24, '/view/submit/text', (text) => modalWith({ submit: plain(text) })),
  filled('view.close', 24, '/view/close/text', (text) => modalWith({ close: plain(text) })),
  row('view.private_metadata', 3000, '/view/private_metadata', (text) => modalWith({ private_metadata: text })),
  row('view.callback_id', 255, '/view/callback_id', (text) => modalWith({ callback_id: text })),
  row('view.external_id', 255, '/view/external_id', (text) => modalWith({ external_id: text })),
  filled('message.markdown_text', 12_000, undefined, (text) => saying({ markdown_text: text }, 'msg_too_long'), {
    codeOfEmpty: 'no_text',
  }),
  row('attachment.footer', 300, '/attachments/0/footer', (footer) =>
    saying({ attachments: [{ text: 'words', footer }] }, 'invalid_arguments'),
  ),
];

export const TEXTS: readonly TextRow[] = [...IN_BLOCKS, ...IN_ELEMENTS, ...AROUND_BLOCKS];
