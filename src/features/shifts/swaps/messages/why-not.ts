import type { ShiftRow } from '../../roster/tables.ts';
import type { Finding } from '../../rules/verdict.ts';
import { spanText } from '../../rules/words-of-numbers.ts';
import { findingText } from '../../rules/words.ts';
import { minutesText } from '../../roster/shift-words.ts';

/** Why somebody cannot take a shift, said to them, in one short sentence. Plain text. */
export function whyNot(shift: ShiftRow, finding: Finding | undefined): string {
  if (!finding) return 'The rules do not let you take it.';
  const { rule, numbers } = finding;
  const short = sentences[rule]?.(numbers, shift.id);
  if (short !== undefined) return `${short}.`;
  const names = { person: () => 'You', shift: (id: string) => (id === shift.id ? 'this shift' : 'a shift of yours') };
  const text = findingText(finding, names);
  return `${text.startsWith('You: ') ? `Not for you: ${text.slice(5)}` : text}.`;
}

type Numbers = Finding['numbers'];
type Sentence = (numbers: Numbers, shiftId: string) => string | undefined;

const sentences: Partial<Record<Finding['rule'], Sentence>> = {
  R4: (n) =>
    typeof n['lead_min'] === 'number'
      ? `It starts in ${length(n['lead_min'])}; ${length(n['limit_min'])} of notice are needed`
      : undefined,
  R5: (n, shiftId) => otherShift(n, shiftId),
  R6: () => 'You are away then',
  R7: (n) =>
    typeof n['missing'] === 'string' ? `It asks for ${n['missing']}, which you do not have as a skill` : undefined,
  R10: (n, shiftId) => restSentence(n, shiftId),
  R27: () => 'You take no part in swaps',
};

/** `You have 9 h rest before it; 11 h are needed` */
function restSentence(n: Numbers, shiftId: string): string | undefined {
  const { shifts, rest_min: rest, limit_min: limit } = n;
  if (typeof rest !== 'number' || typeof limit !== 'number') return undefined;
  const [earlier, later] = Array.isArray(shifts) ? (shifts as readonly unknown[]) : [];
  const side = later === shiftId ? ' before it' : '';
  const where = earlier === shiftId ? ' after it' : side;
  return `You would have ${length(rest)} rest${where}; ${length(limit)} are needed`;
}

/** `You work Wed 25 Nov 12:00–20:00` */
function otherShift({ shifts, spans }: Numbers, shiftId: string): string {
  const [ids, times] = [shifts, spans].map((each) => (Array.isArray(each) ? (each as readonly unknown[]) : []));
  const other = times?.[ids?.[0] === shiftId ? 1 : 0];
  return typeof other === 'string' ? `You work ${spanText(other)}` : 'You work something else at that time';
}

function length(minutes: unknown): string {
  return minutesText(typeof minutes === 'number' ? minutes : 0);
}
