/** A person's initials on their colour; the app has its own mark. */
import type { PersonState } from '../../protocol.ts';

export function Avatar({ person, id, size }: { person: PersonState | undefined; id: string; size: 'small' | 'big' }) {
  const name = person?.realName ?? id;
  const isBot = person?.kind === 'bot';
  return (
    <span
      class={`avatar is-${size} ${isBot ? 'is-bot' : ''}`}
      style={{ background: cssColor(person?.color) }}
      aria-hidden="true"
      data-initials={isBot ? undefined : initials(name)}
    >
      {isBot && <BotMark />}
    </span>
  );
}

/** The app's mark: a walker. */
export function BotMark() {
  return (
    <svg
      viewBox="0 0 24 24"
      width="66%"
      height="66%"
      fill="none"
      stroke="currentColor"
      stroke-width="2.2"
      stroke-linecap="round"
    >
      <circle cx="13" cy="4.5" r="2" fill="currentColor" stroke="none" />
      <path d="M12.5 9.5 10 14l3.5 2.5L14 22M10 14l-2.5 7M8 11l4.5-2.5L16 11l3 .5" />
    </svg>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => Array.from(word ?? '')[0] ?? '',
  );
  return letters.join('').toUpperCase();
}

function cssColor(color: string | undefined): string {
  if (!color) return '#616061';
  return /^[0-9a-f]{3,8}$/i.test(color) ? `#${color}` : color;
}
