import { COUNT, TEXT } from '../limits.ts';
import { anything, boolean, byType, integer, list, object, oneOf, optional, required, string } from './check.ts';

const styled = { style: optional(anything) };
const id = string({ min: 1, max: 255 });
const text = string({ min: 1, max: 12_000 });
const bordered = { border: optional(integer({ min: 0, max: 1 })) };

const inline = byType({
  text: object({ ...styled, text: required(text) }),
  link: object({
    ...styled,
    url: required(string({ min: 1, max: 3000 })),
    text: optional(text),
    unsafe: optional(boolean),
  }),
  user: object({ ...styled, user_id: required(id) }),
  channel: object({ ...styled, channel_id: required(id) }),
  usergroup: object({ ...styled, usergroup_id: required(id) }),
  team: object({ ...styled, team_id: required(id) }),
  emoji: object({ ...styled, name: required(id), unicode: optional(id), url: optional(id) }),
  broadcast: object({ ...styled, range: required(oneOf('here', 'channel', 'everyone')) }),
  color: object({ ...styled, value: required(id) }),
  date: object({
    ...styled,
    timestamp: required(integer({ min: 0, max: 9_999_999_999 })),
    format: required(id),
    url: optional(string({ min: 1, max: 3000 })),
    fallback: optional(id),
  }),
});

const inlines = list(inline, { max: 1000 });
const section = object({ elements: required(inlines) });

/** A rich_text block. */
export const richText = object({
  block_id: optional(string({ min: 1, max: TEXT.blockId })),
  elements: required(
    list(
      byType({
        rich_text_section: section,
        rich_text_quote: object({ ...bordered, elements: required(inlines) }),
        rich_text_preformatted: object({ ...bordered, elements: required(inlines), language: optional(id) }),
        rich_text_list: object({
          ...bordered,
          elements: required(list(byType({ rich_text_section: section }), { min: 1, max: 1000 })),
          style: required(oneOf('bullet', 'ordered')),
          indent: optional(integer({ min: 0, max: COUNT.richTextIndent })),
          offset: optional(integer({ min: 0, max: 1000 })),
        }),
      }),
      { min: 1, max: 1000 },
    ),
  ),
});
