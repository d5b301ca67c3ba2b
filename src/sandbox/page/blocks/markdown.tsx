/** A markdown block, drawn from marked's tokens (never its HTML). */
import type { JSX } from 'preact';
import { marked, type Token, type Tokens } from 'marked';
import { withEmoji } from '../text/emoji.ts';
import { LinkView } from '../text/link.tsx';
import { unescapeText } from '../text/mrkdwn-parse.ts';

export function MarkdownView({ text }: { text: string }) {
  return (
    <div class="markdown">
      <TokenList tokens={marked.lexer(text)} />
    </div>
  );
}

function TokenList({ tokens = [] }: { tokens?: Token[] | undefined }) {
  return (
    <>
      {tokens.map((token, index) => (
        <TokenView key={index} token={token} />
      ))}
    </>
  );
}

/** Tokens that wrap others. */
const WRAPPERS: Record<string, (children: JSX.Element) => JSX.Element> = {
  paragraph: (children) => <p>{children}</p>,
  strong: (children) => <b>{children}</b>,
  em: (children) => <i>{children}</i>,
  del: (children) => <s>{children}</s>,
  blockquote: (children) => <blockquote>{children}</blockquote>,
  heading: (children) => <p class="markdown-heading">{children}</p>,
  list_item: (children) => <li>{children}</li>,
};

/** Tokens that are drawn in a way of their own. */
const LEAVES: Record<string, (token: Token) => JSX.Element> = {
  list: (token) => <ListView list={token as Tokens.List} />,
  link: (token) => (
    <LinkView url={(token as Tokens.Link).href}>
      <TokenList tokens={(token as Tokens.Link).tokens} />
    </LinkView>
  ),
  code: (token) => <pre>{(token as Tokens.Code).text}</pre>,
  codespan: (token) => <code>{(token as Tokens.Codespan).text}</code>,
  table: (token) => <MarkdownTable table={token as Tokens.Table} />,
  hr: () => <hr class="block-divider" />,
  br: () => <br />,
  space: () => <></>,
};

function TokenView({ token }: { token: Token }): JSX.Element {
  const inner = 'tokens' in token ? token.tokens : undefined;
  const wrap = WRAPPERS[token.type];
  if (wrap) return wrap(<TokenList tokens={inner} />);
  const leaf = LEAVES[token.type];
  if (leaf) return leaf(token);
  return inner ? <TokenList tokens={inner} /> : <>{plainOf(token)}</>;
}

function plainOf(token: Token): string {
  const text = 'text' in token ? (token.text as string) : token.raw;
  return withEmoji(unescapeText(text));
}

function ListView({ list }: { list: Tokens.List }) {
  const items = list.items.map((item, index) => <TokenView key={index} token={item} />);
  return list.ordered ? <ol start={Number(list.start) || 1}>{items}</ol> : <ul>{items}</ul>;
}

function MarkdownTable({ table }: { table: Tokens.Table }) {
  return (
    <div class="table-scroll">
      <table>
        <thead>
          <tr>
            {table.header.map((cell, index) => (
              <th key={index} scope="col">
                <TokenList tokens={cell.tokens} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, rowIndex) => (
            <tr key={rowIndex}>
              {row.map((cell, index) => (
                <td key={index}>
                  <TokenList tokens={cell.tokens} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
