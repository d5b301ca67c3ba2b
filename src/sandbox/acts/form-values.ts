import { isRecord, lengthOf } from '../rules/check.ts';
import { isEmptyEntry } from '../state/view-values.ts';
import type { StoredView, ViewStateValues } from '../state/state.ts';

/** Puts what a person typed and chose over what was there; inputs that are not on the screen are ignored. */
export function mergeValues(known: ViewStateValues, given: ViewStateValues | undefined): ViewStateValues {
  const merged = structuredClone(known);
  for (const [blockId, actions] of Object.entries(given ?? {})) {
    for (const [actionId, entry] of Object.entries(actions)) {
      const before = merged[blockId]?.[actionId];
      if (isRecord(before) && isRecord(entry))
        (merged[blockId] ??= {})[actionId] = { ...before, ...emptyAsNull(entry), type: before['type'] };
    }
  }
  return merged;
}

/** Slack sends null for an input that is empty, never an empty text. */
function emptyAsNull(entry: Record<string, unknown>): Record<string, unknown> {
  return entry['value'] === '' ? { ...entry, value: null } : entry;
}

/** What Slack itself refuses before it asks the app: required inputs left empty, too long or too short texts. */
export function problemsInForm(stored: StoredView): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const block of stored.view.blocks) {
    if (!('element' in block) || block.type !== 'input' || block.block_id === undefined) continue;
    const entry = Object.values(stored.values[block.block_id] ?? {})[0];
    const problem = isEmptyEntry(entry) ? missing(block.optional) : problemWith({ ...block.element }, entry);
    if (problem) problems[block.block_id] = problem;
  }
  return problems;
}

function missing(isOptional: boolean | undefined): string | undefined {
  return isOptional ? undefined : 'Please complete this required field.';
}

function problemWith(element: Record<string, unknown>, entry: unknown): string | undefined {
  const value = isRecord(entry) ? entry['value'] : undefined;
  if (typeof value !== 'string') return undefined;
  switch (element['type']) {
    case 'plain_text_input':
      return lengthProblem(element, value);
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? undefined : 'Enter an email address.';
    case 'url_text_input':
      return URL.canParse(value) ? undefined : 'Enter a URL.';
    case 'number_input':
      return numberProblem(element, value);
    default:
      return undefined;
  }
}

function lengthProblem(element: Record<string, unknown>, value: string): string | undefined {
  const most = Number(element['max_length'] ?? 3000);
  const least = Number(element['min_length'] ?? 0);
  if (lengthOf(value) > most) return `Enter ${most} characters or fewer.`;
  return lengthOf(value) < least ? `Enter ${least} characters or more.` : undefined;
}

function numberProblem(element: Record<string, unknown>, value: string): string | undefined {
  const number = Number(value);
  const isWrong = Number.isNaN(number) || (element['is_decimal_allowed'] === false && !Number.isInteger(number));
  if (isWrong) return element['is_decimal_allowed'] ? 'Enter a number.' : 'Enter a whole number.';
  return rangeProblem(number, numberIn(element['min_value'], -Infinity), numberIn(element['max_value'], Infinity));
}

function rangeProblem(number: number, least: number, most: number): string | undefined {
  if (number < least) return `Enter ${least} or more.`;
  return number > most ? `Enter ${most} or less.` : undefined;
}

function numberIn(value: unknown, fallback: number): number {
  return typeof value === 'string' ? Number(value) : fallback;
}
