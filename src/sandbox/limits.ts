/**
 * Slack's numbers as the stand-in workspace enforces them, read from Slack's documentation and its SDKs. The app keeps
 * a table of its own on purpose: each of the two checks the other. Lengths count Unicode code points.
 */
export interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** How long a text may be. */
export const TEXT = {
  text_object: { min: 1, max: 3000 },
  block_id: { max: 255 },
  action_id: { max: 255 },
  'header.text': { min: 1, max: 150 },
  'section.text': { min: 1, max: 3000 },
  'section.fields[].text': { min: 1, max: 2000 },
  'image.alt_text': { min: 1, max: 2000 },
  'image.image_url': { min: 1, max: 3000 },
  'image.title': { max: 2000 },
  'input.label': { min: 1, max: 2000 },
  'input.hint': { max: 2000 },
  /** Over all markdown blocks of one payload. */
  'markdown.text': { min: 1, max: 12_000 },
  'alert.text': { min: 1, max: 200 },
  'card.title': { max: 150 },
  'card.subtitle': { max: 150 },
  'card.body': { max: 200 },
  'card.subtext': { max: 200 },
  'container.title': { max: 150 },
  'container.subtitle': { max: 150 },
  'video.title': { max: 200 },
  'video.author_name': { max: 50 },
  'video.provider_name': { max: 50 },
  'video.description': { max: 200 },
  'button.text': { min: 1, max: 75 },
  'button.value': { max: 2000 },
  'button.url': { max: 3000 },
  accessibility_label: { max: 75 },
  'feedback_button.text': { min: 1, max: 75 },
  'feedback_button.value': { max: 2000 },
  'icon_button.value': { max: 2000 },
  placeholder: { max: 150 },
  'option.text': { min: 1, max: 75 },
  'option.value': { min: 1, max: 150 },
  'option.description': { max: 75 },
  'option.url': { max: 3000 },
  'option_group.label': { min: 1, max: 75 },
  'confirm.title': { max: 100 },
  'confirm.text': { min: 1, max: 300 },
  'confirm.confirm': { max: 30 },
  'confirm.deny': { max: 30 },
  'url_source.url': { min: 1, max: 3000 },
  'data_visualization.title': { max: 50 },
  'data_visualization.label': { max: 20 },
  'data_visualization.axis_label': { max: 50 },
  'view.title': { min: 1, max: 24 },
  'view.submit': { min: 1, max: 24 },
  'view.close': { min: 1, max: 24 },
  'view.private_metadata': { max: 3000 },
  'view.callback_id': { max: 255 },
  'view.external_id': { max: 255 },
  /** Longer texts of a new message are cut, not refused. */
  'message.text': { max: 40_000 },
  'message.text.update': { max: 4000 },
  'message.markdown_text': { min: 1, max: 12_000 },
  'attachment.footer': { max: 300 },
} as const satisfies Record<string, Range>;

/** How many there may be. */
export const COUNT = {
  'message.blocks': { max: 50 },
  'view.blocks': { min: 1, max: 100 },
  'message.attachments': { max: 100 },
  'actions.elements': { min: 1, max: 25 },
  'context.elements': { min: 1, max: 10 },
  'context_actions.elements': { min: 1, max: 5 },
  'section.fields': { min: 1, max: 10 },
  'card.actions': { max: 3 },
  'carousel.elements': { min: 1, max: 10 },
  'container.child_blocks': { min: 1, max: 10 },
  'table.rows': { min: 1, max: 100 },
  'table.cells_per_row': { min: 1, max: 20 },
  'table.column_settings': { max: 20 },
  'table.total_characters_per_message': { max: 10_000 },
  'data_table.rows': { min: 2, max: 201 },
  'data_table.columns': { min: 1, max: 20 },
  'data_table.page_size': { min: 1, max: 100 },
  /** Of a table, and of all tables in a message. */
  'data_table.total_characters': { max: 20_000 },
  'plan.tasks': { max: 50 },
  'select.options': { min: 1, max: 100 },
  'select.option_groups': { min: 1, max: 100 },
  'option_group.options': { min: 1, max: 100 },
  'overflow.options': { min: 1, max: 5 },
  'checkboxes.options': { min: 1, max: 10 },
  'radio_buttons.options': { min: 1, max: 10 },
  'file_input.max_files': { min: 1, max: 10 },
  'icon_button.visible_to_user_ids': { max: 10 },
  'multi_select.max_selected_items': { min: 1 },
  'plain_text_input.min_length': { min: 0, max: 3000 },
  'plain_text_input.max_length': { min: 1, max: 3000 },
  'rich_text_input.lines': { min: 1, max: 100 },
  'rich_text_list.indent': { min: 0, max: 8 },
  'data_visualization.segments': { min: 1, max: 12 },
  'data_visualization.series': { min: 1, max: 12 },
  'data_visualization.points': { min: 1, max: 20 },
  /** One opened view and two pushed onto it. */
  'views.stack': { max: 3 },
  'view.bytes': { max: 250_000 },
} as const satisfies Record<string, Range>;

/** Slack refuses these too (metadata_too_large, too_many_reactions) but names no number; these are ours. */
export const ASSUMED = { metadataBytes: 8000, reactionsPerMessage: 50, label: { min: 1, max: 255 } } as const;

export const TIME = {
  ackMs: 3000,
  triggerMs: 3000,
  responseUrlMs: 30 * 60_000,
  responseUrlUses: 5,
  /** At once, after a minute, after five. */
  eventRetriesMs: [0, 60_000, 300_000] as readonly number[],
  /** One message a second in a channel; 50 ms are forgiven, since two requests sent a second apart may arrive closer. */
  postGapMs: 950,
  /** How far ahead a message may be scheduled, and how many for the same five minutes of a channel. */
  scheduleMaxMs: 120 * 24 * 3_600_000,
  scheduledPerFiveMinutes: 30,
  /** How many Socket Mode connections may be open. */
  socketConnections: 10,
} as const;

/** Calls a minute that Slack allows for a method of each tier; "special" stands for "several hundred". */
export const TIER_PER_MINUTE = { tier1: 1, tier2: 20, tier3: 50, tier4: 100, special: 600 } as const;
export type Tier = keyof typeof TIER_PER_MINUTE;

/** What an app manifest may hold; a pair is the least and the most. */
export const MANIFEST = {
  'display_information.name': 35,
  'display_information.description': 140,
  'display_information.long_description': [175, 4000],
  'features.bot_user.display_name': 80,
  'features.slash_commands': {
    max_items: 50,
    command: [2, 32],
    command_pattern: '^/',
    url: 3000,
    description: 2000,
    usage_hint: 1000,
  },
  'features.shortcuts': { max_items: 10, name: 24, callback_id: 255, description: 150, type: ['message', 'global'] },
  'features.unfurl_domains': { max_items: 5, each: 255 },
  'oauth_config.redirect_urls': 1000,
  'oauth_config.scopes.each_list': 255,
  'settings.event_subscriptions': {
    bot_events: 100,
    user_events: 100,
    request_url: 3500,
    metadata_subscriptions: [1, 20],
  },
  'settings.interactivity': { required: ['is_enabled'], request_url: 3500, message_menu_options_url: 3500 },
  'settings.flags': ['org_deploy_enabled', 'socket_mode_enabled', 'token_rotation_enabled'],
} as const;
