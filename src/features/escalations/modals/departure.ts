import type { KnownBlock } from '@slack/types';
import { option } from '../../../slack/blocks.ts';
import type { FieldErrors, ViewState } from '../../../slack/listener.ts';
import { choiceOf, textOf } from '../../../slack/modal-state.ts';
import { externalChoice, textInput } from '../../../slack/modal.ts';
import { MOST, type ResolveCaseInput } from '../inputs.ts';
import { DEPARTS_BECAUSE_MISSING, PASSAGE_MISSING, PASSAGE_TWICE } from '../export/write-up.ts';

/** The part of a form that names the passage of a policy that a decision departs from. */

/** `needed`: an exception is wanted, so that granting it departs from one by its nature. */
export function departureInputs(needed: boolean): KnownBlock[] {
  const hint = needed
    ? 'Required to grant it, wholly or partly. Refused and Answered ignore it.'
    : 'Required where it departs from one, with the reason. Leave all empty if it departs from none.';
  return [
    externalChoice('passageId', 'Which passage of a policy does it depart from?', {
      source: 'case.departs-from',
      optional: true,
      placeholder: 'Type what it is about',
      hint,
    }),
    textInput('passage', 'If it is in no policy here: where is it?', {
      optional: true,
      maxLength: MOST.link,
      placeholder: 'https://… or 4.2 Refunds',
    }),
    textInput('departsBecause', 'Why?', {
      optional: true,
      multiline: true,
      maxLength: MOST.reason,
      hint: needed ? 'Required to grant it, wholly or partly.' : 'Required with the passage.',
    }),
  ];
}

/** A passage once chosen cannot be cleared, but this can be chosen instead. */
export const NO_POLICY_HERE = option('In no policy here: I write it below', 'none');

interface Departure {
  readonly typed: Partial<Pick<ResolveCaseInput, 'passageId' | 'passage' | 'departsBecause'>>;
  readonly problems: FieldErrors;
}

export function readDeparture(state: ViewState, needed: boolean, decision: string | undefined): Departure {
  // An exception that is not granted departs from nothing, whatever was typed before.
  if (needed && decision !== 'granted' && decision !== 'partly') return { typed: {}, problems: {} };
  const typed = typedIn(state);
  return { typed, problems: problemsOf(typed, needed) };
}

function typedIn(state: ViewState): Departure['typed'] {
  const chosen = choiceOf(state, 'passageId');
  return {
    passageId: chosen === NO_POLICY_HERE.value ? undefined : chosen,
    passage: textOf(state, 'passage'),
    departsBecause: textOf(state, 'departsBecause'),
  };
}

function problemsOf({ passageId, passage, departsBecause }: Departure['typed'], needed: boolean): FieldErrors {
  const named = passageId ?? passage;
  if (!needed && named === undefined && departsBecause === undefined) return {};
  const isTwice = passageId !== undefined && passage !== undefined;
  return {
    ...(named === undefined && { passage: PASSAGE_MISSING }),
    ...(isTwice && { passage: PASSAGE_TWICE }),
    ...(departsBecause === undefined && { departsBecause: DEPARTS_BECAUSE_MISSING }),
  };
}
