/** Emoji by the short names that Slack uses. */
import { type Gemoji, gemoji, nameToEmoji } from 'gemoji';

/** Where Slack's names are not GitHub's. */
const SLACK_NAMES: Record<string, string> = {
  large_green_circle: '🟢',
  large_yellow_circle: '🟡',
  large_orange_circle: '🟠',
  large_purple_circle: '🟣',
  large_brown_circle: '🟤',
  large_red_square: '🟥',
  large_orange_square: '🟧',
  large_yellow_square: '🟨',
  large_green_square: '🟩',
  large_blue_square: '🟦',
  thinking_face: '🤔',
  hugging_face: '🤗',
  face_with_rolling_eyes: '🙄',
  face_with_monocle: '🧐',
  face_with_thermometer: '🤒',
  zany_face: '🤪',
  the_horns: '🤘',
  admission_tickets: '🎟️',
  spiral_calendar_pad: '🗓️',
  double_vertical_bar: '⏸️',
  lightning: '🌩️',
  thunder_cloud_and_rain: '⛈️',
  lower_left_fountain_pen: '🖋️',
  heavy_check_mark: '✔️',
  white_frowning_face: '☹️',
  ladder: '🪜',
};

const SKIN_TONES = ['🏻', '🏼', '🏽', '🏾', '🏿'];

export interface EmojiChoice {
  name: string;
  emoji: string;
}

/** The character of a short name such as `+1` or `wave::skin-tone-3`; null for a name nobody knows. */
export function emojiFor(name: string): string | null {
  const [base = '', tone] = name.split('::');
  const character = lookUp(base);
  if (!character) return null;
  const toneIndex = tone ? Number(tone.replace('skin-tone-', '')) - 2 : -1;
  return character + (SKIN_TONES[toneIndex] ?? '');
}

export function hasEmoji(name: string): boolean {
  return emojiFor(name) !== null;
}

function lookUp(name: string): string | null {
  if (name.startsWith('flag-')) return nameToEmoji[name.slice(5)] ?? null;
  if (Object.hasOwn(SLACK_NAMES, name)) return SLACK_NAMES[name] ?? null;
  return Object.hasOwn(nameToEmoji, name) ? (nameToEmoji[name] ?? null) : null;
}

/** Plain text with its short names turned into characters. */
export function withEmoji(text: string): string {
  return text.replaceAll(/:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/g, (all, name: string) => emojiFor(name) ?? all);
}

/** Up to `max` emoji whose name, or else tag, holds the query; names that begin with it come first. */
export function searchEmoji(query: string, max: number): EmojiChoice[] {
  const wanted = query.toLowerCase();
  const rank = (entry: Gemoji) => {
    if (entry.names.some((name) => name.startsWith(wanted))) return 0;
    if (entry.names.some((name) => name.includes(wanted))) return 1;
    return entry.tags.some((tag) => tag.includes(wanted)) ? 2 : 3;
  };
  return gemoji
    .map((entry) => ({ entry, rank: rank(entry) }))
    .filter((candidate) => candidate.rank < 3)
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, max)
    .map(({ entry }) => ({ name: bestName(entry, wanted), emoji: entry.emoji }));
}

function bestName(entry: Gemoji, wanted: string): string {
  return entry.names.find((name) => name.startsWith(wanted)) ?? entry.names[0] ?? '';
}

/** Nothing but up to a handful of emoji, which Slack shows large. */
export function isOnlyEmoji(text: string): boolean {
  return (
    /^(\s*(:[a-z0-9_+'-]+(::skin-tone-[2-6])?:|\p{Extended_Pictographic}\uFE0F?))+\s*$/u.test(text) && text.length < 120
  );
}
