import { COUNT, TEXT } from '../limits.ts';
import { block } from './blocks.ts';
import { type Found, isRecord, lengthOf, list, type Look, report, type Surface } from './check.ts';

interface Placed {
  readonly block: Record<string, unknown>;
  readonly at: string;
}

/** What Slack would refuse in the blocks of a message, a modal or a Home tab; empty when all is well. */
export function checkBlocks(blocks: unknown, surface: Surface, at = '/blocks'): Found[] {
  const look: Look = { surface, problems: [] };
  list(block, surface === 'message' ? COUNT['message.blocks'] : COUNT['view.blocks'])(blocks, at, look);
  const all = withNested(blocks, at);
  checkIds(all, look);
  checkFocus(all, at, look);
  checkTotals(all, at, look);
  return look.problems;
}

/** `[ERROR] …[json-pointer:/blocks/0/text]`, as Slack puts it into response_metadata.messages. */
export function inSlacksWords(problems: readonly Found[]): string[] {
  return problems.map(({ message, pointer }) => `[ERROR] ${message} [json-pointer:${pointer}]`);
}

/** The field in which a block keeps blocks of its own. */
const NESTS: ReadonlyMap<unknown, string> = new Map([
  ['container', 'child_blocks'],
  ['carousel', 'elements'],
  ['plan', 'tasks'],
]);

/** Where a block keeps blocks of its own; undefined for one that has none. */
export function nestOf(each: Record<string, unknown>): string | undefined {
  return NESTS.get(each['type']);
}

/** Blocks and the blocks in them. */
export function allBlocks(blocks: unknown): Record<string, unknown>[] {
  return withNested(blocks, '').map(({ block: each }) => each);
}

/** Blocks and the blocks in them, each with its pointer. */
function withNested(blocks: unknown, at: string): Placed[] {
  if (!Array.isArray(blocks)) return [];
  return blocks.flatMap((each: unknown, index): Placed[] => {
    if (!isRecord(each)) return [];
    const nest = nestOf(each);
    const here = { block: each, at: `${at}/${index}` };
    return nest === undefined ? [here] : [here, ...withNested(each[nest], `${here.at}/${nest}`)];
  });
}

/** block_id unique in the payload, action_id unique in its block. */
function checkIds(blocks: readonly Placed[], look: Look): void {
  const seen = new Set<string>();
  for (const { block: each, at } of blocks) {
    const blockId = each['block_id'];
    if (typeof blockId === 'string') {
      if (seen.has(blockId)) report(look, `${at}/block_id`, `\`block_id\` ${blockId} already exists`);
      seen.add(blockId);
    }
    const actions = new Set<string>();
    for (const actionId of elementsOf(each).map((element) => element['action_id'])) {
      if (typeof actionId !== 'string') continue;
      if (actions.has(actionId))
        report(look, at, `\`action_id\` ${actionId} already exists for block_id ${String(blockId)}`);
      actions.add(actionId);
    }
  }
}

/** At most one element takes the focus. */
function checkFocus(blocks: readonly Placed[], at: string, look: Look): void {
  const focused = blocks
    .flatMap(({ block: each }) => elementsOf(each))
    .filter((element) => element['focus_on_load'] === true);
  if (focused.length > 1) report(look, at, 'only one element can have focus_on_load set to true');
}

/** What is counted over all blocks of a payload: the field that holds the words, and how many there may be. */
const TOTALS = {
  markdown: { field: 'text', max: TEXT['markdown.text'].max },
  table: { field: 'rows', max: COUNT['table.total_characters_per_message'].max },
  data_table: { field: 'rows', max: COUNT['data_table.total_characters'].max },
} as const;

function checkTotals(blocks: readonly Placed[], at: string, look: Look): void {
  for (const [type, { field, max }] of Object.entries(TOTALS)) {
    const counted = blocks.filter(({ block: each }) => each['type'] === type);
    const used = counted.reduce((sum, { block: each }) => sum + charactersIn(each[field]), 0);
    // One block that is too long by itself has been told of already, where its length has a rule.
    if (used > max && (type !== 'markdown' || counted.length > 1))
      report(look, at, `${type} text must be less than ${max + 1} characters in all`);
  }
}

function charactersIn(value: unknown): number {
  if (typeof value === 'string') return lengthOf(value);
  if (Array.isArray(value)) return value.reduce((sum: number, inner: unknown) => sum + charactersIn(inner), 0);
  return isRecord(value) ? charactersIn(value['text']) + charactersIn(value['elements']) : 0;
}

const ELEMENT_LISTS = ['elements', 'actions'] as const;

/** The interactive elements of a block, wherever the block keeps them. */
export function elementsOf(each: Record<string, unknown>): Record<string, unknown>[] {
  const names = ELEMENT_LISTS.filter((name) => name !== nestOf(each));
  const lists = names.flatMap((name): unknown[] => (Array.isArray(each[name]) ? each[name] : []));
  return [...lists, each['accessory'], each['element']].filter(isRecord);
}
