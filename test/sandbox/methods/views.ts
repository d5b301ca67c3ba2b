import type { Bench } from './bench.ts';
import type { Row } from './row.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const modal = (more = {}) => ({ type: 'modal', title: plain('Title'), blocks: [{ type: 'divider' }], ...more });
const home = (more = {}) => ({ type: 'home', blocks: [{ type: 'divider' }], ...more });
const options = Array.from({ length: 100 }, (_, index) => ({
  text: plain('t'.repeat(75)),
  description: plain('d'.repeat(75)),
  value: `${index}`.padStart(150, 'v'),
}));
const selects = Array.from({ length: 25 }, (_, index) => ({ type: 'static_select', action_id: `a${index}`, options }));
/** Each piece within its limits, all of it above 250 kB. */
const tooLarge = { blocks: [{ type: 'actions', elements: selects }] };

const opened = (bench: Bench, more = {}) =>
  bench.get('views.open', { trigger_id: bench.trigger(), view: modal(more) }, 'view.id');

const contents = (view: typeof modal | typeof home, rest: (bench: Bench) => Promise<object>): Row['refusals'] => ({
  invalid_arguments: async (bench) =>
    rest(bench).then((args) => ({ ...args, view: view({ blocks: [{ type: 'no' }] }) })),
  'invalid_arguments no view': async (bench) => ({ ...(await rest(bench)) }),
  view_too_large: async (bench) => ({ ...(await rest(bench)), view: view(tooLarge) }),
  duplicate_external_id: async (bench) => {
    const args = await rest(bench);
    await bench.call('views.publish', { user_id: 'U0MAYA', view: home({ external_id: 'taken' }) });
    return { ...args, view: view({ external_id: 'taken' }) };
  },
});

function used(view: object) {
  return async (bench: Bench) => {
    const trigger_id = bench.trigger(true);
    await bench.call('views.open', { trigger_id, view: modal() });
    return { trigger_id, view };
  };
}

function expired(bench: Bench) {
  // Triggers go by real time: one that was given out four seconds ago.
  const realNow = Date.now;
  Date.now = () => realNow() - 4000;
  const trigger_id = bench.trigger(true);
  Date.now = realNow;
  return { trigger_id, view: modal() };
}

const triggers: Row['refusals'] = {
  invalid_trigger_id: () => ({ trigger_id: 'made.up', view: modal() }),
  exchanged_trigger_id: used(modal()),
  expired_trigger_id: expired,
};

export const views: readonly Row[] = [
  {
    method: 'views.open',
    good: (bench) => ({ trigger_id: bench.trigger(), view: modal({ external_id: 'mine' }) }),
    refusals: { ...contents(modal, async (bench) => ({ trigger_id: bench.trigger() })), ...triggers },
  },
  {
    method: 'views.push',
    good: async (bench) => {
      await opened(bench);
      return { trigger_id: bench.trigger(true), view: modal() };
    },
    refusals: {
      ...contents(modal, async (bench) => {
        await opened(bench);
        return { trigger_id: bench.trigger(true) };
      }),
      ...triggers,
      'invalid_trigger_id not from a modal': async (bench) => {
        await opened(bench);
        return { trigger_id: bench.trigger(), view: modal() };
      },
      push_limit_reached: async (bench) => {
        await opened(bench);
        const push = () => bench.call('views.push', { trigger_id: bench.trigger(true), view: modal() });
        await push();
        await push();
        return { trigger_id: bench.trigger(true), view: modal() };
      },
    },
  },
  {
    method: 'views.update',
    good: async (bench) => {
      await opened(bench, { external_id: 'by-name' });
      return { external_id: 'by-name', view: modal({ external_id: 'by-name' }) };
    },
    refusals: {
      ...contents(modal, async (bench) => ({ view_id: await opened(bench) })),
      not_found: () => ({ view_id: 'V0', view: modal() }),
      'not_found external id': () => ({ external_id: 'nobody', view: modal() }),
      hash_conflict: async (bench) => ({ view_id: await opened(bench), hash: '1.old', view: modal() }),
    },
  },
  {
    method: 'views.publish',
    good: () => ({ user_id: 'U0ANA', view: home() }),
    refusals: {
      ...contents(home, async () => ({ user_id: 'U0ANA' })),
      'invalid_arguments nobody': () => ({ user_id: 'U0NOBODY', view: home() }),
      hash_conflict: async (bench) => {
        await bench.call('views.publish', { user_id: 'U0ANA', view: home() });
        return { user_id: 'U0ANA', hash: '1.old', view: home() };
      },
    },
  },
];
