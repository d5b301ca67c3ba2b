import { answerCall } from '../calls/answer-call.ts';
import { useResponseUrl } from '../delivery/respond.ts';
import { readBody, readJson, readUpload } from '../http/body.ts';
import { jsonReply, type Reply, replyText, textReply } from '../http/reply.ts';
import type { Route, Visit } from '../http/route.ts';
import { own } from '../state/own.ts';
import type { World } from '../world.ts';
import { callMethod } from './call-method.ts';
import { readCall } from './read-call.ts';
import { SlackRefusal } from './refusal.ts';
import { methods } from './registry.ts';

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
  const call = await readCall(request, { name, url, takesJson: methods.get(name)?.takesJson ?? true }, body);
  const { form } = call;
  return answerCall(world, response, {
    what: name,
    channel: form['channel'] ?? form['channel_id'],
    payload: form,
    values: Object.values(form),
    work() {
      const { status, headers, body: answer } = callMethod(world, call);
      return jsonReply(answer, status, headers);
    },
  });
}

async function responseUrl(world: World, { request, response, parts }: Visit): Promise<void> {
  const text = (await readBody(request)).toString('utf8');
  const id = parts[1] ?? '';
  return answerCall(world, response, {
    what: 'response_url',
    channel: own(world.state.responseUrls, id)?.channel,
    payload: text,
    values: [text],
    work: () => respondOnce(world, id, readJson(Buffer.from(text))),
  });
}

function respondOnce(world: World, id: string, body: unknown): Reply {
  try {
    useResponseUrl(world, id, body);
    return textReply(200, 'ok');
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    const isGone = ['expired_url', 'used_url', 'invalid_response_url'].includes(error.code);
    return jsonReply({ ok: false, error: error.code, ...error.details }, isGone ? 404 : 400);
  }
}

async function upload(world: World, { request, response, parts }: Visit): Promise<void> {
  const content = await readUpload(request.headers['content-type'] ?? '', await readBody(request));
  return answerCall(world, response, {
    what: 'upload',
    payload: { bytes: content.length },
    values: [],
    work: () => storeUpload(world, parts[0] ?? '', content),
  });
}

function storeUpload(world: World, id: string, content: Buffer): Reply {
  const stored = own(world.state.files, id);
  if (!stored?.pending) return textReply(404, 'no such upload');
  if (content.length !== stored.size) return textReply(400, 'length does not match');
  stored.contentBase64 = content.toString('base64');
  return textReply(200, `OK - ${content.length}`);
}

function file(world: World, { response, parts }: Visit): void {
  const stored = own(world.state.files, parts[0] ?? '');
  if (!stored || stored.pending) return replyText(response, 404, 'no such file');
  response.writeHead(200, {
    'content-type': stored.mimetype,
    // A file is somebody's data: never run as a page of this origin.
    'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    'x-content-type-options': 'nosniff',
  });
  response.end(Buffer.from(stored.contentBase64, 'base64'));
}
