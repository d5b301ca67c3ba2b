import type { KnownBlock } from '@slack/types';
import type { Message } from '../../../outbox/enqueue.ts';
import { actions, button, header, plainContext, section } from '../../../slack/blocks.ts';
import { inline } from '../../../slack/mrkdwn.ts';
import { bold, paragraph, richText } from '../../../slack/rich-text.ts';
import type { CaseView } from '../case-view.ts';
import { deadlineFacts } from '../clocks/clock-words.ts';
import { at, background, changeList, factLines, quoted, sourceLink } from '../messages/parts.ts';
import { promiseFacts } from '../promises/messages.ts';
import type { CaseEntry, CaseState } from '../tables.ts';
import { happened, nameOf, titleOf } from '../wording.ts';
import { detailsButton, mediatorButtons, partyButtons, raiserButtons, reopenButton } from './buttons.ts';
import { peopleFacts, privateState, whoSees } from './words.ts';

/**
 * Messages about a private case: direct messages to the people it is for, and nothing else. Their texts, which phones show
 * while they are locked, never say what it is about.
 */

/** To the mediator, edited in place. */
export function privateCard(view: CaseView): Message {
  const raiser = nameOf(view, view.case.raisedBy);
  return {
    text: `${inline(raiser)} asks you to mediate private case #${view.case.number}.`,
    blocks: [...matter(view), actions(mediatorButtons(view), 'card')],
  };
}

/** To whoever raised it, edited in place: what happens next, and who does it. */
export function privateStatus(view: CaseView): Message {
  return {
    text: `Private case #${view.case.number}: ${inline(nextSteps[view.case.state](view))}`,
    blocks: [
      header(titleOf(view.case)),
      richText(
        paragraph(bold(nextSteps[view.case.state](view))),
        ...quoted(openQuestion(view), 600),
        factLines([['About', view.case.summary], ...deadlineFacts(view), ...peopleFacts(view), ...promiseFacts(view)]),
      ),
      plainContext(whoSees(view)),
      actions(raiserButtons(view), 'status'),
    ],
  };
}

/** To somebody who was added, edited in place. */
export function partyMessage(view: CaseView): Message {
  return {
    text: `You were added to private case #${view.case.number}.`,
    blocks: [...matter(view), actions(partyButtons(view), 'card')],
  };
}

/** In place of what somebody had who has no part in it any more. */
export function noPartInIt({ number }: Pick<CaseView['case'], 'number'>): Message {
  const text = `You have no part in private case #${number} any more.`;
  return { text, blocks: [section(text)] };
}

function matter(view: CaseView): KnownBlock[] {
  return [
    header(titleOf(view.case)),
    richText(
      paragraph(bold(view.case.summary)),
      ...background(view.case),
      factLines([
        ['State', privateState(view)],
        ...deadlineFacts(view),
        ...peopleFacts(view),
        ...promiseFacts(view),
        ['Message', sourceLink(view)],
      ]),
    ),
    richText(changeList(view, view.changes)),
    plainContext(whoSees(view)),
  ];
}

const nextSteps: Readonly<Record<CaseState, (view: CaseView) => string>> = {
  open: () => 'Nobody mediates it now. Choose somebody.',
  claimed: (view) => `${nameOf(view, view.case.owner)} has it. You will hear from them here.`,
  waiting: (view) => `${nameOf(view, view.case.owner)} needs to know something from you. Press Answer.`,
  resolved: () => 'Settled. What was agreed is in the thread.',
  cancelled: () => 'You withdrew it.',
};

function openQuestion(view: CaseView): string | null | undefined {
  if (view.case.state !== 'waiting') return undefined;
  return view.prompts.find(({ entry, ended }) => entry.kind === 'asked' && ended === null)?.entry.text;
}

/** A question or the outcome, in the thread of the raiser's status message; `ended` once it is history. */
export function privatePrompt(view: CaseView, entry: CaseEntry, ended?: CaseEntry): Message {
  const { id, number } = view.case;
  const who = inline(nameOf(view, entry.by));
  const lead = entry.kind === 'asked' ? `${who} asks, about private case #${number}` : `${who} settled #${number}`;
  const next = entry.kind === 'asked' ? detailsButton(view) : reopenButton(id);
  return {
    text: `${lead}.`,
    blocks: [
      section(`*${lead}:*`),
      ...words(entry),
      ended ? richText(paragraph(bold(happened(view, ended)), '  ', at(ended.at, view))) : actions([next]),
    ],
  };
}

/**
 * To the mediator or a party, in the thread of what they have of it: that something happened, and no word of what was
 * written. Replies stay where they are; whoever has no part in it any more keeps nothing.
 */
export function privateNotice(view: CaseView, entry: CaseEntry): Message {
  const lead = inline(`${happened(view, entry)} · private case #${view.case.number}`);
  const open = button('Open the case', 'case.view', { value: view.case.id });
  return { text: `${lead}.`, blocks: [section(`*${lead}*`), actions([open])] };
}

/** To the raiser, in the thread of her status message: what happened, what was written, what is next. */
export function privateNews(view: CaseView, entry: CaseEntry, next: string): Message {
  const lead = inline(`${happened(view, entry)} · private case #${view.case.number}`);
  return { text: `${lead}.`, blocks: [section(`*${lead}*`), ...words(entry), plainContext(next)] };
}

function words({ text }: CaseEntry): KnownBlock[] {
  return text ? [richText(...quoted(text, 2900))] : [];
}
