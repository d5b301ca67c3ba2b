import { UserError } from '../core/errors.ts';
import { identityOf } from '../intake/identity.ts';
import { storeIntake } from '../intake/store-intake.ts';
import { actionKey } from './action-id.ts';
import { referenceOf } from './correlation.ts';
import type { AckBody } from './delivery.ts';
import type { Request } from './desk.ts';
import type { Durable, IncomingClick, IncomingEvent, IncomingSubmit } from './incoming.ts';
import type { AfterSubmit } from './listener.ts';
import { runClick } from './run-at-once.ts';
import { tellWords } from './tell.ts';
import { CLICK_NOT_SAVED, NOT_SAVED, OLD_BUTTON, OLD_FORM, troubleModal, wordsFor } from './trouble.ts';
import { rememberChannel } from './view-channel.ts';

/** Buttons that are only links are reported as clicks too; nothing is to be done about them. */
const LINK = 'link';

export async function takeClick(request: Request<IncomingClick>): Promise<void> {
  const { incoming, desk, delivery } = request;
  const listener = desk.routes.click(incoming.actionId);
  if (listener?.kind === 'click_now') return runClick(request, listener);
  if (!listener && actionKey(incoming.actionId) === LINK) return delivery.ack();
  if (!listener) return tellWords(request, OLD_BUTTON);

  if (await isStored(request, listener.key)) return delivery.ack();
  await tellWords(request, CLICK_NOT_SAVED);
}

export async function takeSubmit(request: Request<IncomingSubmit>): Promise<void> {
  const { incoming, desk, delivery } = request;
  const listener = desk.routes.submit(incoming.view.callbackId);
  if (!listener) return keepOpen(request, OLD_FORM);

  let next: AckBody | undefined;
  try {
    const { parse, after } = listener.behaviour;
    const parsed = parse(incoming.view);
    if ('errors' in parsed) return delivery.ack({ response_action: 'errors', errors: parsed.errors });
    next = howItGoesOn(after?.(parsed.input) ?? 'close', incoming.surface.channel);
  } catch (error) {
    return refuseForm(request, error);
  }
  if (await isStored(request, listener.key)) return delivery.ack(next);
  keepOpen(request, NOT_SAVED);
}

export async function takeEvent(request: Request<IncomingEvent>): Promise<void> {
  const { incoming, desk, delivery } = request;
  const listener = desk.routes.event(incoming);
  if (!listener) return delivery.ack();
  if (await isStored(request, listener.key)) delivery.ack();
  else delivery.refuse();
}

async function isStored(request: Request<Durable>, key: string): Promise<boolean> {
  const { incoming, desk, correlationId } = request;
  const identity = identityOf(incoming);
  try {
    const outcome = await storeIntake(desk.db.system, { identity, key, incoming, correlationId });
    if (outcome === 'duplicate') desk.watch?.duplicate(incoming.kind);
    if (desk.log.isLevelEnabled('debug'))
      request.log.debug({ kind: incoming.kind, key, identity, outcome }, 'request stored');
    return true;
  } catch (error) {
    request.log.error({ err: error, kind: incoming.kind, key, identity }, 'request could not be stored');
    return false;
  }
}

function refuseForm(request: Request<IncomingSubmit>, error: unknown): void {
  const { log, correlationId } = request;
  if (error instanceof UserError) return keepOpen(request, error.message, error.field);
  log.error({ err: error, reference: referenceOf(correlationId) }, 'form could not be read');
  keepOpen(request, wordsFor(error, correlationId));
}

/** The form stays as it is, with the words at a field; a form without fields is covered by a window that says them. */
export function keepOpen(
  { incoming, delivery }: Pick<Request<IncomingSubmit>, 'incoming' | 'delivery'>,
  words: string,
  field?: string,
): void {
  const at = field ?? incoming.fields[0]?.blockId;
  if (at === undefined) return delivery.ack({ response_action: 'push', view: troubleModal(words) });
  delivery.ack({ response_action: 'errors', errors: { [at]: words } });
}

function howItGoesOn(after: AfterSubmit, channel: string | undefined): AckBody | undefined {
  if (after === 'close') return undefined;
  if (after === 'close-all') return { response_action: 'clear' };
  if ('update' in after) return { response_action: 'update', view: rememberChannel(after.update, channel) };
  return { response_action: 'push', view: rememberChannel(after.push, channel) };
}
