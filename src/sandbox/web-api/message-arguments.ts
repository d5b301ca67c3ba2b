import type { KnownBlock, MessageAttachment } from '@slack/types';
import { z } from 'zod';
import { ASSUMED, COUNT, TEXT } from '../limits.ts';
import { checkAttachments } from '../rules/check-attachments.ts';
import { type Found, isRecord, lengthOf } from '../rules/check.ts';
import { checkBlocks, inSlacksWords, nestOf } from '../rules/check-blocks.ts';
import { newBlockId } from '../state/ids.ts';
import type { MessageMetadata } from '../state/state.ts';
import { invalidArguments, SlackRefusal } from './refusal.ts';
import { arg, unreadable } from './method.ts';

/** Arguments of every method that says something; `readContent` reads them. */
export const contentArguments = {
  text: arg.optional,
  blocks: arg.json,
  attachments: arg.json,
  markdown_text: arg.optional,
} as const;

interface ContentArguments {
  readonly text?: string | undefined;
  readonly blocks?: unknown;
  readonly attachments?: unknown;
  readonly markdown_text?: string | undefined;
}

export interface MessageContent {
  readonly text: string;
  readonly blocks: KnownBlock[] | undefined;
  readonly attachments: MessageAttachment[] | undefined;
}

/**
 * What a message shows, checked as Slack checks it.
 * @throws SlackRefusal no_text, invalid_blocks, invalid_blocks_format, markdown_text_conflict, msg_too_long, too_many_attachments
 */
export function readContent(said: ContentArguments): MessageContent {
  const attachments = readAttachments(said.attachments);
  if (said.markdown_text !== undefined) return { ...readMarkdown(said, said.markdown_text), attachments };
  const blocks = readBlocks(said.blocks);
  if (!blocks?.length && !attachments?.length && !said.text?.trim()) throw new SlackRefusal('no_text');
  return { text: cut(said.text ?? ''), blocks, attachments };
}

/** Longer texts are cut, not refused. */
function cut(text: string): string {
  const { max } = TEXT['message.text'];
  return lengthOf(text) > max ? Array.from(text).slice(0, max).join('') : text;
}

/** Markdown instead of text and blocks; shown as one markdown block. */
function readMarkdown(said: ContentArguments, markdown: string): Pick<MessageContent, 'text' | 'blocks'> {
  if (said.text || said.blocks) throw new SlackRefusal('markdown_text_conflict');
  if (!markdown.trim()) throw new SlackRefusal('no_text');
  if (lengthOf(markdown) > TEXT['message.markdown_text'].max) throw new SlackRefusal('msg_too_long');
  return { text: markdown, blocks: withBlockIds([{ type: 'markdown', text: markdown }]) };
}

function readBlocks(blocks: unknown): KnownBlock[] | undefined {
  if (blocks === undefined || blocks === null) return undefined;
  if (!Array.isArray(blocks) || !blocks.every(isRecord)) throw new SlackRefusal('invalid_blocks_format');
  const problems = checkBlocks(blocks, 'message');
  if (problems.length > 0) throw invalidBlocks(problems);
  return withBlockIds(blocks);
}

function readAttachments(attachments: unknown): MessageAttachment[] | undefined {
  if (attachments === undefined || attachments === null) return undefined;
  if (!Array.isArray(attachments) || !attachments.every(isRecord))
    throw invalidArguments(['[ERROR] must be an array of objects [json-pointer:/attachments]']);
  if (attachments.length > COUNT['message.attachments'].max) throw new SlackRefusal('too_many_attachments');
  const { inBlocks, elsewhere } = checkAttachments(attachments);
  if (inBlocks.length > 0) throw invalidBlocks(inBlocks);
  if (elsewhere.length > 0) throw invalidArguments(inSlacksWords(elsewhere));
  return attachments;
}

function invalidBlocks(problems: readonly Found[]): SlackRefusal {
  return new SlackRefusal('invalid_blocks', {
    errors: problems.map(({ message, pointer }) => `${message} [json-pointer:${pointer}]`),
    response_metadata: { messages: inSlacksWords(problems) },
  });
}

/** Blocks without an id get one, and so do elements without an action id, however deep. Only for blocks that were checked. */
export function withBlockIds(blocks: readonly Record<string, unknown>[]): KnownBlock[] {
  return blocks.map(withIds) as unknown as KnownBlock[];
}

/** Fields in which blocks keep what can be pressed or filled in; those of `context` and `rich_text` only show something. */
const ELEMENT_FIELDS: Readonly<Record<string, string>> = {
  actions: 'elements',
  context_actions: 'elements',
  card: 'actions',
  section: 'accessory',
  input: 'element',
};

function withIds(block: Record<string, unknown>): Record<string, unknown> {
  const named: Record<string, unknown> = { block_id: newBlockId(), ...block };
  const nest = nestOf(block) ?? '';
  if (nest in block) named[nest] = eachIn(block[nest], withIds);
  const field = ELEMENT_FIELDS[String(block['type'])] ?? '';
  if (field in block) named[field] = eachIn(block[field], withActionId);
  return named;
}

function eachIn(value: unknown, change: (one: Record<string, unknown>) => unknown): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => eachIn(one, change));
  return isRecord(value) ? change(value) : value;
}

function withActionId(element: Record<string, unknown>): Record<string, unknown> {
  return element['type'] === 'image' ? element : { action_id: newBlockId(), ...element };
}

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const flat = z.record(z.string(), scalar);
const Metadata = z.object({
  event_type: z.string().min(1),
  event_payload: z.record(z.string(), z.union([scalar, flat, z.array(flat)])),
});

/**
 * Message metadata: a type, and a payload of plain values, objects of them, and lists of such objects.
 * @throws SlackRefusal invalid_metadata_format, invalid_metadata_schema, metadata_too_large
 */
export function readMetadata(value: unknown): MessageMetadata | undefined {
  if (value === undefined) return undefined;
  if (value === unreadable || !isRecord(value)) throw new SlackRefusal('invalid_metadata_format');
  const parsed = Metadata.safeParse(value);
  if (!parsed.success) throw new SlackRefusal('invalid_metadata_schema');
  if (Buffer.byteLength(JSON.stringify(parsed.data.event_payload)) > ASSUMED.metadataBytes)
    throw new SlackRefusal('metadata_too_large');
  return parsed.data;
}
