import type { ServerResponse } from 'node:http';
import { useResponseUrl } from '../delivery/respond.ts';
import type { Fault } from '../faults.ts';
import { readBody, readForm, readJson, readUpload } from '../http/body.ts';
import { replyJson, replyText } from '../http/reply.ts';
import type { Route, Visit } from '../http/route.ts';
import type { World } from '../world.ts';
import { callMethod, noteRefusal, rateLimitedAnswer, type WebApiAnswer } from './call-method.ts';
import { SlackRefusal } from './refusal.ts';

/** What the app sees of the workspace: Web API methods, response URLs, uploads and files. */
export function slackRoutes(world: World): Route[] {
  return [
    { method: 'POST', path: /^\/api\/(\w+(?:\.\w+)+)$/, answer: (visit) => webApi(world, visit) },
    { method: 'GET', path: /^\/api\/(\w+(?:\.\w+)+)$/, answer: (visit) => webApi(world, visit) },
    { method: 'POST', path: /^\/(commands|actions|app)\/\w+\/(\w+)$/, answer: (visit) => responseUrl(world, visit) },
    { method: 'POST', path: /^\/upload\/v1\/(\w+)$/, answer: (visit) => upload(world, visit) },
    { method: 'GET', path: /^\/files\/(\w+)\/[^/]*$/, answer: (visit) => file(world, visit) },
  ];
}

async function webApi(world: World, { request, response, url, parts }: Visit): Promise<void> {
  const [name = ''] = parts;
  const body = await readBody(request);
  const form = { ...Object.fromEntries(url.searchParams), ...readForm(request.headers['content-type'] ?? '', body) };
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? form['token'];
  const fault = world.faults.next(name, form['channel']);
  if (fault) return faulty(fault, response, () => callMethod(world, name, token, form));
  send(response, callMethod(world, name, token, form));
}

function send(response: ServerResponse, answer: WebApiAnswer): void {
  replyJson(response, answer.body, answer.status, answer.headers);
}

async function faulty(fault: Fault['fault'], response: ServerResponse, call: () => WebApiAnswer): Promise<void> {
  switch (fault.kind) {
    case 'rate_limited':
      return send(response, rateLimitedAnswer(fault.retryAfter));
    case 'lost_answer':
      call();
      response.destroy();
      return;
    case 'hang':
      await new Promise((resolve) => {
        setTimeout(resolve, fault.ms).unref();
      });
      response.destroy();
      return;
    case 'http_error':
      return replyText(response, fault.status, 'error');
    case 'refuse':
      return replyJson(response, { ok: false, error: fault.error });
  }
}

async function responseUrl(world: World, { request, response, parts }: Visit): Promise<void> {
  const body = readJson(await readBody(request));
  try {
    useResponseUrl(world, parts[1] ?? '', body);
    replyText(response, 200, 'ok');
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    noteRefusal(world, 'response_url', error);
    const isGone = ['expired_url', 'used_url', 'invalid_response_url'].includes(error.code);
    replyJson(response, { ok: false, error: error.code, ...error.details }, isGone ? 404 : 400);
  }
}

async function upload(world: World, { request, response, parts }: Visit): Promise<void> {
  const stored = world.state.files[parts[0] ?? ''];
  if (!stored?.pending) return replyText(response, 404, 'no such upload');
  const content = await readUpload(request.headers['content-type'] ?? '', await readBody(request));
  if (content.length !== stored.size) return replyText(response, 400, 'length does not match');
  stored.contentBase64 = content.toString('base64');
  replyText(response, 200, `OK - ${content.length}`);
}

function file(world: World, { response, parts }: Visit): void {
  const stored = world.state.files[parts[0] ?? ''];
  if (!stored || stored.pending) return replyText(response, 404, 'no such file');
  response.writeHead(200, {
    'content-type': stored.mimetype,
    // A file is somebody's data: never run as a page of this origin.
    'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    'x-content-type-options': 'nosniff',
  });
  response.end(Buffer.from(stored.contentBase64, 'base64'));
}
