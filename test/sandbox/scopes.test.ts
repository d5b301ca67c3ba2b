import { expect, test } from 'vitest';
import { readManifest } from '../../src/sandbox/manifest.ts';
import { inWords } from '../../src/sandbox/oauth/scope-words.ts';
import { methods } from '../../src/sandbox/web-api/registry.ts';
import { EVERYTHING } from './methods/bench.ts';

const unknown = (scopes: Iterable<string>) => [...scopes].filter((scope) => inWords(scope) === undefined);

test('every scope that a method asks for can be asked for at an installation', () => {
  const asked = [...methods.values()].filter(({ token }) => token === 'bot').flatMap(({ scopes }) => scopes);

  expect(unknown(new Set(asked))).toEqual([]);
});

test('an app that asks for all there is can be installed by people', () => {
  expect(unknown(readManifest(EVERYTHING).scopes)).toEqual([]);
});
