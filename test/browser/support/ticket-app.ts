/** A small Bolt app with a form, to try the page's own behaviour without Floorwalker. */
import type { App, ViewOutput } from '@slack/bolt';
import type { ChatPostMessageArguments, WebClient } from '@slack/web-api';
import type { HomeView, KnownBlock, ModalView } from '@slack/types';

type ViewStateValue = ViewOutput['state']['values'];

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const options = (...texts: string[]) => texts.map((text) => ({ text: plain(text), value: text.toLowerCase() }));

/** The form; with a note in it once a size was chosen. */
export function ticketForm(size?: string): ModalView {
  const note: KnownBlock = { type: 'section', block_id: 'note', text: plain(`${size} ones take longer`) };
  return {
    type: 'modal',
    callback_id: 'ticket',
    title: plain('Ticket'),
    submit: plain('Send'),
    blocks: [
      {
        type: 'input',
        block_id: 'what',
        label: plain('What'),
        element: { type: 'plain_text_input', action_id: 'text' },
      },
      {
        type: 'input',
        block_id: 'size',
        label: plain('Size'),
        dispatch_action: true,
        element: { type: 'static_select', action_id: 'size', options: options('Small', 'Large') },
      },
      ...(size ? [note] : []),
      {
        type: 'input',
        block_id: 'city',
        optional: true,
        label: plain('City'),
        element: { type: 'external_select', action_id: 'city', min_query_length: 1 },
      },
      { type: 'actions', block_id: 'help', elements: [{ type: 'button', action_id: 'help', text: plain('Help') }] },
    ],
  };
}

const help: ModalView = {
  type: 'modal',
  title: plain('Help with tickets'),
  blocks: [{ type: 'section', text: plain('Say what broke.') }],
};

/** A Home whose blocks, and one of whose buttons, have no ids of the app's. */
export function homeOf(day: string): HomeView {
  return {
    type: 'home',
    blocks: [
      { type: 'section', text: plain(day) },
      {
        type: 'actions',
        elements: [
          { type: 'button', action_id: 'home-claim', text: plain('Claim') },
          { type: 'button', text: plain('Nameless') },
        ],
      },
    ],
  };
}

export function registerTickets(app: App): void {
  app.command('/escalate', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: ticketForm() });
  });
  app.command('/case', async ({ ack, body }) => ack(`You asked for ${body.text}`));
  app.action({ action_id: 'size', type: 'block_actions' }, async ({ ack, action, body, client }) => {
    await ack();
    if (action.type !== 'static_select' || !body.view) return;
    await client.views.update({ view_id: body.view.id, view: ticketForm(action.selected_option.text.text) });
  });
  app.action({ action_id: 'help', type: 'block_actions' }, async ({ ack, body, client }) => {
    await ack();
    await client.views.push({ trigger_id: body.trigger_id, view: help });
  });
  app.options('city', async ({ ack, options: { value } }) => {
    const cities = ['Hamburg', 'Hannover', 'Berlin'].filter((city) =>
      city.toLowerCase().startsWith(value.toLowerCase()),
    );
    await ack({ options: options(...cities) });
  });
  app.view({ callback_id: 'ticket', type: 'view_submission' }, async ({ ack, view, body, client }) => {
    const words = wordsIn(view.state.values);
    if (words.startsWith('wrong')) return ack({ response_action: 'errors', errors: { what: 'Say more' } });
    await ack();
    await post(client, {
      channel: 'C0CARE',
      text: words,
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: `*Ticket* of <@${body.user.id}>: ${words}` } },
        { type: 'actions', elements: [{ type: 'button', action_id: 'take', text: plain('Take'), value: '1' }] },
      ],
    });
  });
  app.action({ action_id: 'take', type: 'block_actions' }, async ({ ack, body, respond }) => {
    await ack();
    await respond({ replace_original: true, text: `Taken by <@${body.user.id}>` });
  });
}

/** What was typed and chosen, in order. */
function wordsIn(values: ViewStateValue): string {
  return Object.values(values)
    .flatMap((block) => Object.values(block))
    .map((field) => field.value ?? field.selected_option?.value)
    .filter(Boolean)
    .join(', ');
}

/** Slack takes one message a second in a channel: before it throws, the client has waited for as long as it was told to. */
async function post(client: WebClient, message: ChatPostMessageArguments): Promise<void> {
  try {
    await client.chat.postMessage(message);
  } catch {
    await client.chat.postMessage(message);
  }
}
