import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { ASSUMED, TEXT } from '../limits.ts';
import { isRecord, lengthOf } from '../rules/check.ts';
import { checkBlocks, inSlacksWords } from '../rules/check-blocks.ts';
import { newBlockId } from '../state/ids.ts';
import type { MessageMetadata } from '../state/state.ts';
import { SlackRefusal } from './refusal.ts';
import { unreadable } from './method.ts';

export interface MessageContent {
  readonly text: string;
  readonly blocks: KnownBlock[] | undefined;
}

/** What a message shows, checked as Slack checks it: `no_text`, `invalid_blocks`, `invalid_blocks_format`. */
export function readContent(text: string | undefined, blocks: unknown): MessageContent {
  const checked = readBlocks(blocks);
  if (!checked?.length && !text?.trim()) throw new SlackRefusal('no_text');
  return { text: cut(text ?? ''), blocks: checked };
}

/** Longer texts are cut, not refused. */
function cut(text: string): string {
  return lengthOf(text) > TEXT['message.text'].max
    ? Array.from(text).slice(0, TEXT['message.text'].max).join('')
    : text;
}

function readBlocks(blocks: unknown): KnownBlock[] | undefined {
  if (blocks === undefined || blocks === null) return undefined;
  if (!Array.isArray(blocks) || !blocks.every(isRecord)) throw new SlackRefusal('invalid_blocks_format');
  const problems = checkBlocks(blocks, 'message');
  if (problems.length > 0) {
    throw new SlackRefusal('invalid_blocks', {
      errors: problems.map(({ message, pointer }) => `${message} [json-pointer:${pointer}]`),
      response_metadata: { messages: inSlacksWords(problems) },
    });
  }
  return withBlockIds(blocks);
}

/** Blocks without an id get one, and so do elements without an action id. Only for blocks that were checked. */
export function withBlockIds(blocks: readonly Record<string, unknown>[]): KnownBlock[] {
  const named = blocks.map((block) => ({ block_id: newBlockId(), ...block, ...withActionIds(block) }));
  return named as unknown as KnownBlock[];
}

function withActionIds(block: Record<string, unknown>): Record<string, unknown> {
  const fill = (element: unknown): unknown =>
    isInteractive(element) ? { action_id: newBlockId(), ...element } : element;
  const filled: Record<string, unknown> = {};
  if (block['type'] === 'actions' && Array.isArray(block['elements'])) filled['elements'] = block['elements'].map(fill);
  if (block['accessory']) filled['accessory'] = fill(block['accessory']);
  if (block['element']) filled['element'] = fill(block['element']);
  return filled;
}

function isInteractive(element: unknown): element is Record<string, unknown> {
  return isRecord(element) && element['type'] !== 'image';
}

const Metadata = z.object({ event_type: z.string().min(1), event_payload: z.record(z.string(), z.unknown()) });

/** Message metadata: a type and a flat payload. */
export function readMetadata(value: unknown): MessageMetadata | undefined {
  if (value === undefined) return undefined;
  if (value === unreadable || !isRecord(value)) throw new SlackRefusal('invalid_metadata_format');
  const parsed = Metadata.safeParse(value);
  if (!parsed.success) throw new SlackRefusal('invalid_metadata_schema');
  if (Buffer.byteLength(JSON.stringify(parsed.data.event_payload)) > ASSUMED.metadataBytes)
    throw new SlackRefusal('metadata_too_large');
  return parsed.data;
}
