import { z } from 'zod';
import { cleanText } from './mrkdwn.ts';
import type { ViewState } from './listener.ts';

/**
 * Readers of what was typed and chosen in a form. A field's name is its block id, and a block holds one element, so
 * action ids do not matter here. Whatever is absent, empty or of another kind reads as undefined.
 */
const Element = z
  .object({
    value: z.string().nullish(),
    selected_option: z.object({ value: z.string() }).nullish(),
    selected_options: z.array(z.object({ value: z.string() })).nullish(),
    selected_user: z.string().nullish(),
    selected_users: z.array(z.string()).nullish(),
    selected_channel: z.string().nullish(),
    selected_conversation: z.string().nullish(),
    selected_date: z.iso.date().nullish(),
    selected_date_time: z.number().int().nullish(),
    files: z.array(z.unknown()).nullish(),
  })
  .partial()
  .catch({});
type Element = z.infer<typeof Element>;

function elementOf(state: ViewState, name: string): Element {
  const block = Object.hasOwn(state, name) ? state[name] : undefined;
  return Element.parse(Object.values(block ?? {})[0] ?? {});
}

/** What was typed, cleaned and trimmed; undefined when that leaves nothing. */
export function textOf(state: ViewState, name: string): string | undefined {
  const text = cleanText(elementOf(state, name).value ?? '').trim();
  return text === '' ? undefined : text;
}

/** The value of the chosen option of a menu, a searched menu or radio buttons. */
export function choiceOf(state: ViewState, name: string): string | undefined {
  return elementOf(state, name).selected_option?.value;
}

/** The values of all chosen options of checkboxes or a menu of several. */
export function choicesOf(state: ViewState, name: string): readonly string[] {
  return (elementOf(state, name).selected_options ?? []).map((chosen) => chosen.value);
}

/** Slack ids of the people picked, each once. */
export function usersOf(state: ViewState, name: string): readonly string[] {
  const { selected_user: one, selected_users: several } = elementOf(state, name);
  return [...new Set(several ?? (one ? [one] : []))];
}

export function channelOf(state: ViewState, name: string): string | undefined {
  const { selected_channel: channel, selected_conversation: conversation } = elementOf(state, name);
  return channel ?? conversation ?? undefined;
}

export function dateTimeOf(state: ViewState, name: string): Date | undefined {
  const seconds = elementOf(state, name).selected_date_time;
  return seconds === null || seconds === undefined ? undefined : new Date(seconds * 1000);
}

/** The date that was picked: `2026-12-01`. */
export function dateOf(state: ViewState, name: string): string | undefined {
  return elementOf(state, name).selected_date ?? undefined;
}

/** A file that was put into a form; what is in it: files.ts. */
export type UploadedFile = z.infer<typeof UploadedFile>;
const UploadedFile = z.object({
  id: z.string().regex(/^F[A-Z0-9]+$/),
  name: z.string().max(255).catch(''),
  mimetype: z.string().catch(''),
  size: z.number().catch(0),
});

export function filesOf(state: ViewState, name: string): readonly UploadedFile[] {
  return (elementOf(state, name).files ?? []).flatMap((file) => UploadedFile.safeParse(file).data ?? []);
}
