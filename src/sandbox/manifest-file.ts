import { z } from 'zod';
import { MANIFEST } from './limits.ts';
import { lengthOf } from './rules/check.ts';

const COMMAND = MANIFEST['features.slash_commands'];
const SHORTCUT = MANIFEST['features.shortcuts'];
const EVENTS = MANIFEST['settings.event_subscriptions'];
const INTERACTIVITY = MANIFEST['settings.interactivity'];
/** Slack's schema: of one redirect URL, and of one scope or event. */
const REDIRECT_URL = 2500;
const NAME = 50;

/** So many characters, counted as code points; at least one unless said. */
function text(max: number, min = 1) {
  return z.string().refine((value) => lengthOf(value) >= min && lengthOf(value) <= max, {
    error: ({ input }) => `takes ${min} to ${max} characters, has ${lengthOf(String(input))}`,
  });
}

function web(max: number) {
  return text(max).regex(/^https?:\/\//, 'must begin with http:// or https://');
}

function many<Item extends z.ZodType>(item: Item, max: number, min = 0) {
  return z.array(item).refine((items) => items.length >= min && items.length <= max, {
    error: ({ input }) => `takes ${min} to ${max} entries, has ${Array.isArray(input) ? input.length : 0}`,
  });
}

const rest = z.unknown().optional();
const flag = z.boolean().optional();
const scopes = many(text(NAME), MANIFEST['oauth_config.scopes.each_list']);

const features = z.strictObject({
  app_home: z
    .strictObject({
      home_tab_enabled: z.boolean().default(false),
      messages_tab_enabled: flag,
      messages_tab_read_only_enabled: flag,
    })
    .optional(),
  bot_user: z
    .strictObject({ display_name: text(MANIFEST['features.bot_user.display_name']), always_online: flag })
    .optional(),
  slash_commands: many(
    z.strictObject({
      command: text(COMMAND.command[1], COMMAND.command[0]).regex(
        new RegExp(COMMAND.command_pattern),
        'must begin with /',
      ),
      url: web(COMMAND.url).optional(),
      description: text(COMMAND.description),
      usage_hint: text(COMMAND.usage_hint).default(''),
      should_escape: flag,
    }),
    COMMAND.max_items,
  ).default([]),
  shortcuts: many(
    z.strictObject({
      name: text(SHORTCUT.name),
      callback_id: text(SHORTCUT.callback_id),
      type: z.enum(SHORTCUT.type),
      description: text(SHORTCUT.description),
    }),
    SHORTCUT.max_items,
  ).default([]),
  unfurl_domains: many(
    text(MANIFEST['features.unfurl_domains'].each),
    MANIFEST['features.unfurl_domains'].max_items,
  ).optional(),
  agent_view: rest,
  assistant_view: rest,
  code_channels: rest,
  functions: rest,
  workflow_steps: rest,
});

const settings = z.strictObject({
  event_subscriptions: z
    .strictObject({
      request_url: web(EVENTS.request_url).optional(),
      bot_events: many(text(NAME), EVENTS.bot_events).default([]),
      user_events: many(text(NAME), EVENTS.user_events).optional(),
      metadata_subscriptions: many(
        z.strictObject({ app_id: z.string(), event_type: text(NAME) }),
        EVENTS.metadata_subscriptions[1],
        EVENTS.metadata_subscriptions[0],
      ).optional(),
    })
    .optional(),
  interactivity: z
    .strictObject({
      is_enabled: z.boolean(),
      request_url: web(INTERACTIVITY.request_url).optional(),
      message_menu_options_url: web(INTERACTIVITY.message_menu_options_url).optional(),
    })
    .optional(),
  ...Object.fromEntries(MANIFEST['settings.flags'].map((name) => [name, flag])),
  allowed_ip_address_ranges: rest,
  function_runtime: rest,
  hermes_app_type: rest,
  incoming_webhooks: rest,
  is_hosted: rest,
  is_mcp_enabled: rest,
  siws_links: rest,
});

/** A manifest as Slack's schema (version 2) takes it, as far as the stand-in reads it or has a limit for it. */
export const ManifestFile = z.looseObject({
  display_information: z.strictObject({
    name: text(MANIFEST['display_information.name']),
    description: text(MANIFEST['display_information.description']).optional(),
    long_description: text(
      MANIFEST['display_information.long_description'][1],
      MANIFEST['display_information.long_description'][0],
    ).optional(),
    background_color: z
      .string()
      .regex(/^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$/, 'must be a colour like #1f3d3a')
      .optional(),
  }),
  features,
  oauth_config: z.strictObject({
    redirect_urls: many(text(REDIRECT_URL), MANIFEST['oauth_config.redirect_urls']).optional(),
    scopes: z.strictObject({
      bot: scopes,
      user: scopes.optional(),
      bot_optional: scopes.optional(),
      user_optional: scopes.optional(),
    }),
    token_management_enabled: flag,
    pkce_enabled: flag,
  }),
  settings,
});
