import type { Worlds } from '../worlds.ts';
import { type AuthorizeRequest, whoMayInstall } from './authorize-request.ts';
import { inWords } from './scope-words.ts';

const STYLE = `
:root { color-scheme: light dark; --ground: #f8f8f8; --card: #fff; --text: #1d1c1d; --soft: #616061; --line: #dddddd;
  --accent: #155e56; --on-accent: #fff; --mark: #e8f2f0; }
@media (prefers-color-scheme: dark) { :root { --ground: #121416; --card: #1a1d21; --text: #e8e8e8; --soft: #ababad;
  --line: #35373b; --accent: #5bb8ab; --on-accent: #0d1f1c; --mark: #20302e; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; background: var(--ground);
  color: var(--text); font: 15px/1.47 Lato, 'Segoe UI', system-ui, sans-serif; }
main { width: 100%; max-width: 560px; padding: 32px; background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
.mark { display: grid; place-items: center; width: 48px; height: 48px; margin-bottom: 16px; border-radius: 10px;
  background: var(--mark); color: var(--accent); font-size: 24px; font-weight: 900; }
h1 { margin: 0 0 8px; font-size: 24px; line-height: 1.25; }
h2 { margin: 24px 0 8px; font-size: 15px; }
p { margin: 0 0 16px; color: var(--soft); }
ul { margin: 0; padding: 0; list-style: none; border: 1px solid var(--line); border-radius: 8px; }
li { display: flex; justify-content: space-between; gap: 16px; padding: 8px 12px; }
li + li { border-top: 1px solid var(--line); }
code { color: var(--soft); font: 12px/1.8 ui-monospace, Menlo, monospace; white-space: nowrap; }
label { display: block; margin: 16px 0 4px; font-weight: 700; }
select { width: 100%; height: 40px; padding: 0 10px; border: 1px solid var(--soft); border-radius: 6px;
  background: var(--card); color: inherit; font: inherit; }
.actions { display: flex; justify-content: flex-end; gap: 12px; margin-top: 24px; }
button { min-width: 96px; height: 40px; padding: 0 16px; border: 1px solid var(--soft); border-radius: 6px;
  background: none; color: inherit; font: inherit; font-weight: 700; cursor: pointer; }
button[value=allow] { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
:is(button, select):focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
@media (max-width: 480px) { li { flex-direction: column; gap: 0; } main { padding: 20px; } }
`;

/** The page on which a person sees who asks for what, and says yes or no. */
export function authorizePage(appName: string, request: AuthorizeRequest, worlds: Worlds): string {
  const app = escapeHtml(appName);
  const scopes = request.scopes.map(
    (scope) => `<li><span>${escapeHtml(inWords(scope) ?? '')}</span><code>${escapeHtml(scope)}</code></li>`,
  );
  return page(
    `${app} asks for permission`,
    `<div class="mark" aria-hidden="true">${app.slice(0, 1)}</div>
<h1>${app} asks for permission to access a workspace</h1>
<p>This is the sandbox, which stands in for Slack. Nothing leaves your machine.</p>
<form method="post">
<label for="who">Install it as</label>
<select id="who" name="who">${installers(request, worlds)}</select>
<h2>${app} will be able to</h2>
<ul>${scopes.join('')}</ul>
<div class="actions">
<button name="answer" value="cancel">Cancel</button>
<button name="answer" value="allow">Allow</button>
</div>
</form>`,
  );
}

/** Why nobody can be asked; the person cannot mend it, the app's developer can. */
export function refusalPage(error: string): string {
  return page(
    'Something is wrong with this link',
    `<h1>Something is wrong with this link</h1>
<p>The app that sent you here asks in a way that Slack does not take. Tell its developer.</p>
<p>Error: <code>${escapeHtml(error)}</code></p>`,
  );
}

function installers({ team }: AuthorizeRequest, worlds: Worlds): string {
  const groups = whoMayInstall(worlds).map(({ workspace, people }) => {
    const preferred = people.find(({ isAdmin }) => isAdmin)?.id;
    const options = people.map(({ id, realName, title }) => {
      const selected = workspace.id === (team ?? worlds[0].state.workspace.id) && id === preferred ? ' selected' : '';
      return `<option value="${escapeHtml(`${workspace.id}/${id}`)}"${selected}>${escapeHtml(`${realName}, ${title} (${workspace.name})`)}</option>`;
    });
    return `<optgroup label="${escapeHtml(workspace.name)}">${options.join('')}</optgroup>`;
  });
  return groups.join('');
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${STYLE}</style></head>
<body><main>${body}</main></body>
</html>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
