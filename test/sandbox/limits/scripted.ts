import { expect } from 'vitest';
import type { Workspace } from '../../support/workspace.ts';
import { call } from '../call.ts';
import { modalWith, saying, send } from './ways-in.ts';

type Script = (workspace: Workspace) => Promise<void>;

/** Limits whose breach is not a refused payload, or not of a single one. */
export const SCRIPTED: Readonly<Record<string, Script>> = {
  /** Longer ones are cut, not refused. */
  'message.text': async (workspace) => {
    const whole = await send(workspace, saying({ text: '😀'.repeat(40_000) }));
    const cut = await send(workspace, saying({ text: `${'😀'.repeat(40_000)}!` }));

    expect(whole).toMatchObject({ ok: true, message: { text: '😀'.repeat(40_000) } });
    expect(cut).toMatchObject({ ok: true, message: { text: '😀'.repeat(40_000) } });
  },

  'message.text.update': async (workspace) => {
    const { ts } = await send(workspace, saying({ text: 'first' }));
    const update = (text: string) => call(workspace, 'chat.update', { channel: 'C0CARE', ts, text });

    expect(await update('x'.repeat(4000))).toMatchObject({ ok: true });
    expect(await update('x'.repeat(4001))).toMatchObject({ ok: false, error: 'msg_too_long' });
  },

  /** One opened modal and two on top of it. */
  'views.stack': async (workspace) => {
    const pushed = { ...modalWith({}), method: 'views.push' };

    expect(await send(workspace, modalWith({}))).toMatchObject({ ok: true });
    expect(await send(workspace, pushed)).toMatchObject({ ok: true });
    expect(await send(workspace, pushed)).toMatchObject({ ok: true });
    expect(await send(workspace, pushed)).toMatchObject({ ok: false, error: 'push_limit_reached' });
  },
};
