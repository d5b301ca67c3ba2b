import { expect, it } from 'vitest';
import { COUNT, TEXT } from '../../../src/sandbox/limits.ts';
import { LIMITS } from '../../../src/slack/limits.ts';

const { section, context, option, options, input, view, message } = LIMITS;

/** The app's number and the stand-in's for the same thing. Two tables, so that a slip in one is seen. */
const PAIRS: readonly (readonly [name: string, app: number, slack: number])[] = [
  ['a message', message.text, TEXT['message.text.update'].max],
  ['blocks of a message', message.blocks, COUNT['message.blocks'].max],
  ['the title of a view', view.title, TEXT['view.title'].max],
  ['the buttons of a view', view.button, Math.min(TEXT['view.submit'].max, TEXT['view.close'].max)],
  ['private metadata', view.privateMetadata, TEXT['view.private_metadata'].max],
  ['blocks of a view', view.blocks, COUNT['view.blocks'].max],
  ['the size of a view', view.bytes, COUNT['view.bytes'].max],
  ['a block id', LIMITS.id, TEXT.block_id.max],
  ['an action id', LIMITS.id, TEXT.action_id.max],
  ['a callback id', LIMITS.id, TEXT['view.callback_id'].max],
  ['an external id', LIMITS.id, TEXT['view.external_id'].max],
  ['a section', section.text, TEXT['section.text'].max],
  ['fields of a section', section.fields, COUNT['section.fields'].max],
  ['a field of a section', section.field, TEXT['section.fields[].text'].max],
  ['a header', LIMITS.header, TEXT['header.text'].max],
  ['elements of a context', context.elements, COUNT['context.elements'].max],
  ['a text in a context', context.text, TEXT.text_object.max],
  ['elements of actions', LIMITS.actions, COUNT['actions.elements'].max],
  ['a button', LIMITS.button.text, TEXT['button.text'].max],
  ['the value of a button', LIMITS.button.value, TEXT['button.value'].max],
  ['a link', LIMITS.url, Math.min(TEXT['button.url'].max, TEXT['option.url'].max, TEXT['image.image_url'].max)],
  ['an option', option.text, TEXT['option.text'].max],
  ['the value of an option', option.value, TEXT['option.value'].max],
  ['the description of an option', option.description, TEXT['option.description'].max],
  ['options of a menu', options.select, COUNT['select.options'].max],
  ['options of an overflow menu', options.overflow, COUNT['overflow.options'].max],
  ['radio buttons', options.radio, COUNT['radio_buttons.options'].max],
  ['checkboxes', options.checkboxes, COUNT['checkboxes.options'].max],
  ['a label', input.label, TEXT['input.label'].max],
  ['a hint', input.hint, TEXT['input.hint'].max],
  ['a placeholder', input.placeholder, TEXT.placeholder.max],
  ['what is typed', input.text, COUNT['plain_text_input.max_length'].max],
];

it.each(PAIRS)('the app keeps within what Slack takes: %s', (_name, app, slack) => {
  expect(app).toBeLessThanOrEqual(slack);
});
