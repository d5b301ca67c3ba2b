import type { AppLink, AppRequest, Delivered } from '../delivery/app-link.ts';
import type { Call, Calls } from './calls.ts';
import { describeRequest, personOf } from './describe-request.ts';

/** The same line to the app, with every request and what became of it written down. */
export function recordRequests(link: AppLink, calls: Calls, now: () => Date): AppLink {
  return {
    connected: () => link.connected(),
    isAway: () => link.isAway?.() ?? false,
    async send(request) {
      const at = now().toISOString();
      const began = performance.now();
      const delivered = await link.send(request);
      calls.add({ at, tookMs: Math.round(performance.now() - began), ...asCall(request, delivered) });
      return delivered;
    },
  };
}

function asCall(request: AppRequest, delivered: Delivered): Omit<Call, 'at' | 'tookMs'> {
  const person = personOf(request);
  const { retry } = request;
  return {
    direction: 'to_app',
    what: describeRequest(request),
    ...(person ? { person } : {}),
    payload: request.payload,
    answer: delivered.ok ? delivered.body : undefined,
    ...(delivered.status === undefined ? {} : { status: delivered.status }),
    outcome: outcomeOf(delivered),
    ...(delivered.ok ? {} : { error: delivered.reason }),
    reasons: retry ? [`delivered again (${retry.num}): ${retry.reason}`] : [],
  };
}

function outcomeOf(delivered: Delivered): Call['outcome'] {
  if (delivered.ok) return 'ok';
  return delivered.reason === 'http_error' ? 'refused' : 'no_answer';
}
