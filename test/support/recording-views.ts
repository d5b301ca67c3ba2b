import type { ModalView } from '@slack/types';
import type { ViewPort } from '../../src/slack/listener.ts';

/** A view port that keeps what it was given, as `open`, `push` or `update` and the view. */
export function recordingViews(): ViewPort & { readonly shown: { readonly how: string; readonly view: ModalView }[] } {
  const shown: { how: string; view: ModalView }[] = [];
  const keep = (how: string, view: ModalView) => {
    shown.push({ how, view });
  };
  return {
    shown,
    open: async (view) => keep('open', view),
    push: async (view) => keep('push', view),
    update: async (view) => {
      keep('update', view);
      return true;
    },
  };
}
