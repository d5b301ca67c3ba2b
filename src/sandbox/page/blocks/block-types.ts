/** The blocks and elements of @slack/types under the names this page uses. */
import type {
  ActionsBlockElement,
  AnyBlock,
  InputBlockElement,
  KnownBlock,
  Option,
  OptionGroup,
  SectionBlockAccessory,
} from '@slack/types';
import { isMadeUpId } from '../../state/made-up-ids.ts';

export type PageBlock = KnownBlock;
export type AnyElement = ActionsBlockElement | InputBlockElement | SectionBlockAccessory;
export type ElementOf<T extends AnyElement['type']> = Extract<AnyElement, { type: T }>;
export type Choice = Option;
export type ChoiceGroup = OptionGroup;

/** The action id, where the element has one. */
export function actionIdOf(element: AnyElement): string {
  return 'action_id' in element ? (element.action_id ?? '') : '';
}

/** Blocks as the page works with them: known types, each with an id (Slack makes one up; so do we, by position). */
export function withIds(blocks: readonly AnyBlock[] | undefined): PageBlock[] {
  return (blocks ?? []).map((block, index) => withId(block, index));
}

function withId(block: AnyBlock, index: number): PageBlock {
  return (block.block_id ? block : { ...block, block_id: `block-${index}` }) as PageBlock;
}

/**
 * By what one of a list stays the same when the list is drawn anew: the id that the app gave it, else its place. Ids that
 * were made up change with every publish, and what is keyed by them loses focus and a press under way.
 */
export function keyAt(index: number, id: string | undefined): string {
  return isMadeUpId(id) ? `at ${index}` : (id ?? '');
}
