const STYLE = `
:root { color-scheme: light dark; --ground: #f6f7f7; --card: #fff; --text: #1d1c1d; --soft: #5c5f61; --line: #dfe3e3;
  --accent: #155e56; --on-accent: #fff; }
@media (prefers-color-scheme: dark) { :root { --ground: #121416; --card: #1a1d21; --text: #e8e8e8; --soft: #b0b2b4;
  --line: #35373b; --accent: #5bb8ab; --on-accent: #0d1f1c; } }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--ground); color: var(--text);
  font: 16px/1.5 'Segoe UI', system-ui, sans-serif; }
main { box-sizing: border-box; width: calc(100% - 32px); max-width: 480px; margin: 24px 0; padding: 32px;
  background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
h1 { margin: 0 0 12px; font-size: 24px; line-height: 1.25; }
p { margin: 0 0 12px; }
a.button { display: inline-block; margin: 12px 0; padding: 10px 20px; border-radius: 6px; background: var(--accent);
  color: var(--on-accent); font-weight: 700; text-decoration: none; }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
`;

export interface Page {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly button: { readonly label: string; readonly url: string };
}

/** The page on which somebody decides to install the app; `url` asks them at Slack. */
export function installPage(url: string): string {
  return renderPage({
    title: 'Add Floorwalker to your Slack workspace',
    paragraphs: [
      'Floorwalker helps customer-service teams in the moment: an agent asks, a lead decides, nothing gets lost.',
      'Slack shows you what it may do, and asks whether that is all right. You can remove it at any time.',
    ],
    button: { label: 'Add to Slack', url },
  });
}

/** A page of a few sentences and one next step. Everything in it is plain text. */
export function renderPage({ title, paragraphs, button }: Page): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><main>
<h1>${escapeHtml(title)}</h1>
${paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n')}
<a class="button" href="${escapeHtml(button.url)}">${escapeHtml(button.label)}</a>
</main></body>
</html>`;
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
