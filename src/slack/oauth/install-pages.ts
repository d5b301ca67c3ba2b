import type { ServerResponse } from 'node:http';
import { type Installation, InstallProvider } from '@slack/oauth';
import type { Log } from '../../core/log.ts';
import { newCorrelationId, referenceOf } from '../correlation.ts';
import type { Handlers } from '../http-server.ts';
import { slackLog } from '../slack-log.ts';
import { isExpected, NotOneWorkspace, wordsForFailure } from './failures.ts';
import { installPage, type Page, renderPage } from './pages.ts';
import { scopesToAskFor } from './scopes.ts';

/** A call that hangs ends here, while the person still looks. */
const TIMEOUT_MS = 8_000;

export interface InstallOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  readonly slackApiUrl: string;
  /** Keeps the token; when it resolves the app works in that workspace. */
  readonly keep: (given: Given) => Promise<void>;
}

/** What somebody gave the app by installing it. */
export interface Given {
  readonly workspaceId: string;
  readonly token: string;
  readonly installedBy: string;
}

const INSTALL = '/slack/install';

/**
 * The pages by which people install the app: one that leads to Slack, one to which Slack leads back. Slack's own library
 * sees to the state and the cookie that ties it to the browser, and exchanges the code; what is shown, and what is kept,
 * is ours.
 */
export function installPages(options: InstallOptions, log: Log): Handlers {
  const provider = createProvider(options, log);
  const show = (response: ServerResponse, status: number, page: Page): void => {
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(renderPage(page));
  };
  return {
    [`GET ${INSTALL}`]: async (request, response) => {
      setSafeHeaders(response);
      await provider.handleInstallPath(request, response);
    },
    'GET /slack/oauth_redirect': async (request, response) => {
      setSafeHeaders(response);
      await provider.handleCallback(request, response, {
        success: (installation) => show(response, 200, installed(installation, options.slackApiUrl)),
        failure: (error) => {
          const correlationId = newCorrelationId();
          const reference = referenceOf(correlationId);
          if (isExpected(error)) log.info({ reason: error.message }, 'the app was not installed');
          else log.error({ err: error, correlationId, reference }, 'the app could not be installed');
          const { status, ...words } = wordsForFailure(error, reference);
          show(response, status, { ...words, button: { label: 'Start again', url: INSTALL } });
        },
      });
    },
  };
}

function createProvider(options: InstallOptions, log: Log): InstallProvider {
  const { clientId, clientSecret, stateSecret, slackApiUrl } = options;
  // It logs as an error whatever anybody sends; what matters is logged by us.
  const logger = { ...slackLog(log, 'oauth'), error: () => {} };
  return new InstallProvider({
    clientId,
    clientSecret,
    stateSecret,
    authorizationUrl: new URL('../oauth/v2/authorize', slackApiUrl).href,
    installUrlOptions: { scopes: [...scopesToAskFor()] },
    renderHtmlForInstallPath: installPage,
    installationStore: {
      storeInstallation: (installation) => options.keep(givenBy(installation)),
      fetchInstallation: () => Promise.reject(new Error('tokens are looked up elsewhere')),
    },
    // No `headers` here: clients write their token into that object, and the next client would send it too.
    clientOptions: {
      slackApiUrl,
      timeout: TIMEOUT_MS,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    },
    logger,
  });
}

/** @throws NotOneWorkspace for the install of a whole organisation, and for one without a bot */
function givenBy({ team, bot, user, isEnterpriseInstall }: Installation): Given {
  if (!team || !bot || isEnterpriseInstall) throw new NotOneWorkspace();
  return { workspaceId: team.id, token: bot.token, installedBy: user.id };
}

function installed({ team, appId }: Installation, slackApiUrl: string): Page {
  const url = new URL('../app_redirect', slackApiUrl);
  url.searchParams.set('app', appId ?? '');
  url.searchParams.set('team', team?.id ?? '');
  return {
    title: `Floorwalker is in ${team?.name ?? 'your workspace'}`,
    paragraphs: ['One step is left: in Slack, type /floorwalker setup and say who is on your team.'],
    button: { label: 'Open Slack', url: url.href },
  };
}

/** The address holds a code: it is neither kept nor passed on, and nobody may frame the page. */
function setSafeHeaders(response: ServerResponse): void {
  response.setHeader('cache-control', 'no-store');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader(
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  );
}
