import type { KnownBlock } from '@slack/types';
import type { FieldErrors, ViewState } from '../../../slack/listener.ts';
import { textOf } from '../../../slack/modal-state.ts';
import { textInput } from '../../../slack/modal.ts';
import { MOST } from '../inputs.ts';
import { DEPARTS_BECAUSE_MISSING, PASSAGE_MISSING } from '../write-up.ts';

/** The part of a form that names the passage of a policy that a decision departs from. */

/** `needed`: an exception is wanted, so that granting it departs from one by its nature. */
export function departureInputs(needed: boolean): KnownBlock[] {
  const hint = needed
    ? 'Required to grant it, wholly or partly. Refused and Answered ignore it.'
    : 'Both are required where it departs from one. Leave both empty if it departs from none.';
  return [
    textInput('passage', 'Which passage of a policy does it depart from?', {
      optional: true,
      maxLength: MOST.link,
      placeholder: 'https://… or 4.2 Refunds',
      hint,
    }),
    textInput('departsBecause', 'Why?', {
      optional: true,
      multiline: true,
      maxLength: MOST.reason,
      hint: needed ? 'Required to grant it, wholly or partly.' : 'Required with the passage.',
    }),
  ];
}

interface Departure {
  readonly typed: { readonly passage?: string | undefined; readonly departsBecause?: string | undefined };
  readonly problems: FieldErrors;
}

export function readDeparture(state: ViewState, needed: boolean, decision: string | undefined): Departure {
  // An exception that is not granted departs from nothing, whatever was typed before.
  if (needed && decision !== 'granted' && decision !== 'partly') return { typed: {}, problems: {} };
  const typed = { passage: textOf(state, 'passage'), departsBecause: textOf(state, 'departsBecause') };
  const departs = needed || typed.passage !== undefined || typed.departsBecause !== undefined;
  const problems = {
    ...(departs && typed.passage === undefined && { passage: PASSAGE_MISSING }),
    ...(departs && typed.departsBecause === undefined && { departsBecause: DEPARTS_BECAUSE_MISSING }),
  };
  return { typed, problems };
}
