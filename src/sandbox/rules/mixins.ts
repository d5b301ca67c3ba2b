import { TEXT } from '../limits.ts';
import { boolean, list, object, oneOf, optional, string } from './check.ts';
import { confirm, plainText } from './objects.ts';

/** Fields that many elements share. */
export const actionable = { action_id: optional(string({ min: 1, ...TEXT.action_id })) };
export const confirmable = { ...actionable, confirm: optional(confirm) };
export const focusable = { focus_on_load: optional(boolean) };
export const hinted = { placeholder: optional(plainText(TEXT.placeholder)) };
export const spoken = { accessibility_label: optional(string(TEXT.accessibility_label)) };
export const pickable = { ...confirmable, ...focusable, ...hinted };

/** Fields people type into. */
export const typable = {
  ...actionable,
  ...focusable,
  ...hinted,
  dispatch_action_config: optional(
    object({
      trigger_actions_on: optional(list(oneOf('on_enter_pressed', 'on_character_entered'), { min: 1, max: 2 })),
    }),
  ),
};
