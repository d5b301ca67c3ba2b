/** The page's icons, drawn on a grid of 20: strokes take the colour of the text beside them. */

const PATHS = {
  archive: 'M3 4.5h14v3H3zM4.5 7.5V16h11V7.5M8 10.5h4',
  at: 'M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0Zm0-3v4a2 2 0 0 0 4 0v-1a7 7 0 1 0-3 5.8',
  bold: 'M6 4h4.8a2.9 2.9 0 0 1 0 5.8H6zm0 5.8h5.5a3.1 3.1 0 0 1 0 6.2H6z',
  bolt: 'M11.5 2.5 4.5 11H9l-.8 6.5 7.3-9H11z',
  bookmark: 'M5.5 3h9v14L10 13.3 5.5 17z',
  bullets: 'M8 5h9M8 10h9M8 15h9M3.5 5h.01M3.5 10h.01M3.5 15h.01',
  check: 'm4 10.5 4 4 8-9',
  circle: 'M16 10a6 6 0 1 1-12 0 6 6 0 0 1 12 0Z',
  clip: 'm15.5 9.5-5.8 5.8a3.4 3.4 0 0 1-4.9-4.9l6.3-6.2a2.3 2.3 0 0 1 3.2 3.2L8.2 13.5a1.1 1.1 0 0 1-1.6-1.6L12 6.6',
  close: 'm5 5 10 10M15 5 5 15',
  code: 'm7 6-4 4 4 4m6-8 4 4-4 4',
  copy: 'M7 7h10v10H7zM13 7V3H3v10h4',
  down: 'm5 7.5 5 5 5-5',
  dots: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  'dots-vertical': 'M10 4.5h.01M10 10h.01M10 15.5h.01',
  download: 'M10 3v9m-4-3.5 4 4 4-4M3.5 16.5h13',
  edit: 'm3.5 16.5.8-3.5L13 4.3a1.6 1.6 0 0 1 2.3 0l.4.4a1.6 1.6 0 0 1 0 2.3L7 15.7z',
  eye: 'M1.8 10S4.8 4.8 10 4.8 18.2 10 18.2 10 15.2 15.2 10 15.2 1.8 10 1.8 10Zm10.4 0a2.2 2.2 0 1 1-4.4 0 2.2 2.2 0 0 1 4.4 0Z',
  file: 'M5 2.5h6.5L15.5 7v10.5H5zM11.5 2.5V7h4',
  hash: 'M8 3 6.5 17M13.5 3 12 17M3.5 7.5h13.5M3 12.5h13.5',
  info: 'M17.5 10a7.5 7.5 0 1 1-15 0 7.5 7.5 0 0 1 15 0ZM10 9.5V14M10 6.5h.01',
  italic: 'M9 4h6M5 16h6M12 4 8 16',
  left: 'm12.5 5-5 5 5 5',
  link: 'm8.5 11.5 3-3M9 6.5l2-2a3.2 3.2 0 0 1 4.5 4.5l-2 2M11 13.5l-2 2A3.2 3.2 0 0 1 4.5 11l2-2',
  lock: 'M4.5 9h11v8h-11zM7 9V6.5a3 3 0 0 1 6 0V9',
  note: 'M4 3h12v14H4zM7 7h6M7 10h6M7 13h3',
  numbers: 'M8 5h9M8 10h9M8 15h9M3 4l1-1v4M2.8 13.2a1 1 0 0 1 1.9.4c0 .9-1.9 1.5-1.9 2.9h2',
  pin: 'm11.5 3 5.5 5.5-3 .8-3 3-.5 3.2-6-6 3.2-.5 3-3zM7.5 12.5 3 17',
  play: 'M6.5 4v12l10-6z',
  plus: 'M10 4v12M4 10h12',
  remove: 'M4 10h12',
  right: 'm7.5 5 5 5-5 5',
  search: 'M13 8.5a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0Zm-1.2 3.3L17 17',
  send: 'M3 3.5 17.5 10 3 16.5l1.8-5L11 10 4.8 8.5z',
  smile: 'M17.5 10a7.5 7.5 0 1 1-15 0 7.5 7.5 0 0 1 15 0ZM7.5 8h.01M12.5 8h.01M6.8 11.5a3.6 3.6 0 0 0 6.4 0',
  'smile-plus':
    'M10.5 3.6A6.8 6.8 0 1 0 16.4 9.5M6.8 8.5h.01M11.4 8.5h.01M6 11.8a3.3 3.3 0 0 0 6 0M15.5 2v5.6M12.7 4.8h5.6',
  strike:
    'M3 10h14M14 6.2C13.4 4.8 11.9 4 10 4 7.7 4 6.2 5.1 6.2 6.8c0 .8.3 1.4.9 1.9M6 13.8C6.7 15.2 8.2 16 10.1 16c2.3 0 3.9-1.1 3.9-2.9 0-.4-.1-.8-.200-1.1',
  thread: 'M3 4h14v9.5h-6.5L6.5 17v-3.5H3zM6.5 7.5h7M6.5 10.3h4.5',
  'thumbs-down':
    'M6 3.5v8.5l3.5 5c1.2 0 1.8-.8 1.6-2l-.4-2.5h4c1.2 0 2-1 1.7-2.2l-1.2-5c-.2-1-1-1.8-2.2-1.8zM6 4H3v8h3',
  'thumbs-up': 'M6 16.5V8l3.5-5c1.2 0 1.8.8 1.6 2l-.4 2.5h4c1.2 0 2 1 1.7 2.2l-1.2 5c-.2 1-1 1.8-2.2 1.8zM6 16H3V8h3',
  trash: 'M4 5.5h12M8 5.5V3h4v2.5M5.5 5.5 6.3 17h7.4l.8-11.5M8.5 8.5v5.5M11.5 8.5v5.5',
  up: 'm5 12.5 5-5 5 5',
  upload: 'M10 13V4M6 7.5l4-4 4 4M3.5 16.5h13',
  warning: 'M10 3 18 16.5H2zM10 8v4M10 14.2h.01',
  working: 'M10 3.5a6.5 6.5 0 1 1-6.2 4.5M10 6v4l2.5 1.5',
  users:
    'M10 7a2.7 2.7 0 1 1-5.4 0A2.7 2.7 0 0 1 10 7ZM2.5 16c0-2.7 2-4.5 4.8-4.5s4.8 1.8 4.8 4.5M12.3 4.5a2.7 2.7 0 0 1 0 5.2M14.2 11.8c2 .4 3.3 2 3.3 4.2',
} as const;

export type IconName = keyof typeof PATHS;

interface IconProps {
  name: IconName;
  /** Width and height in pixels. */
  size?: number;
  /** What it says to those who do not see it; without, it says nothing. */
  label?: string;
}

export function Icon({ name, size = 18, label }: IconProps) {
  return (
    <svg
      class={`icon is-${name}`}
      viewBox="0 0 20 20"
      width={size}
      height={size}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' })}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

/** Whether Slack's name of an icon is one that is drawn here. */
export function isIconName(name: string): name is IconName {
  return Object.hasOwn(PATHS, name);
}
