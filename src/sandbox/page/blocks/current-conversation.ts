/** `default_to_current_conversation`: a select of conversations begins where the person was. */
import type { ConversationsSelect, MultiConversationsSelect } from '@slack/types';
import type { AnyElement, PageBlock } from './block-types.ts';

/** The blocks with that conversation as the first value of the elements that ask for it. */
export function beginningIn(channel: string, blocks: PageBlock[]): PageBlock[] {
  return blocks.map((block) => {
    if (block.type === 'input' && asksForIt(block.element))
      return { ...block, element: filled(block.element, channel) };
    if (block.type === 'section' && block.accessory && asksForIt(block.accessory))
      return { ...block, accessory: filled(block.accessory, channel) };
    if (block.type !== 'actions') return block;
    return { ...block, elements: block.elements.map((one) => (asksForIt(one) ? filled(one, channel) : one)) };
  });
}

type Conversations = ConversationsSelect | MultiConversationsSelect;

function asksForIt(element: AnyElement): element is Conversations {
  return 'default_to_current_conversation' in element && element.default_to_current_conversation;
}

/** What the app chose itself goes first. */
function filled<T extends Conversations>(element: T, channel: string): T {
  return element.type === 'conversations_select'
    ? { initial_conversation: channel, ...element }
    : { initial_conversations: [channel], ...element };
}
