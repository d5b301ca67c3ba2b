/** Small valid parts of payloads, as plain as JSON: the stand-in must not need our types to tell right from wrong. */
export type Json = Readonly<Record<string, unknown>>;

export const plain = (text: string): Json => ({ type: 'plain_text', text });
export const mrkdwn = (text: string): Json => ({ type: 'mrkdwn', text });
export const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: Math.max(count, 0) }, (_, index) => make(index));

export const option = (value = 'a', more: Json = {}): Json => ({ text: plain(value || 'a'), value, ...more });
export const options = (count: number): Json[] => many(count, (index) => option(`o${index}`));
export const picture: Json = { type: 'image', image_url: 'https://pictures.example/a.png', alt_text: 'A' };
export const richText = (text = 'hello'): Json => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});
export const cell = (text: string): Json => ({ type: 'raw_text', text });

/** A valid element of each type. */
export const ELEMENTS: Readonly<Record<string, Json>> = {
  button: { type: 'button', text: plain('Go') },
  channels_select: { type: 'channels_select' },
  checkboxes: { type: 'checkboxes', options: options(1) },
  conversations_select: { type: 'conversations_select', filter: { include: ['public'] } },
  datepicker: { type: 'datepicker', initial_date: '2026-11-22' },
  datetimepicker: { type: 'datetimepicker', initial_date_time: 1_790_000_000 },
  email_text_input: { type: 'email_text_input' },
  external_select: { type: 'external_select', min_query_length: 1 },
  feedback_buttons: {
    type: 'feedback_buttons',
    positive_button: { text: plain('Good'), value: 'up' },
    negative_button: { text: plain('Bad'), value: 'down' },
  },
  file_input: { type: 'file_input', filetypes: ['pdf'] },
  icon_button: { type: 'icon_button', icon: 'trash', text: plain('Delete') },
  image: picture,
  mrkdwn: mrkdwn('words'),
  multi_channels_select: { type: 'multi_channels_select' },
  multi_conversations_select: { type: 'multi_conversations_select' },
  multi_external_select: { type: 'multi_external_select' },
  multi_static_select: { type: 'multi_static_select', options: options(2) },
  multi_users_select: { type: 'multi_users_select' },
  number_input: { type: 'number_input', is_decimal_allowed: true, min_value: '0.5', max_value: '2' },
  overflow: { type: 'overflow', options: options(2) },
  plain_text: plain('words'),
  plain_text_input: { type: 'plain_text_input' },
  radio_buttons: { type: 'radio_buttons', options: options(2) },
  rich_text_input: { type: 'rich_text_input', initial_value: richText() },
  static_select: { type: 'static_select', options: options(2) },
  timepicker: { type: 'timepicker', initial_time: '09:30' },
  url_text_input: { type: 'url_text_input' },
  users_select: { type: 'users_select' },
  workflow_button: {
    type: 'workflow_button',
    text: plain('Run'),
    workflow: { trigger: { url: 'https://slack.com/shortcuts/Ft0/abc' } },
  },
};

export const element = (type: string, more: Json = {}): Json => ({ ...ELEMENTS[type], ...more });
export const actions = (...elements: Json[]): Json => ({ type: 'actions', elements });
export const input = (inner: Json, more: Json = {}): Json => ({
  type: 'input',
  label: plain('L'),
  element: inner,
  ...more,
});
export const section = (more: Json = {}): Json => ({ type: 'section', text: mrkdwn('words'), ...more });
export const task = (more: Json = {}): Json => ({
  type: 'task_card',
  task_id: 't',
  title: 'Look it up',
  status: 'pending',
  ...more,
});
export const card = (more: Json = {}): Json => ({ type: 'card', title: mrkdwn('T'), ...more });
export const dataTable = (more: Json = {}): Json => ({
  type: 'data_table',
  caption: 'C',
  rows: [[cell('h')], [cell('1')]],
  ...more,
});
export const pie = (segments: Json[]): Json => ({
  type: 'data_visualization',
  title: 'Candy',
  chart: { type: 'pie', segments },
});
/** A bar chart of so many series with so many points each. */
export const bars = (series: number, points: number, axis: Json = {}): Json => ({
  type: 'data_visualization',
  title: 'Pies',
  chart: {
    type: 'bar',
    series: many(series, (index) => ({
      name: `s${index}`,
      data: many(points, (point) => ({ label: `p${point}`, value: point })),
    })),
    axis_config: { categories: many(points, (point) => `p${point}`), ...axis },
  },
});

/** A valid block of each type. */
export const BLOCKS: Readonly<Record<string, Json>> = {
  actions: actions(element('button')),
  alert: { type: 'alert', text: mrkdwn('Careful'), level: 'warning' },
  card: card({ body: mrkdwn('B'), hero_image: picture, actions: [element('button')] }),
  carousel: { type: 'carousel', elements: [card()] },
  container: { type: 'container', title: plain('T'), child_blocks: [section()] },
  context: { type: 'context', elements: [picture, mrkdwn('words')] },
  context_actions: { type: 'context_actions', elements: [element('feedback_buttons')] },
  data_table: dataTable(),
  data_visualization: pie([{ label: 'Twix', value: 28 }]),
  divider: { type: 'divider' },
  file: { type: 'file', source: 'remote', external_id: 'e' },
  header: { type: 'header', text: plain('H') },
  image: picture,
  input: input(element('plain_text_input')),
  markdown: { type: 'markdown', text: '**bold**' },
  plan: { type: 'plan', title: 'P', tasks: [task()] },
  rich_text: richText(),
  section: section(),
  table: { type: 'table', rows: [[cell('a'), { type: 'raw_number', value: 1, text: '1' }, richText()]] },
  task_card: task({ details: richText(), output: richText() }),
  video: {
    type: 'video',
    video_url: 'https://videos.example/embed/1',
    thumbnail_url: 'https://videos.example/1.png',
    alt_text: 'A',
    title: plain('T'),
  },
};

export const block = (type: string, more: Json = {}): Json => ({ ...BLOCKS[type], ...more });
