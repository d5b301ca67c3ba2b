import { setTimeout as pause } from 'node:timers/promises';
import type { Delivered } from '../../../src/sandbox/delivery/app-link.ts';
import { clearModals, topModal } from '../../../src/sandbox/state/views.ts';
import { type Forge, type Forged, REQUEST_KINDS, type RequestKind } from './forgery.ts';
import type { Office } from './office.ts';

/** What became of one request, as the person (or Slack, for an event) sees it. */
export interface Answered {
  readonly kind: RequestKind;
  readonly person: string;
  readonly mark: string;
  /** Milliseconds of real time. */
  readonly sentAt: number;
  /** Until the answer; for one that never came, as long as it was waited for. */
  readonly tookMs: number;
  /** taken: it was done or opened · refused: said in words, or by a status that makes Slack try again · silence. */
  readonly end: 'taken' | 'refused' | 'silence';
  readonly words: string;
  /** Id of the response_url that came with it, or nothing. */
  readonly responseUrl: string;
}

export interface Rush {
  /** Stops sending; resolves when the last request has its answer. */
  end(): Promise<readonly Answered[]>;
}

const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 10;
/** Each person clicks every 3 s: words that come later belong to their next click. */
const LONGEST_LINK_MS = 2_900;

/** From now on so many requests a second, of all kinds in turn, each when it is due and not when the last was answered. */
export function rush(office: Office, forge: Forge, perSecond: number): Rush {
  const stop = new AbortController();
  const answers: Promise<Answered>[] = [];
  const sending = (async () => {
    const began = performance.now();
    for (let number = 0; !stop.signal.aborted; number += 1) {
      const early = began + (number * 1_000) / perSecond - performance.now();
      if (early > 1) await pause(early);
      const kind = REQUEST_KINDS[number % REQUEST_KINDS.length]!;
      const person = office.leads[number % office.leads.length]!.id;
      answers.push(send(office, forge(kind, person)));
    }
  })();
  return {
    async end() {
      stop.abort();
      await sending;
      return Promise.all(answers);
    },
  };
}

/** Resolves when the person sees what became of it. */
export async function send(office: Office, forged: Forged): Promise<Answered> {
  const { kind, person, mark, request } = forged;
  const { world } = office.workspace;
  const opens = kind === 'menu' || kind === 'command';
  if (opens) clearModals(world.state, person);
  const sentAt = Date.now();
  const began = performance.now();
  const delivered = await office.workspace.deliver(request);
  const atOnce = readAnswer(kind, delivered);
  const { end, words } = atOnce ?? (await untilShown(office, person, sentAt));
  const url = request.payload['response_url'];
  const responseUrl = typeof url === 'string' ? (url.split('/').at(-1) ?? '') : '';
  return { kind, person, mark, sentAt, tookMs: performance.now() - began, end, words, responseUrl };
}

/** Undefined while the ack says nothing and something is still to be seen. */
function readAnswer(kind: RequestKind, delivered: Delivered): Pick<Answered, 'end' | 'words'> | undefined {
  if (!delivered.ok) {
    const isDefinite = delivered.reason === 'http_error' && kind === 'event';
    return { end: isDefinite ? 'refused' : 'silence', words: delivered.reason };
  }
  const words = delivered.body === undefined || delivered.body === '' ? '' : JSON.stringify(delivered.body);
  if (words !== '') return { end: 'refused', words };
  return kind === 'menu' || kind === 'command' ? undefined : { end: 'taken', words };
}

/** A window that opens, or words that only this person sees. */
async function untilShown(
  { workspace: { world } }: Office,
  person: string,
  sentAt: number,
): Promise<Pick<Answered, 'end' | 'words'>> {
  for (const giveUpAt = performance.now() + PATIENCE_MS; performance.now() < giveUpAt; await pause(LOOK_EVERY_MS)) {
    const window = topModal(world.state, person);
    if (window) {
      const isTrouble = window.view.type === 'modal' && window.view.callback_id === 'trouble';
      return { end: isTrouble ? 'refused' : 'taken', words: isTrouble ? JSON.stringify(window.view.blocks) : '' };
    }
    const told = world.state.ephemerals.find(({ to, ts }) => to === person && Number(ts) * 1_000 >= sentAt);
    if (told) return { end: 'refused', words: `${told.text} ${JSON.stringify(told.blocks)}` };
  }
  return { end: 'silence', words: 'nothing was shown' };
}

/** The ack of a click has no place for words: those that said it did not go through, by when they came. */
export function afterwards(office: Office, answers: readonly Answered[]): Answered[] {
  const { ephemerals, responseUrls } = office.workspace.world.state;
  return answers.map((answer) => {
    if (answer.kind !== 'click' || answer.end !== 'taken') return answer;
    const told = ephemerals.find(
      ({ to, ts, text }) =>
        to === answer.person && text.includes('did not go through') && isSoonAfter(Number(ts) * 1_000, answer.sentAt),
    );
    if (told) return { ...answer, end: 'refused', words: told.text, tookMs: Number(told.ts) * 1_000 - answer.sentAt };
    const isTold = (responseUrls[answer.responseUrl]?.uses ?? 0) > 0;
    return isTold ? { ...answer, words: TOLD_LATER } : answer;
  });
}

/** The app used the click's response_url, later than could be told from what belongs to the person's next click. */
export const TOLD_LATER = 'told something later';

function isSoonAfter(at: number, sentAt: number): boolean {
  return at >= sentAt && at < sentAt + LONGEST_LINK_MS;
}
