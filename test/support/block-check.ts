import type { KnownBlock, ModalView, TextObject } from '@slack/types';
import type { Message } from '../../src/outbox/enqueue.ts';
import { LIMITS } from '../../src/slack/limits.ts';

/** Markup that only we may make; a bare `<` or `>` left over after these is somebody's text that got through. */
const CONTROL = /<(@[UW][A-Z0-9]+|#[CG][A-Z0-9]+|https?:\/\/[^|<>\s]+\|[^<>]+|!date\^\d+\^[^|<>]+\|[^<>]+)>/g;
const QUOTE_MARK = /^> /gm;

type Part = Readonly<Record<string, unknown>>;

/** What Slack would refuse or misread in this message; empty when all is well. */
export function messageProblems(message: Message): string[] {
  const { text, blocks = [] } = message;
  return [
    ...length('text', text, LIMITS.message.text),
    ...markupProblems('text', text),
    ...atMost('blocks', blocks.length, LIMITS.message.blocks),
    ...blockListProblems(blocks),
  ];
}

export function viewProblems(view: ModalView): string[] {
  const blocks = view.blocks as KnownBlock[];
  const hasInput = blocks.some((block) => block.type === 'input');
  return [
    ...length('title', view.title.text, LIMITS.view.title),
    ...length('submit', view.submit?.text ?? '-', LIMITS.view.button),
    ...length('close', view.close?.text ?? '-', LIMITS.view.button),
    ...atMost('private_metadata', (view.private_metadata ?? '').length, LIMITS.view.privateMetadata - 40),
    ...length('callback_id', view.callback_id ?? '', LIMITS.id),
    ...(hasInput && !view.submit ? ['inputs without submit'] : []),
    ...atMost('blocks', blocks.length, LIMITS.view.blocks),
    ...atMost('bytes', Buffer.byteLength(JSON.stringify(view)), LIMITS.view.bytes),
    ...blockListProblems(blocks),
  ];
}

export function blockListProblems(blocks: readonly KnownBlock[]): string[] {
  return [
    ...repeated(
      'block_id',
      blocks.map((block) => block.block_id),
    ),
    ...repeated('action_id', blocks.flatMap(actionIds)),
    ...blocks.flatMap((block, index) => blockProblems(block).map((problem) => `${block.type} ${index}: ${problem}`)),
  ];
}

/** People, channels and links that come alive in these blocks, by id or address. */
export function liveParts(shown: { readonly text?: string; readonly blocks?: readonly unknown[] }): string[] {
  const live: string[] = [];
  for (const part of walk(shown)) {
    if (part['type'] === 'mrkdwn' || 'blocks' in part) {
      for (const [, target = ''] of textIn(part, 'text').matchAll(/<([^>]*)>/g)) live.push(target.split('|')[0] ?? '');
    }
    for (const key of ['user_id', 'channel_id', 'usergroup_id', 'range']) if (part[key]) live.push(textIn(part, key));
    if (part['type'] === 'link') live.push(textIn(part, 'url'));
  }
  return live.filter((target) => !target.startsWith('!date'));
}

/** Every text that is shown as it is. */
export function literalTexts(shown: object): string[] {
  const texts: string[] = [];
  for (const part of walk(shown)) {
    if ((part['type'] === 'plain_text' || part['type'] === 'text') && typeof part['text'] === 'string')
      texts.push(part['text']);
    if (typeof part['initial_value'] === 'string') texts.push(part['initial_value']);
  }
  return texts;
}

function* walk(node: unknown): Generator<Part> {
  if (Array.isArray(node)) for (const child of node) yield* walk(child);
  else if (typeof node === 'object' && node !== null) {
    yield node as Part;
    for (const child of Object.values(node)) yield* walk(child);
  }
}

function actionIds(block: KnownBlock): (string | undefined)[] {
  return Array.from(walk(block)).map((part) => part['action_id'] as string | undefined);
}

type BlockOf<T extends KnownBlock['type']> = Extract<KnownBlock, { type: T }>;

const checks: { readonly [T in KnownBlock['type']]?: (block: BlockOf<T>) => string[] } = {
  divider: () => [],
  header: (block) => textProblems('text', block.text, LIMITS.header),
  section: (block) => [
    ...(block.text ? textProblems('text', block.text, LIMITS.section.text) : []),
    ...atMost('fields', block.fields?.length ?? 0, LIMITS.section.fields),
    ...(block.fields ?? []).flatMap((field) => textProblems('field', field, LIMITS.section.field)),
    ...(block.accessory ? elementProblems(block.accessory) : []),
  ],
  context: (block) => [
    ...between('elements', block.elements.length, 1, LIMITS.context.elements),
    ...block.elements.flatMap((part) => (part.type === 'image' ? [] : textProblems('text', part, LIMITS.context.text))),
  ],
  actions: (block) => [
    ...between('elements', block.elements.length, 1, LIMITS.actions),
    ...block.elements.flatMap(elementProblems),
  ],
  input: (block) => [...inputProblems(block), ...elementProblems(block.element)],
  rich_text: (block) => [
    ...between('parts', block.elements.length, 1, 100),
    ...Array.from(walk(block.elements)).flatMap(richTextProblems),
  ],
};

function blockProblems(block: KnownBlock): string[] {
  // Safe: the check is looked up by the block's own type.
  const check = checks[block.type] as ((block: KnownBlock) => string[]) | undefined;
  return check ? check(block) : [`${block.type} is not known to this check`];
}

function inputProblems(block: Extract<KnownBlock, { type: 'input' }>): string[] {
  return [
    ...length('block_id', block.block_id ?? '', LIMITS.id),
    ...textProblems('label', block.label, LIMITS.input.label),
    ...(block.hint ? textProblems('hint', block.hint, LIMITS.input.hint) : []),
  ];
}

function richTextProblems(part: Part): string[] {
  if (Array.isArray(part['elements']) && part['elements'].length === 0) return ['empty rich text'];
  return part['type'] === 'text' ? length('rich text', textIn(part, 'text'), LIMITS.richText) : [];
}

const OPTION_COUNTS: Readonly<Record<string, number>> = {
  overflow: LIMITS.options.overflow,
  radio_buttons: LIMITS.options.radio,
  checkboxes: LIMITS.options.checkboxes,
  static_select: LIMITS.options.select,
};

/** Buttons, menus and inputs differ in few ways, so one check reads whatever limits apply. */
function elementProblems(element: object): string[] {
  const part = element as Part;
  const type = textIn(part, 'type');
  return [
    ...length('action_id', textIn(part, 'action_id'), LIMITS.id),
    ...(type === 'button' ? buttonProblems(part) : []),
    ...(part['placeholder']
      ? textProblems('placeholder', part['placeholder'] as TextObject, LIMITS.input.placeholder)
      : []),
    ...(part['initial_value'] === undefined
      ? []
      : length('initial_value', textIn(part, 'initial_value'), Number(part['max_length']))),
    ...(type in OPTION_COUNTS ? optionProblems(part, OPTION_COUNTS[type] ?? 0) : []),
  ];
}

function buttonProblems(part: Part): string[] {
  return [
    ...textProblems('button', part['text'] as TextObject, LIMITS.button.text),
    ...atMost('value', textIn(part, 'value').length, LIMITS.button.value),
  ];
}

function textIn(part: Part, key: string): string {
  const value = part[key] ?? '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function optionProblems(part: Part, most: number): string[] {
  const options = part['options'] as { text: TextObject; value: string; description?: TextObject }[];
  const { initial_option: initial } = part;
  return [
    ...between('options', options.length, 1, most),
    ...repeated(
      'option value',
      options.map((one) => one.value),
    ),
    ...options.flatMap((one) => [
      ...textProblems('option', one.text, LIMITS.option.text),
      ...length('option value', one.value, LIMITS.option.value),
      ...(one.description ? textProblems('description', one.description, LIMITS.option.description) : []),
    ]),
    ...(initial && !options.some((one) => JSON.stringify(one) === JSON.stringify(initial))
      ? ['initial option is not offered']
      : []),
  ];
}

function textProblems(name: string, text: TextObject, max: number): string[] {
  return [...length(name, text.text, max), ...(text.type === 'mrkdwn' ? markupProblems(name, text.text) : [])];
}

function markupProblems(name: string, markup: string): string[] {
  const rest = markup.replace(CONTROL, '').replace(QUOTE_MARK, '');
  const stray = /[<>]|&(?!(amp|lt|gt);)/.exec(rest);
  return stray ? [`${name}: stray ${stray[0]} in ${JSON.stringify(markup)}`] : [];
}

function length(name: string, text: string, max: number): string[] {
  return between(name, Array.from(text).length, 1, max);
}

function atMost(name: string, count: number, max: number): string[] {
  return between(name, count, 0, max);
}

function between(name: string, count: number, min: number, max: number): string[] {
  return count >= min && count <= max ? [] : [`${name}: ${count}, allowed ${min} to ${max}`];
}

function repeated(name: string, ids: readonly (string | undefined)[]): string[] {
  const known = ids.filter((id) => id !== undefined);
  return known.filter((id, index) => known.indexOf(id) !== index).map((id) => `${name} twice: ${id}`);
}
