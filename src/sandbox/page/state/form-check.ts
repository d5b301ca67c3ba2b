/** What Slack's own client checks before it sends a form, in its words. */
import type { InputBlock } from '@slack/types';
import type { ViewStateValues } from '../../protocol.ts';
import { actionIdOf, type AnyElement, type PageBlock } from '../blocks/block-types.ts';
import { type FieldValue, isEmptyValue } from './form-values.ts';

/** Errors by block id; empty when the form may go. */
export function checkForm(blocks: PageBlock[], values: ViewStateValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of blocks) {
    if (block.type !== 'input') continue;
    const blockId = block.block_id ?? '';
    const complaint = checkInput(block, values[blockId]?.[actionIdOf(block.element)] as FieldValue | undefined);
    if (complaint) errors[blockId] = complaint;
  }
  return errors;
}

function checkInput(block: InputBlock, value: FieldValue | undefined): string | null {
  if (value && !isEmptyValue(value) && !isBlank(value)) return checkElement(block.element, value);
  return block.optional ? null : 'Please complete this required field.';
}

function isBlank(value: FieldValue): boolean {
  return typeof value['value'] === 'string' && value['value'].trim() === '';
}

function checkElement(element: AnyElement, value: FieldValue): string | null {
  const typed = typeof value['value'] === 'string' ? value['value'] : '';
  switch (element.type) {
    case 'plain_text_input':
      return checkLength(typed, element.min_length, element.max_length);
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed) ? null : 'Please enter a valid email address.';
    case 'url_text_input':
      return URL.canParse(typed) ? null : 'Please enter a valid URL.';
    case 'number_input':
      return checkNumber(typed, element);
    default:
      return null;
  }
}

function checkLength(typed: string, min = 0, max = 3000): string | null {
  if (typed.length < min) return `Please enter at least ${min} characters.`;
  return typed.length > max ? `Please enter at most ${max} characters (${typed.length - max} too many).` : null;
}

function checkNumber(
  typed: string,
  element: { is_decimal_allowed: boolean; min_value?: string; max_value?: string },
): string | null {
  const pattern = element.is_decimal_allowed ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
  if (!pattern.test(typed))
    return element.is_decimal_allowed ? 'Please enter a number.' : 'Please enter a whole number.';
  if (element.min_value && Number(typed) < Number(element.min_value)) return `Must be at least ${element.min_value}.`;
  return element.max_value && Number(typed) > Number(element.max_value)
    ? `Must be at most ${element.max_value}.`
    : null;
}
