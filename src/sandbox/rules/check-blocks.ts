import { COUNT, TEXT } from '../limits.ts';
import { block } from './blocks.ts';
import { type Found, isRecord, lengthOf, list, type Look, report, type Surface } from './check.ts';

/** What Slack would refuse in the blocks of a message, a modal or a Home tab; empty when all is well. */
export function checkBlocks(blocks: unknown, surface: Surface, at = '/blocks'): Found[] {
  const look: Look = { surface, problems: [] };
  const size = surface === 'message' ? { max: COUNT.messageBlocks } : { min: 1, max: COUNT.viewBlocks };
  list(block, size)(blocks, at, look);
  const blockList = Array.isArray(blocks) ? blocks.filter(isRecord) : [];
  checkIds(blockList, at, look);
  checkFocus(blockList, at, look);
  checkTotals(blockList, at, look);
  return look.problems;
}

/** `[ERROR] …[json-pointer:/blocks/0/text]`, as Slack puts it into response_metadata.messages. */
export function inSlacksWords(problems: readonly Found[]): string[] {
  return problems.map(({ message, pointer }) => `[ERROR] ${message} [json-pointer:${pointer}]`);
}

/** block_id unique in the payload, action_id unique in its block. */
function checkIds(blocks: readonly Record<string, unknown>[], at: string, look: Look): void {
  const seen = new Set<string>();
  for (const [index, each] of blocks.entries()) {
    const blockId = each['block_id'];
    if (typeof blockId === 'string') {
      if (seen.has(blockId)) report(look, `${at}/${index}/block_id`, `\`block_id\` ${blockId} already exists`);
      seen.add(blockId);
    }
    const actions = new Set<string>();
    for (const actionId of elementsOf(each).map((element) => element['action_id'])) {
      if (typeof actionId !== 'string') continue;
      if (actions.has(actionId))
        report(look, `${at}/${index}`, `\`action_id\` ${actionId} already exists for block_id ${String(blockId)}`);
      actions.add(actionId);
    }
  }
}

/** At most one element takes the focus. */
function checkFocus(blocks: readonly Record<string, unknown>[], at: string, look: Look): void {
  const focused = blocks.flatMap(elementsOf).filter((element) => element['focus_on_load'] === true);
  if (focused.length > 1) report(look, at, 'only one element can have focus_on_load set to true');
}

/** Sums over all blocks of a payload. */
function checkTotals(blocks: readonly Record<string, unknown>[], at: string, look: Look): void {
  const ofType = (type: string): Record<string, unknown>[] => blocks.filter((each) => each['type'] === type);
  const markdown = ofType('markdown').reduce((sum, each) => sum + lengthOf(String(each['text'])), 0);
  if (markdown > TEXT.markdown)
    report(look, at, `markdown text must be less than ${TEXT.markdown + 1} characters in all`);
  const limits = { table: COUNT.tableCharacters, data_table: COUNT.dataTableCharacters };
  for (const [type, most] of Object.entries(limits)) {
    const used = ofType(type).reduce((sum, each) => sum + charactersIn(each['rows']), 0);
    if (used > most) report(look, at, `${type} text must be less than ${most + 1} characters in all`);
  }
}

function charactersIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, inner: unknown) => sum + charactersIn(inner), 0);
  if (!isRecord(value)) return 0;
  const own = typeof value['text'] === 'string' ? lengthOf(value['text']) : 0;
  return own + charactersIn(value['elements']);
}

/** The interactive elements of a block, wherever the block keeps them. */
export function elementsOf(each: Record<string, unknown>): Record<string, unknown>[] {
  const lists = [each['elements'], each['actions']].flatMap((many) => (Array.isArray(many) ? many : []));
  return [...lists, each['accessory'], each['element']].filter(isRecord);
}
