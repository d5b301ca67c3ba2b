import type { OpeningSpan } from '../../core/business-hours.ts';
import { parseBusinessHours } from '../../core/parse-business-hours.ts';
import type { OpenView, Parsed } from '../../slack/listener.ts';
import { textOf } from '../../slack/modal-state.ts';

/** When somebody works, by the wall clock of their own zone; undefined: as their team does. */
export interface MyHours {
  readonly hours: readonly OpeningSpan[] | undefined;
}

/** An empty field means the team's hours. */
export function parseMyHours({ state }: OpenView): Parsed<MyHours> {
  const text = textOf(state, 'hours');
  if (text === undefined) return { input: { hours: undefined } };
  const reading = parseBusinessHours(text);
  return 'problem' in reading ? { errors: { hours: reading.problem } } : { input: { hours: reading.spans } };
}
