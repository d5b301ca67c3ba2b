import { z } from 'zod';
import type { Act, ClockMove } from '../protocol.ts';

const as = z.string();
const channel = z.string();
const ts = z.string();
const message = z.object({ channel, ts });
const where = z.union([z.object({ message }), z.object({ view: z.string() })]);
const state = z.record(z.string(), z.record(z.string(), z.unknown()));
const text = z.string();

/** An act as the page sends it over HTTP. */
export const ActShape: z.ZodType<Act> = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('message'),
    as,
    channel,
    text,
    threadTs: ts.exactOptional(),
    broadcast: z.boolean().exactOptional(),
    files: z.array(text).exactOptional(),
  }),
  z.object({ type: z.literal('edit'), as, channel, ts, text }),
  z.object({ type: z.literal('delete'), as, channel, ts }),
  z.object({ type: z.literal('command'), as, channel, command: text, text }),
  z.object({ type: z.literal('shortcut'), as, callbackId: text }),
  z.object({ type: z.literal('message_shortcut'), as, callbackId: text, channel, ts }),
  z.object({
    type: z.literal('block_action'),
    as,
    where,
    blockId: text,
    action: z.looseObject({ type: text, action_id: text, value: text.exactOptional() }),
    state: state.exactOptional(),
  }),
  z.object({ type: z.literal('suggest'), as, where, blockId: text, actionId: text, value: text }),
  z.object({ type: z.literal('submit'), as, view: text, state }),
  z.object({ type: z.literal('close_view'), as, view: text, all: z.boolean().exactOptional() }),
  z.object({ type: z.literal('open_home'), as }),
  z.object({ type: z.enum(['react', 'unreact']), as, channel, ts, name: text }),
  z.object({ type: z.enum(['join', 'leave']), as, channel }),
  z.object({ type: z.enum(['invite', 'remove']), as, channel, user: text }),
  z.object({ type: z.enum(['pin', 'unpin']), as, channel, ts }),
  z.object({ type: z.literal('seen'), as, channel }),
  z.object({ type: z.literal('dismiss_notice'), as }),
  z.object({ type: z.literal('open_dm'), as, user: text }),
  z.object({ type: z.enum(['archive', 'unarchive']), as, channel }),
  z.object({ type: z.literal('uninstall'), as }),
  z.object({ type: z.literal('upload'), as, name: text, contentBase64: text }),
]);

export const ClockMoveShape: z.ZodType<ClockMove> = z.union([
  z.object({ byMs: z.number().int().nonnegative() }),
  z.object({ to: z.iso.datetime({ offset: true, local: false }) }),
  z.object({ reset: z.literal(true) }),
]);
