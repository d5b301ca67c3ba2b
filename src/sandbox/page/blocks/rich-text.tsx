/** Rich text: sections, lists, quotes and preformatted text. */
import type { RichTextBlock, RichTextElement, RichTextList } from '@slack/types';
import type { JSX } from 'preact';
import { LinkView } from '../text/link.tsx';
import { BroadcastMention, ChannelMention, GroupMention, UserMention } from '../text/mentions.tsx';
import { DateView, EmojiView } from '../text/mrkdwn.tsx';

type Part = RichTextBlock['elements'][number];

export function RichText({ block }: { block: RichTextBlock }) {
  return (
    <div class="rich-text">
      {block.elements.map((part, index) => (
        <PartView key={index} part={part} />
      ))}
    </div>
  );
}

function PartView({ part }: { part: Part }): JSX.Element {
  switch (part.type) {
    case 'rich_text_section':
      return (
        <div>
          <Runs elements={part.elements} />
        </div>
      );
    case 'rich_text_list':
      return <ListView list={part} />;
    case 'rich_text_quote':
      return (
        <blockquote>
          <Runs elements={part.elements} />
        </blockquote>
      );
    case 'rich_text_preformatted':
      return (
        <pre>
          <Runs elements={part.elements} />
        </pre>
      );
    default:
      return <></>;
  }
}

function ListView({ list }: { list: RichTextList }) {
  const items = list.elements.map((section, index) => (
    <li key={index}>
      <Runs elements={section.elements} />
    </li>
  ));
  const indent = list.indent ?? 0;
  const look = {
    class: `indent-${indent % 3} ${list.border ? 'has-border' : ''}`,
    style: { marginLeft: `${indent * 28}px` },
  };
  if (list.style === 'bullet') return <ul {...look}>{items}</ul>;
  return (
    <ol start={offsetOf(list) + 1} {...look}>
      {items}
    </ol>
  );
}

/** How many numbers came before; Slack has it, its types do not. */
function offsetOf(list: RichTextList & { readonly offset?: number }): number {
  return list.offset ?? 0;
}

function Runs({ elements }: { elements: RichTextElement[] }) {
  return (
    <>
      {elements.map((element, index) => (
        <Styled key={index} element={element} />
      ))}
    </>
  );
}

/** The element inside the tags its style asks for. */
function Styled({ element }: { element: RichTextElement }): JSX.Element {
  const style = element.style ?? {};
  let node = <RunView element={element} />;
  if (style.code) node = <code>{node}</code>;
  if (style.strike) node = <s>{node}</s>;
  if (style.italic) node = <i>{node}</i>;
  if (style.underline) node = <u>{node}</u>;
  return style.bold ? <b>{node}</b> : node;
}

type RunViews = { [T in RichTextElement['type']]: (run: Extract<RichTextElement, { type: T }>) => JSX.Element };

const RUNS: RunViews = {
  broadcast: (run) => <BroadcastMention range={run.range} />,
  channel: (run) => <ChannelMention id={run.channel_id} />,
  color: (run) => (
    <code>
      <span class="color-dot" style={{ background: run.value }} />
      {run.value}
    </code>
  ),
  date: (run) => (
    <DateView seconds={run.timestamp} format={run.format} url={run.url ?? null} fallback={run.fallback ?? ''} />
  ),
  emoji: (run) => <EmojiView name={run.name} />,
  link: (run) => <LinkView url={run.url}>{run.text ?? run.url}</LinkView>,
  team: (run) => <span class="mention">@{run.team_id}</span>,
  text: (run) => <>{run.text}</>,
  user: (run) => <UserMention id={run.user_id} />,
  usergroup: (run) => <GroupMention id={run.usergroup_id} />,
};

function RunView({ element }: { element: RichTextElement }): JSX.Element {
  // The table pairs each type with its view; TypeScript cannot follow the pairing through the look-up.
  const view = RUNS[element.type] as ((run: RichTextElement) => JSX.Element) | undefined;
  return view ? view(element) : <></>;
}
