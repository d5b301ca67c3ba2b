/**
 * What Slack accepts, in Unicode code points unless said otherwise. Longer texts are clipped by the helpers of blocks.ts
 * and modal.ts; more blocks or options than these are refused by Slack, so whoever builds a list cuts it.
 */
export const LIMITS = {
  message: { text: 4000, blocks: 50 },
  view: { title: 24, button: 24, privateMetadata: 3000, blocks: 100, bytes: 250_000 },
  /** block_id, action_id, callback_id, external_id. */
  id: 255,
  section: { text: 3000, fields: 10, field: 2000 },
  header: 150,
  context: { elements: 10, text: 3000 },
  actions: 25,
  /** One text element or paragraph of rich text; Slack names no number, so we keep to that of a section. */
  richText: 3000,
  button: { text: 75, value: 2000 },
  confirm: { title: 100, text: 300, button: 30 },
  url: 3000,
  /** Slack's pages say 150 for the value, its types 75: 75 satisfies both. */
  option: { text: 75, value: 75, description: 75 },
  options: { select: 100, overflow: 5, radio: 10, checkboxes: 10 },
  input: { label: 2000, hint: 2000, placeholder: 150, text: 3000 },
} as const;
