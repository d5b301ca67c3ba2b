import type { ServerResponse } from 'node:http';
import { answerCall } from '../calls/answer-call.ts';
import { readBody } from '../http/body.ts';
import { jsonReply, replyText } from '../http/reply.ts';
import type { Route, Visit } from '../http/route.ts';
import { readCall } from '../web-api/read-call.ts';
import type { Worlds } from '../worlds.ts';
import { authorizePage, refusalPage } from './authorize-page.ts';
import { type AuthorizeRequest, readAuthorizeRequest, wayBack, whoMayInstall } from './authorize-request.ts';
import { createCodes, type Codes } from './codes.ts';
import { exchangeCode } from './exchange.ts';
import type { OAuthSettings } from './settings.ts';

const METHOD = 'oauth.v2.access';

interface Desk {
  readonly worlds: Worlds;
  readonly settings: OAuthSettings;
  readonly codes: Codes;
}

/** How people install the app: the page that asks them, the exchange of the code, and the way to the app afterwards. */
export function oauthRoutes(worlds: Worlds, settings: OAuthSettings): Route[] {
  const desk = { worlds, settings, codes: createCodes() };
  return [
    { method: 'GET', path: /^\/oauth\/v2\/authorize$/, answer: (visit) => ask(desk, visit) },
    { method: 'POST', path: /^\/oauth\/v2\/authorize$/, answer: (visit) => takeAnswer(desk, visit) },
    { method: 'POST', path: /^\/api\/oauth\.v2\.access$/, answer: (visit) => exchange(desk, visit) },
    { method: 'GET', path: /^\/app_redirect$/, answer: showWorkspace },
    { method: 'GET', path: /^\/install$/, answer: ({ response }) => goTo(response, installPageOf(settings)) },
  ];
}

function ask({ worlds, settings }: Desk, { url, response }: Visit): void {
  const request = readAuthorizeRequest(url.searchParams, settings);
  if (typeof request === 'string') return showPage(response, 400, refusalPage(request));
  showPage(response, 200, authorizePage(worlds[0].manifest.appName, request, worlds));
}

async function takeAnswer(desk: Desk, { url, request, response }: Visit): Promise<void> {
  const asked = readAuthorizeRequest(url.searchParams, desk.settings);
  const form = new URLSearchParams((await readBody(request)).toString('utf8'));
  if (typeof asked === 'string') return showPage(response, 400, refusalPage(asked));
  if (form.get('answer') !== 'allow') return goTo(response, wayBack(asked, desk.settings, { error: 'access_denied' }));
  const code = allow(desk, asked, form.get('who') ?? '');
  if (code === undefined) return showPage(response, 403, refusalPage('user_not_allowed'));
  goTo(response, wayBack(asked, desk.settings, { code }));
}

/** The code, or undefined for somebody who may not install apps. */
function allow({ worlds, codes }: Desk, { scopes, redirectUri }: AuthorizeRequest, who: string): string | undefined {
  const [workspaceId, person = ''] = who.split('/');
  const place = whoMayInstall(worlds).findIndex(({ workspace }) => workspace.id === workspaceId);
  const world = worlds[place];
  const mayInstall = whoMayInstall(worlds)[place]?.people.some(({ id }) => id === person);
  return world && mayInstall ? codes.issue({ world, person, scopes, redirectUri }) : undefined;
}

async function exchange({ worlds, settings, codes }: Desk, { request, response, url }: Visit): Promise<void> {
  const { form } = await readCall(request, { name: METHOD, url, takesJson: false }, await readBody(request));
  const [workspaceId] = (form['code'] ?? '').split('.');
  const world = worlds.find(({ state }) => state.workspace.id === workspaceId) ?? worlds[0];
  return answerCall(world, response, {
    what: METHOD,
    payload: form,
    values: [],
    work: () => jsonReply(exchangeCode(settings, codes, form, request)),
  });
}

/** Where Slack opens the app in its own window, the sandbox shows the workspace. */
function showWorkspace({ url, response }: Visit): void {
  goTo(response, `/?workspace=${encodeURIComponent(url.searchParams.get('team') ?? '')}`);
}

/** The app's own page, wherever it runs now. */
function installPageOf({ redirectUrl }: OAuthSettings): string {
  return new URL('/slack/install', redirectUrl()).href;
}

function goTo(response: ServerResponse, location: string): void {
  response.writeHead(302, { location, 'cache-control': 'no-store' }).end();
}

function showPage(response: ServerResponse, status: number, html: string): void {
  response.setHeader(
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  );
  replyText(response, status, html, 'text/html; charset=utf-8');
}
