/**
 * Slack's numbers as the stand-in workspace enforces them, read from Slack's documentation and its SDKs. The app keeps
 * a table of its own on purpose: each of the two checks the other. Lengths count Unicode code points.
 */
export const TEXT = {
  blockId: 255,
  actionId: 255,
  header: 150,
  section: 3000,
  sectionField: 2000,
  contextText: 3000,
  imageAlt: 2000,
  imageTitle: 2000,
  imageUrl: 3000,
  inputLabel: 2000,
  inputHint: 2000,
  plainTextInput: 3000,
  placeholder: 150,
  markdown: 12_000,
  alert: 200,
  cardTitle: 150,
  cardBody: 200,
  containerTitle: 150,
  videoTitle: 199,
  videoAuthor: 49,
  videoDescription: 200,
  buttonText: 75,
  buttonValue: 2000,
  buttonUrl: 3000,
  accessibilityLabel: 75,
  optionText: 75,
  optionValue: 150,
  optionDescription: 75,
  optionUrl: 3000,
  groupLabel: 75,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  viewTitle: 24,
  viewButton: 24,
  privateMetadata: 3000,
  callbackId: 255,
  externalId: 255,
  /** Longer texts of a new message are cut, not refused. */
  message: 40_000,
  messageUpdate: 4000,
} as const;

export const COUNT = {
  messageBlocks: 50,
  viewBlocks: 100,
  actions: 25,
  contextElements: 10,
  contextActions: 5,
  sectionFields: 10,
  cardActions: 3,
  carouselCards: 10,
  containerChildren: 10,
  tableRows: 100,
  tableCells: 20,
  tableCharacters: 10_000,
  dataTableRows: 201,
  dataTableCharacters: 20_000,
  planTasks: 50,
  selectOptions: 100,
  optionGroups: 100,
  overflowOptions: 5,
  checkboxOptions: 10,
  inputFiles: 10,
  richTextIndent: 8,
  modalStack: 3,
  viewBytes: 250_000,
  /** Bytes of event_payload; Slack says only metadata_too_large, the number is ours. */
  metadataBytes: 8000,
  reactionsPerMessage: 50,
} as const;

export const TIME = {
  ackMs: 3000,
  triggerMs: 3000,
  responseUrlMs: 30 * 60_000,
  responseUrlUses: 5,
  /** At once, after a minute, after five. */
  eventRetriesMs: [0, 60_000, 300_000] as readonly number[],
  /** One message a second in a channel; 50 ms are forgiven, since two requests sent a second apart may arrive closer. */
  postGapMs: 950,
  /** How many Socket Mode connections may be open. */
  socketConnections: 10,
} as const;

/** Calls a minute that Slack allows for a method of each tier. */
export const TIER_PER_MINUTE = { tier1: 1, tier2: 20, tier3: 50, tier4: 100, special: 600 } as const;
export type Tier = keyof typeof TIER_PER_MINUTE;
