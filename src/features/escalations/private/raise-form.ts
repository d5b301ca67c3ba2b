import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { option, plainContext, plainSection } from '../../../slack/blocks.ts';
import type { OpenView, Parsed } from '../../../slack/listener.ts';
import { choiceOf, textOf, usersOf } from '../../../slack/modal-state.ts';
import { choice, externalChoice, modal, peoplePicker, textInput } from '../../../slack/modal.ts';
import { clip } from '../../../slack/mrkdwn.ts';
import { splitValue } from '../../../slack/action-id.ts';
import type { Team } from '../../../people/tables.ts';
import { MessageSource, MOST } from '../inputs.ts';
import { checked, recall, remember } from '../modals/memory.ts';
import { MOST_PEOPLE, RaisePrivateForm } from './inputs.ts';
import { whoCanSee } from './words.ts';

/** What the form knows besides what is typed in it. A team is `<id>` or `<id>:<currency>`. */
const Memory = z.object({
  teams: z.array(z.object({ value: z.string(), name: z.string() })).min(1),
  source: MessageSource.optional(),
});
type Memory = z.infer<typeof Memory>;

interface Start {
  readonly teams: readonly Pick<Team, 'id' | 'name'>[];
  readonly words: string;
}

/** The form as `/escalate private …` opens it. */
export function raisePrivateModal({ teams, words }: Start): ModalView {
  return draw({ teams: teams.map(({ id, name }) => ({ value: id, name })) }, { whatHappened: words }, []);
}

/** Instead of the form about a customer, with what was typed there. */
export function raisePrivatelyInstead(memory: Memory, words: string): ModalView {
  return draw({ teams: memory.teams, source: memory.source }, { whatHappened: words }, []);
}

/** Whom the form says will see it: those chosen so far, the mediator first. */
export function chosenIn({ state }: OpenView): readonly string[] {
  const mediator = choiceOf(state, 'mediator');
  return [...(mediator === undefined ? [] : [mediator]), ...usersOf(state, 'parties')];
}

/** The form again, once somebody was chosen: it names them (`names`) as those who will see it. Block ids stay. */
export function raisePrivateAgain(view: OpenView, names: readonly string[]): ModalView {
  const { state } = view;
  return draw(recall(Memory, view.privateMetadata), { whatHappened: textOf(state, 'whatHappened') ?? '' }, names);
}

/** The input, or field errors; pure, so that it can be asked before the ack. */
export function readPrivateCase(view: OpenView): Parsed<RaisePrivateForm> {
  const { teams, source } = recall(Memory, view.privateMetadata);
  const { state } = view;
  const [teamId] = splitValue(choiceOf(state, 'teamId') ?? teams[0]?.value ?? '');
  const raw = {
    teamId,
    source,
    whatHappened: textOf(state, 'whatHappened') ?? '',
    mediator: choiceOf(state, 'mediator') ?? '',
    parties: usersOf(state, 'parties'),
    keptOut: usersOf(state, 'keptOut'),
  };
  return checked(RaisePrivateForm, raw, state);
}

function draw(
  memory: Memory,
  { whatHappened }: { readonly whatHappened: string },
  names: readonly string[],
): ModalView {
  return modal({
    callbackId: 'private.raise',
    title: 'Private case',
    submit: 'Send privately',
    privateMetadata: packed(memory),
    blocks: [
      plainSection('About people of the team: a conflict, conduct, a worry. Nothing is posted in any channel.'),
      ...(memory.teams.length < 2
        ? []
        : [choice('teamId', 'Team', { options: memory.teams.map(({ name, value }) => option(name, value)) })]),
      textInput('whatHappened', 'What happened?', { initial: whatHappened, multiline: true, maxLength: MOST.text }),
      externalChoice('mediator', 'Who should mediate?', {
        source: 'private.mediator-to-be',
        onChange: 'private.mediator-to-be',
        placeholder: 'A lead, manager or director of any team',
      }),
      peoplePicker('parties', 'Who else may know?', { optional: true, max: MOST_PEOPLE, onChange: 'private.people' }),
      peoplePicker('keptOut', 'Who must not know?', {
        optional: true,
        max: MOST_PEOPLE,
        hint: 'Your mediator reads these names. They can neither mediate nor be added by her.',
      }),
      plainContext(whoCanSee(['you', ...(names.length > 0 ? names : ['the mediator you choose']), 'whoever you add'])),
    ],
  });
}

/** A very long message is shortened; the link to it stays. */
function packed(memory: Memory): string {
  const text = memory.source?.text;
  const short = text === undefined ? memory : { ...memory, source: { ...memory.source, text: clip(text, 1000) } };
  const kept = remember(memory) ?? remember(short);
  if (kept === undefined) throw new Error('the form remembers more than fits');
  return kept;
}
