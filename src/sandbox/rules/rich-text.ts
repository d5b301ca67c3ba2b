import { COUNT } from '../limits.ts';
import { boolean, byType, integer, list, object, oneOf, optional, required, string } from './check.ts';
import { blockId, label as id } from './objects.ts';

const flag = optional(boolean);
const styled = { style: optional(object({ bold: flag, code: flag, italic: flag, strike: flag, underline: flag })) };
/** Slack names no number for one stretch of text. */
const text = string({ min: 1 });
const bordered = { border: optional(integer({ min: 0, max: 1 })) };

const words = {
  text: object({ ...styled, text: required(text) }),
  link: object({
    ...styled,
    url: required(string({ min: 1, max: 3000 })),
    text: optional(text),
    unsafe: optional(boolean),
  }),
};

const inline = byType({
  ...words,
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

const inlines = list(inline, {});
const section = object({ elements: required(inlines) });

/** A rich_text block. */
export const richText = object({
  ...blockId,
  elements: required(
    list(
      byType({
        rich_text_section: section,
        rich_text_quote: object({ ...bordered, elements: required(inlines) }),
        rich_text_preformatted: object({
          ...bordered,
          elements: required(list(byType(words), {})),
          language: optional(id),
        }),
        rich_text_list: object({
          ...bordered,
          elements: required(list(byType({ rich_text_section: section }), { min: 1 })),
          style: required(oneOf('bullet', 'ordered')),
          indent: optional(integer(COUNT['rich_text_list.indent'])),
          offset: optional(integer({ min: 0 })),
        }),
      }),
      { min: 1 },
    ),
  ),
});

/** Where only rich text may stand. */
export const onlyRichText = byType({ rich_text: richText });
