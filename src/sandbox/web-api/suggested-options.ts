import { isRecord, list, type Look } from '../rules/check.ts';
import { inSlacksWords } from '../rules/check-blocks.ts';
import { option, optionGroup } from '../rules/objects.ts';

/** What is wrong with the options of an external select, or undefined. An empty list is fine: nothing was found. */
export function problemWithOptions(answer: Readonly<Record<string, unknown>>, most: number): string | undefined {
  const look: Look = { surface: 'modal', problems: [] };
  if (isRecord(answer) && 'options' in answer) list(option(), { max: most })(answer['options'], '/options', look);
  else list(optionGroup, { max: most })(answer['option_groups'], '/option_groups', look);
  return look.problems.length > 0 ? inSlacksWords(look.problems).join('; ') : undefined;
}
