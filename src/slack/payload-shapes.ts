import { z } from 'zod';
import type { ViewState } from './listener.ts';
import { isRecord } from './record.ts';

/** What we read of Slack's payloads; whatever else is in them is left out. Ids are checked, as they end in queries. */
const WorkspaceId = z.string().regex(/^[TE][A-Z0-9]{1,30}$/);
const PersonId = z.string().regex(/^[UW][A-Z0-9]{1,30}$/);
const ChannelId = z.string().regex(/^[CDG][A-Z0-9]{1,30}$/);
const Ts = z.string().regex(/^\d{1,16}\.\d{1,9}$/);
const Key = z.string().min(1).max(255);
const Text = z.string().nullish();
const Team = z.object({ id: WorkspaceId }).nullish();
const Person = z.object({ id: PersonId, team_id: Text });
const ChannelRef = z.object({ id: ChannelId }).nullish();

export const CommandShape = z.object({
  command: z.string().regex(/^\/\S{1,31}$/),
  text: Text,
  team_id: WorkspaceId,
  user_id: PersonId,
  channel_id: ChannelId,
  trigger_id: Text,
  response_url: Text,
});

export const ViewShape = z.object({
  id: Key,
  hash: z.string().max(255).nullish(),
  type: z.enum(['modal', 'home']),
  callback_id: z.string().max(255).nullish(),
  private_metadata: Text,
  app_installed_team_id: WorkspaceId.nullish(),
  // Checked by hand, as zod would copy every part of every form that is submitted.
  state: z.object({ values: z.custom<ViewState>(isViewState).nullish() }).nullish(),
  blocks: z.array(z.unknown()).max(100).nullish(),
});
export type ViewShape = z.infer<typeof ViewShape>;

function isViewState(value: unknown): boolean {
  return (
    isRecord(value) && Object.values(value).every((block) => isRecord(block) && Object.values(block).every(isRecord))
  );
}

const Interaction = z.object({ team: Team, user: Person, trigger_id: Text, response_url: Text });
export type Interaction = z.infer<typeof Interaction>;

export const ShortcutShape = Interaction.extend({ callback_id: Key });

export const MessageShortcutShape = ShortcutShape.extend({
  channel: z.object({ id: ChannelId }),
  message: z.object({ ts: Ts, thread_ts: Text, text: Text, user: Text, bot_id: Text }),
});

const Container = z.object({ message_ts: Text, thread_ts: Text, channel_id: Text }).nullish();

const Chosen = z.object({ value: Text }).nullish();

export const ClickShape = Interaction.extend({
  channel: ChannelRef,
  container: Container,
  message: z.object({ ts: Text, thread_ts: Text }).nullish(),
  view: ViewShape.nullish(),
  actions: z
    .array(
      z.object({
        action_id: Key,
        block_id: z.string().max(255).nullish(),
        action_ts: z.string().max(40),
        value: z.unknown().optional(),
        selected_option: Chosen,
        selected_options: z.array(z.object({ value: Text })).nullish(),
        selected_user: Text,
        selected_users: z.array(z.string()).nullish(),
        selected_channel: Text,
        selected_conversation: Text,
        selected_date: Text,
        selected_time: Text,
        selected_date_time: z.number().nullish(),
      }),
    )
    .min(1),
});
export type ClickedElement = z.infer<typeof ClickShape>['actions'][number];

export const SubmitShape = Interaction.extend({
  view: ViewShape,
  response_urls: z.array(z.object({ response_url: Text, channel_id: Text })).nullish(),
});

export const ClosedShape = Interaction.extend({ view: ViewShape });

export const OptionsShape = Interaction.extend({
  action_id: Key,
  value: z.string().max(3000).nullish(),
  channel: ChannelRef,
  view: ViewShape.nullish(),
});

export const EventShape = z.object({
  team_id: WorkspaceId,
  authorizations: z.array(z.object({ team_id: WorkspaceId.nullish() })).nullish(),
  event_id: Key,
  event: z.looseObject({ type: Key }),
});
