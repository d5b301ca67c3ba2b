/** A button that opens a searchable choice of emoji. */
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { PopupButton } from '../elements/popup-button.tsx';
import { useRovingFocus } from '../elements/use-roving-focus.ts';
import { emojiFor, searchEmoji } from '../text/emoji.ts';

const USUAL = (
  '+1 -1 white_check_mark eyes raised_hands heart joy tada pray clap fire rocket thinking_face ' +
  'slightly_smiling_face slightly_frowning_face cry sweat_smile wave ok_hand muscle warning rotating_light ' +
  'red_circle large_yellow_circle large_green_circle one two three four five calendar hourglass_flowing_sand ' +
  'moneybag package phone coffee'
).split(' ');
const MOST = 72;
const COLUMNS = 9;

interface EmojiPickerProps {
  label: string;
  class: string;
  children: ComponentChildren;
  onPick: (name: string) => void;
  onToggle?: (isOpen: boolean) => void;
}

export function EmojiPicker({ onPick, ...button }: EmojiPickerProps) {
  return (
    <PopupButton
      {...button}
      opens="dialog"
      align="end"
      popupClass="emoji-popup"
      popup={({ leave }) => (
        <EmojiGrid
          onPick={(picked) => {
            leave();
            onPick(picked);
          }}
        />
      )}
    />
  );
}

function EmojiGrid({ onPick }: { onPick: (name: string) => void }) {
  const [query, setQuery] = useState('');
  const grid = useRef<HTMLDivElement>(null);
  const rove = useRovingFocus(grid, { items: 'button', columns: COLUMNS });
  const found = query ? searchEmoji(query, MOST) : USUAL.map((name) => ({ name, emoji: emojiFor(name) ?? '' }));
  return (
    <div role="dialog" aria-label="Choose an emoji">
      <input
        class="text-input"
        aria-label="Search emoji"
        placeholder="Search emoji"
        autofocus
        value={query}
        onInput={(event) => setQuery(event.currentTarget.value.replaceAll(':', ''))}
        onKeyDown={(event) => {
          const first = found[0];
          if (event.key === 'Enter' && first) onPick(first.name);
          else if (event.key === 'ArrowDown') rove(event);
        }}
      />
      <div class="emoji-grid" ref={grid} onKeyDown={rove}>
        {found.map((choice, index) => (
          <button
            key={choice.name}
            type="button"
            tabIndex={index === 0 ? 0 : -1}
            class="emoji"
            aria-label={choice.name.replaceAll('_', ' ')}
            title={`:${choice.name}:`}
            onClick={() => onPick(choice.name)}
          >
            {choice.emoji}
          </button>
        ))}
      </div>
      {found.length === 0 && <p class="menu-empty">No emoji found</p>}
    </div>
  );
}
