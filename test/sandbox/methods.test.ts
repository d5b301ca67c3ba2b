import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { methods } from '../../src/sandbox/web-api/registry.ts';
import { about } from './methods/about.ts';
import { Bench } from './methods/bench.ts';
import { chat } from './methods/chat.ts';
import { conversations } from './methods/conversations.ts';
import { files } from './methods/files.ts';
import { recordedShapes, strangers } from './methods/shapes.ts';
import { things } from './methods/things.ts';
import { userGroups } from './methods/user-groups.ts';
import { users } from './methods/users.ts';
import { views } from './methods/views.ts';

const rows = [...about, ...users, ...chat, ...conversations, ...things, ...files, ...userGroups, ...views];
const shapes = recordedShapes();

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start();
});

beforeEach(() => bench.fresh());

afterAll(() => bench.workspace.close());

const tokenFor = (method: string) => {
  const { appToken, botToken } = bench.workspace.world.identity;
  return methods.get(method)?.token === 'app' ? appToken : botToken;
};

it('has a row for every method there is', () => {
  expect(rows.map(({ method }) => method).toSorted()).toEqual([...methods.keys()].toSorted());
});

describe.each(rows)('$method', ({ method, good, refusals, beyondSamples = [] }) => {
  it('answers a good call', async () => {
    expect(await bench.call(method, await good(bench), tokenFor(method))).toMatchObject({ ok: true });
  });

  it.skipIf(!shapes?.has(method))('answers in the shape Slack was recorded with', async () => {
    const {
      warning: _warning,
      response_metadata: _metadata,
      ...answer
    } = await bench.call(method, await good(bench), tokenFor(method));

    const unknown = strangers(answer, shapes?.get(method) ?? { kind: 'anything' });

    expect(unknown.filter((path) => !beyondSamples.includes(path))).toEqual([]);
  });

  it.each(Object.entries(refusals))('is refused with %s', async (code, args) => {
    const answer = await bench.call(method, await args(bench), tokenFor(method));

    expect(answer).toMatchObject({ ok: false, error: code.split(' ')[0] });
  });
});

describe('every method', () => {
  const guarded = [...methods.values()].filter(({ token }) => token !== 'none');

  test.each(guarded.map(({ name }) => name))('%s wants a token, its own kind of token', async (name) => {
    const { appToken, botToken } = bench.workspace.world.identity;
    const other = tokenFor(name) === appToken ? botToken : appToken;

    const refused = await Promise.all([
      bench.call(name, {}, ''),
      bench.call(name, {}, 'xoxb-somebody-else'),
      bench.call(name, {}, other),
    ]);

    expect(refused.map(({ error }) => error)).toEqual(['not_authed', 'invalid_auth', 'not_allowed_token_type']);
  });

  it('names the scope it lacks', async () => {
    const { world } = bench.workspace;
    const scoped = guarded.filter(({ scopes, token }) => scopes.length > 0 && token === 'bot');
    const granted = world.manifest.scopes as Set<string>;
    const before = [...granted];
    granted.clear();

    const answers = await Promise.all(scoped.map(({ name }) => bench.call(name, {})));

    for (const scope of before) granted.add(scope);
    expect(answers).toMatchObject(
      scoped.map(({ scopes }) => ({ error: 'missing_scope', needed: scopes.join(','), provided: '' })),
    );
  });
});
