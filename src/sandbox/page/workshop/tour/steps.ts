/** What the tour says, where it points, and how to get back when one went elsewhere. */
import type { PageState } from '../../../protocol.ts';
import type { Place } from '../../state/place.ts';
import { ANA, appDm, cardOf, careChannel, complaintOf, escalationsChannel, LEO, statusOf } from './case-messages.ts';
import type { Progress, Stage } from './progress.ts';

/** Something on the page to press; the first of a step's that is there is pointed at. `say`: instead of the step's words. */
export type Aim = { say?: string } & (
  | { kind: 'menu_item'; text: string }
  | { kind: 'button_of'; ts: string; text: string }
  | { kind: 'menu_of'; ts: string }
  /** The next thing to do in the open form. */
  | { kind: 'form' }
  | { kind: 'close_thread' }
  | { kind: 'conversation'; name: string }
);

export interface Help {
  label: string;
  act:
    | { kind: 'go'; to: Partial<Place> }
    /** Writes a message as the person. */
    | { kind: 'write'; channel: string; text: string };
}

export interface Step {
  /** Names of controls stand between asterisks. */
  text: string;
  aims: Aim[];
  /** One button on the tour's own card: to be somebody else, or to be where the step is. */
  help: Help | null;
}

/** A thread may stand where the step is, on a narrow screen. */
const CLOSE_THREAD: Aim = { kind: 'close_thread', say: 'Close the thread to go on with the tour.' };

const SECOND_COMPLAINT =
  'Mrs Adeyemi wrote: “Two lamps arrived, both with a cracked shade. I was promised a call yesterday and nobody called. I want my 64 € back.”';

/** The step for this moment; null after the last. */
export function stepFor(progress: Progress, state: PageState, place: Place): Step | null {
  return STEPS[progress.stage]?.(progress, state, place) ?? null;
}

export function canTour(state: PageState): boolean {
  const ids = new Set(state.people.map(({ id }) => id));
  return ids.has(ANA) && ids.has(LEO) && careChannel(state) !== undefined;
}

type Stepper = (progress: Progress, state: PageState, place: Place) => Step | null;

const STEPS: Partial<Record<Stage, Stepper>> = {
  raise: (progress, state, place) => {
    const care = careChannel(state)?.id ?? '';
    const stray = away(state, place, { as: ANA, name: 'Ana', channel: care, where: '#care' });
    if (stray) return { ...stray, text: `Ana, an agent, has an upset customer. ${stray.text}` };
    const complaint = complaintOf(state, progress.used);
    if (!complaint) return writeComplaint(care);
    return {
      text: 'This customer is upset, and Ana needs a decision. Open the *menu* of her message.',
      aims: [
        { kind: 'form' },
        { kind: 'menu_item', text: 'Escalate message', say: 'Choose *Escalate message*.' },
        { kind: 'menu_of', ts: complaint.ts },
        CLOSE_THREAD,
      ],
      help: null,
    };
  },
  claim: (progress, state, place) => {
    const channel = escalationsChannel(state)?.id ?? 'C0CAREESC';
    const stray = away(state, place, { as: LEO, name: 'Leo', channel, where: '#care-escalations' });
    if (stray) return { ...stray, text: `Ana’s case is in. Leo, her lead, was called by name. ${stray.text}` };
    const ts = cardOf(state, progress.caseId)?.ts ?? '';
    return {
      text: 'Here is Ana’s case. Press *Claim*, and everybody sees that Leo has it.',
      aims: [{ kind: 'form' }, { kind: 'button_of', ts, text: 'Claim' }, CLOSE_THREAD],
      help: null,
    };
  },
  resolve: (progress, state, place) => {
    const channel = escalationsChannel(state)?.id ?? 'C0CAREESC';
    const stray = away(state, place, { as: LEO, name: 'Leo', channel, where: '#care-escalations' });
    if (stray) return { ...stray, text: `Leo has the case, and decides. ${stray.text}` };
    const ts = cardOf(state, progress.caseId)?.ts ?? '';
    return {
      text: 'Leo decides: press *Resolve*. Were something missing, he would press *Ask for info*, and Ana would answer.',
      aims: [{ kind: 'form' }, { kind: 'button_of', ts, text: 'Resolve' }, CLOSE_THREAD],
      help: null,
    };
  },
  told: (progress, state, place) => {
    // Which channel her messages with the app are is known once one is Ana.
    const channel = (state.as === ANA ? appDm(state) : careChannel(state))?.id ?? '';
    const stray = away(state, place, { as: ANA, name: 'Ana', channel, where: 'Floorwalker' });
    if (stray) return { ...stray, text: `It is decided, and Ana has a message. ${stray.text}` };
    const ts = statusOf(state, progress.caseId)?.ts ?? '';
    return {
      text: 'Ana reads in the thread what to say, tells the customer, and presses *Told the customer*.',
      aims: [{ kind: 'form' }, { kind: 'button_of', ts, text: 'Told the customer' }, CLOSE_THREAD],
      help: null,
    };
  },
};

function writeComplaint(channel: string): Step {
  return {
    text: 'A tour begins with an upset customer, and every message of Ana’s is a case already. Let her write another one.',
    aims: [{ kind: 'form' }],
    help: { label: 'Write it for me', act: { kind: 'write', channel, text: SECOND_COMPLAINT } },
  };
}

interface There {
  as: string;
  name: string;
  channel: string;
  where: string;
}

/** What to say to one who is somebody else, or somewhere else; null for one who is there. */
function away(state: PageState, place: Place, { as, name, channel, where }: There): Step | null {
  const to: Partial<Place> = { channel, tab: 'messages', thread: null, message: null };
  if (state.as !== as) {
    const help: Help = { label: `Be ${name}`, act: { kind: 'go', to: { ...to, as } } };
    return { text: `Be ${name} for this step.`, aims: [], help };
  }
  if (place.channel === channel && place.tab === 'messages') return null;
  const help: Help = { label: `Go to ${where}`, act: { kind: 'go', to } };
  return { text: `Go to ${where}.`, aims: [{ kind: 'conversation', name: where.replace('#', '') }], help };
}
