/** Rich text: sections, lists, quotes and preformatted text. */
import type { RichTextBlock, RichTextElement, RichTextList } from '@slack/types';
import type { JSX } from 'preact';
import { LinkView } from '../text/link.tsx';
import { BroadcastMention, ChannelMention, UserMention } from '../text/mentions.tsx';
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
  const style = { marginLeft: `${(list.indent ?? 0) * 28}px` };
  return list.style === 'ordered' ? <ol style={style}>{items}</ol> : <ul style={style}>{items}</ul>;
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

function RunView({ element }: { element: RichTextElement }): JSX.Element {
  switch (element.type) {
    case 'text':
      return <>{element.text}</>;
    case 'link':
      return <LinkView url={element.url}>{element.text ?? element.url}</LinkView>;
    case 'emoji':
      return <EmojiView name={element.name} />;
    case 'user':
      return <UserMention id={element.user_id} />;
    case 'channel':
      return <ChannelMention id={element.channel_id} />;
    case 'broadcast':
      return <BroadcastMention range={element.range} />;
    case 'date':
      return (
        <DateView
          seconds={element.timestamp}
          format={element.format}
          url={element.url ?? null}
          fallback={element.fallback ?? ''}
        />
      );
    default:
      return <PlainRun element={element} />;
  }
}

function PlainRun({ element }: { element: Extract<RichTextElement, { type: 'color' | 'team' | 'usergroup' }> }) {
  if (element.type === 'color') return <code>{element.value}</code>;
  return <span class="mention">@{element.type === 'team' ? element.team_id : element.usergroup_id}</span>;
}
