/** The messages of the tour's case, found in what a person sees. */
import type { ActionsBlockElement, KnownBlock, SectionBlockAccessory } from '@slack/types';
import type { ChannelState, MessageState, PageState } from '../../../protocol.ts';

export const ANA = 'U0ANA';
export const LEO = 'U0LEO';

export function careChannel(state: PageState): ChannelState | undefined {
  return state.channels.find(({ name }) => name === 'care');
}

export function escalationsChannel(state: PageState): ChannelState | undefined {
  return state.channels.find(({ name }) => name === 'care-escalations');
}

export function appDm(state: PageState): ChannelState | undefined {
  return state.channels.find((channel) => channel.kind === 'dm' && channel.with === state.app.botUserId);
}

type BlockElement = ActionsBlockElement | SectionBlockAccessory;

interface CaseButton {
  action: string;
  value: string;
}

/** The buttons of a message that are about a case; those of a menu carry "<what>:<case>". */
export function caseButtons({ blocks = [] }: MessageState): CaseButton[] {
  return blocks.flatMap(elementsOf).flatMap((element) => {
    const action = ('action_id' in element && element.action_id) || '';
    if (!action.startsWith('case.')) return [];
    if (element.type === 'button') return [{ action, value: element.value ?? '' }];
    if (element.type !== 'overflow') return [];
    return [{ action, value: element.options[0]?.value?.replace(/^[^:]*:/, '') ?? '' }];
  });
}

function elementsOf(block: KnownBlock): BlockElement[] {
  if (block.type === 'actions') return block.elements;
  return block.type === 'section' && block.accessory ? [block.accessory] : [];
}

/** The card of a case in the escalations channel, if the person may see it. */
export function cardOf(state: PageState, caseId: string | null): MessageState | undefined {
  return ofCase(escalationsChannel(state), caseId);
}

/** The message in which whoever raised the case follows it. */
export function statusOf(state: PageState, caseId: string | null): MessageState | undefined {
  return state.as === ANA ? ofCase(appDm(state), caseId) : undefined;
}

function ofCase(channel: ChannelState | undefined, caseId: string | null): MessageState | undefined {
  return channel?.messages.find(
    (message) => !message.threadTs && !message.ephemeral && caseButtons(message).some(({ value }) => value === caseId),
  );
}

/** The id of a case that Ana raised after a moment; null as long as there is none. */
export function newCase(state: PageState, since: number): string | null {
  const place = state.as === ANA ? appDm(state) : escalationsChannel(state);
  const found = place?.messages.findLast(
    (message) =>
      isNew(state, message, since) &&
      !message.threadTs &&
      (state.as === ANA || message.text.includes('raised by Ana')) &&
      caseButtons(message).length > 0,
  );
  return found ? (caseButtons(found)[0]?.value ?? null) : null;
}

/** Whether a message turned out to be a case already: the app showed that case instead of its form, or said so. */
export function alreadyTaken(state: PageState, since: number, { text }: MessageState): boolean {
  const beginning = JSON.stringify(text.slice(0, BEGINNING)).slice(1, -1);
  const isShown = state.views.some(
    ({ view }) => view.callback_id === 'case.view' && JSON.stringify(view.blocks).includes(beginning),
  );
  const messages = state.channels.flatMap((channel) => channel.messages);
  return (
    isShown ||
    messages.some(
      (message) =>
        message.ephemeral === true && isNew(state, message, since) && message.text.includes('escalated before'),
    )
  );
}

/** So many characters tell one message from the others. */
const BEGINNING = 40;

function isNew(state: PageState, message: MessageState, since: number): boolean {
  return message.user === state.app.botUserId && Number(message.ts) > since;
}

/** A message of Ana's that tells of a customer and is no case yet. */
export function complaintOf(state: PageState, used: readonly string[]): MessageState | undefined {
  const said = careChannel(state)?.messages.filter(
    ({ user, threadTs, ephemeral, ts }) => user === ANA && !threadTs && !ephemeral && !used.includes(ts),
  );
  return said?.findLast((message) => /\bwrote\b/.test(message.text) && !isCase(state, message));
}

/** Whether some later message of a case quotes it, or leads to it. */
function isCase(state: PageState, { ts, text }: MessageState): boolean {
  const link = `/p${ts.replace('.', '')}`;
  const beginning = JSON.stringify(text.slice(0, BEGINNING)).slice(1, -1);
  return state.channels
    .flatMap(({ messages }) => messages)
    .filter((message) => isNew(state, message, Number(ts)) && caseButtons(message).length > 0)
    .map(({ blocks }) => JSON.stringify(blocks))
    .some((blocks) => blocks.includes(link) || blocks.includes(beginning));
}
