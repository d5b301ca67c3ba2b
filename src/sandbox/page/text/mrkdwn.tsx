/** Slack's mrkdwn on screen. Everything goes through the tree of mrkdwn-parse, so that text never becomes markup. */
import type { JSX } from 'preact';
import { useReader } from '../state/workspace.ts';
import { formatDateToken } from './date-tokens.ts';
import { emojiFor } from './emoji.ts';
import { LinkView } from './link.tsx';
import { BroadcastMention, ChannelMention, GroupMention, UserMention } from './mentions.tsx';
import { type Inline, type Paragraph, parseMrkdwn } from './mrkdwn-parse.ts';

export function Mrkdwn({ text, verbatim }: { text: string; verbatim?: boolean | undefined }): JSX.Element {
  const paragraphs = parseMrkdwn(text, { verbatim });
  const [only, ...others] = paragraphs;
  if (only?.kind === 'plain' && others.length === 0) return <InlineRun nodes={only.children} />;
  return (
    <>
      {paragraphs.map((paragraph, index) => (
        <ParagraphView key={index} paragraph={paragraph} />
      ))}
    </>
  );
}

function ParagraphView({ paragraph }: { paragraph: Paragraph }) {
  if (paragraph.kind === 'pre') return <pre>{paragraph.text}</pre>;
  const run = <InlineRun nodes={paragraph.children} />;
  return paragraph.kind === 'quote' ? <blockquote>{run}</blockquote> : <div>{run}</div>;
}

function InlineRun({ nodes }: { nodes: Inline[] }) {
  return (
    <>
      {nodes.map((node, index) => (
        <InlineView key={index} node={node} />
      ))}
    </>
  );
}

function InlineView({ node }: { node: Inline }): JSX.Element {
  switch (node.kind) {
    case 'text':
      return <>{node.text}</>;
    case 'bold':
      return <b>{<InlineRun nodes={node.children} />}</b>;
    case 'italic':
      return <i>{<InlineRun nodes={node.children} />}</i>;
    case 'strike':
      return <s>{<InlineRun nodes={node.children} />}</s>;
    case 'code':
      return <code>{node.text}</code>;
    case 'emoji':
      return <EmojiView name={node.name} />;
    default:
      return <ControlView node={node} />;
  }
}

type Control = Extract<Inline, { kind: 'link' | 'user' | 'channel' | 'group' | 'broadcast' | 'date' }>;

function ControlView({ node }: { node: Control }): JSX.Element {
  switch (node.kind) {
    case 'link':
      return <LinkView url={node.url}>{node.label || node.url.replace(/^mailto:/, '')}</LinkView>;
    case 'user':
      return <UserMention id={node.id} label={node.label} />;
    case 'channel':
      return <ChannelMention id={node.id} label={node.label} />;
    case 'group':
      return <GroupMention id={node.id} label={node.label} />;
    case 'broadcast':
      return <BroadcastMention range={node.id} label={node.label} />;
    case 'date':
      return <DateView {...node} />;
    default:
      return <></>;
  }
}

interface DateProps {
  seconds: number;
  format: string;
  url: string | null;
  fallback: string;
}

/** An instant in the reader's zone. */
export function DateView({ seconds, format, url, fallback }: DateProps) {
  const text = formatDateToken(seconds, format, fallback, useReader());
  const time = <time title={fallback}>{text}</time>;
  return url ? <LinkView url={url}>{time}</LinkView> : time;
}

export function EmojiView({ name }: { name: string }) {
  return (
    <span class="emoji" role="img" aria-label={name.replaceAll('_', ' ')} title={`:${name}:`}>
      {emojiFor(name) ?? `:${name}:`}
    </span>
  );
}
