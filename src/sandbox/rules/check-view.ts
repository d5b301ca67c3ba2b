import { COUNT, TEXT } from '../limits.ts';
import {
  anything,
  boolean,
  type Found,
  isRecord,
  type Look,
  object,
  optional,
  report,
  required,
  string,
} from './check.ts';
import { checkBlocks } from './check-blocks.ts';
import { plainText } from './objects.ts';

const common = {
  blocks: required(anything),
  private_metadata: optional(string(TEXT['view.private_metadata'])),
  callback_id: optional(string(TEXT['view.callback_id'])),
  external_id: optional(string(TEXT['view.external_id'])),
};

const modal = object({
  ...common,
  title: required(plainText(TEXT['view.title'])),
  submit: optional(plainText(TEXT['view.submit'])),
  close: optional(plainText(TEXT['view.close'])),
  clear_on_close: optional(boolean),
  notify_on_close: optional(boolean),
  submit_disabled: optional(boolean),
});

const home = object(common);

/** What Slack would refuse in a view; its size is another matter (see isTooLarge). */
export function checkView(view: unknown, type: 'modal' | 'home'): Found[] {
  const look: Look = { surface: type, problems: [] };
  if (!isRecord(view)) return [{ message: 'must be an object', pointer: '/view' }];
  if (view['type'] !== type) report(look, '/view/type', `must be ${type}`);
  (type === 'modal' ? modal : home)(view, '/view', look);
  if (type === 'modal' && hasInput(view['blocks']) && !view['submit'])
    report(look, '/view', 'missing required field: submit');
  return [...look.problems, ...checkBlocks(view['blocks'] ?? [], type, '/view/blocks')];
}

export function isTooLarge(view: unknown): boolean {
  return Buffer.byteLength(JSON.stringify(view)) > COUNT['view.bytes'].max;
}

function hasInput(blocks: unknown): boolean {
  return Array.isArray(blocks) && blocks.some((each) => isRecord(each) && each['type'] === 'input');
}
