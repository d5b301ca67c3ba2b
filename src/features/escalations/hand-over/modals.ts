import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { context, option, plainSection } from '../../../slack/blocks.ts';
import type { OpenView, Parsed } from '../../../slack/listener.ts';
import { choiceOf, textOf } from '../../../slack/modal-state.ts';
import { choice, modal, textInput } from '../../../slack/modal.ts';
import { MOST } from '../inputs.ts';
import { snippet } from '../messages/parts.ts';
import { recall } from '../modals/memory.ts';
import { memoryOf } from '../modals/of-case.ts';
import { titleOf } from '../wording.ts';
import { HandOverInput } from './inputs.ts';
import type { OpenCase } from './open-cases.ts';

const KEEP = 'keep';
/** Twenty cases with a hundred people each would be more than Slack takes in one form. */
const MOST_HEIRS = 30;

/** `caseIds` in the order of the fields: the names of fields stay short and in order. */
const Memory = z.object({ handOverId: z.uuid().optional(), caseIds: z.array(z.uuid()).max(20) });

interface FormOptions {
  /** The hand-over that was proposed; without it the form starts one. */
  readonly handOverId?: string;
  /** Case id → whom the proposal names. */
  readonly proposed?: ReadonlyMap<string, string | null>;
}

/** One question for each open case: who takes it, or nobody. */
export function handOverForm(open: readonly OpenCase[], { handOverId, proposed }: FormOptions = {}): ModalView {
  return modal({
    callbackId: 'hand-over.form',
    title: 'Hand over',
    submit: 'Hand over',
    privateMetadata: memoryOf({ handOverId, caseIds: open.map((each) => each.case.id) }),
    blocks: [
      context('Each person gets one message and accepts or declines. Until then the cases stay yours.'),
      ...open.flatMap((each, index) => fieldsOf(each, index, proposed?.get(each.case.id) ?? each.heir)),
    ],
  });
}

function fieldsOf({ case: of, candidates }: OpenCase, index: number, heir: string | undefined): KnownBlock[] {
  const others = candidates
    .filter(({ slackId }) => slackId !== of.owner)
    .toSorted((one, other) => rank(one, heir) - rank(other, heir))
    .slice(0, MOST_HEIRS)
    .map(({ slackId, name, role, isThere }) => option(name, slackId, isThere ? role : `${role}, not there`));
  return [
    plainSection(`${titleOf(of)}\n${snippet(of.summary, 150)}`),
    choice(`heir-${index}`, `Who takes #${of.number}?`, {
      options: [option('I keep it', KEEP), ...others],
      initial: heir ?? KEEP,
    }),
    textInput(`note-${index}`, 'What must they know?', { optional: true, maxLength: MOST.reason }),
  ];
}

/** Whoever is proposed, then who is there. */
function rank({ slackId, isThere }: OpenCase['candidates'][number], heir: string | undefined): number {
  if (slackId === heir) return 0;
  return isThere ? 1 : 2;
}

const Form = HandOverInput.omit({ requestId: true });

export function readHandOverForm({ state, privateMetadata }: OpenView): Parsed<z.infer<typeof Form>> {
  const { handOverId, caseIds } = recall(Memory, privateMetadata);
  const choices = caseIds.map((caseId, index) => {
    const chosen = choiceOf(state, `heir-${index}`);
    return { caseId, heir: chosen === KEEP ? undefined : chosen, note: textOf(state, `note-${index}`) };
  });
  if (choices.every(({ heir }) => heir === undefined)) {
    return { errors: { 'heir-0': 'Choose somebody for at least one case, or close this form.' } };
  }
  return { input: Form.parse({ handOverId, choices }) };
}
