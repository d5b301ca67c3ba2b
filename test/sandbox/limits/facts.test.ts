import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { COUNT, MANIFEST, type Range, TEXT, TIER_PER_MINUTE } from '../../../src/sandbox/limits.ts';
import { BLOCK_SURFACES, ELEMENT_SURFACES, ELEMENTS_IN } from '../../../src/sandbox/rules/places.ts';
import { sharedNotes } from '../../support/shared-data.ts';
import { COUNTS } from './counts.ts';
import { ELSEWHERE } from './elsewhere.ts';
import { FACTS, SURFACES_OF_BLOCKS } from './facts.ts';
import { MANIFESTS } from './manifests.ts';
import { BLOCKS, ELEMENTS } from './pieces.ts';
import { TEXTS } from './texts.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const NOTES = sharedNotes('slack-limits.json');

/** Only the numbers of an entry: where it was read and what is merely advised is no rule. */
function range({ min, max }: { min?: number | undefined; max?: number | undefined }): Range {
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}
const rangesOf = (limits: typeof FACTS.text) =>
  Object.fromEntries(Object.entries(limits).map(([name, limit]) => [name, range(limit)]));
const sorted = (lists: Readonly<Record<string, readonly string[]>>) =>
  Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.toSorted()]));

/** `features.shortcuts.name`, `oauth_config.redirect_urls`: each limit of the manifest by itself. */
function manifestEntries(): string[] {
  return Object.entries(MANIFEST).flatMap(([section, limits]) =>
    typeof limits === 'object' && !Array.isArray(limits)
      ? Object.keys(limits).map((name) => `${section}.${name}`)
      : [section],
  );
}

describe('the stand-in’s own tables', () => {
  it.skipIf(!NOTES)('go by what was read last', () => {
    const facts = (path: string): unknown => ({
      ...(JSON.parse(readFileSync(path, 'utf8')) as object),
      meta: 'how they were read',
    });

    expect(facts(join(ROOT, 'test/sandbox/limits/slack-limits.json'))).toEqual(facts(NOTES ?? ''));
  });

  it('have the numbers of texts', () => {
    expect(TEXT).toEqual(rangesOf(FACTS.text));
  });

  it('have the counts', () => {
    expect(COUNT).toEqual(rangesOf(FACTS.counts));
  });

  it('have the places of blocks and elements', () => {
    expect(BLOCK_SURFACES).toEqual(SURFACES_OF_BLOCKS);
    expect(ELEMENT_SURFACES).toEqual(FACTS.elements.surfaces);
    expect(sorted(ELEMENTS_IN)).toEqual(sorted(FACTS.elements.in));
  });

  it('have the calls a minute of each tier', () => {
    const tiers = Object.entries(FACTS.rate_tiers_per_minute).filter(([name]) => name.startsWith('tier'));

    expect(TIER_PER_MINUTE).toMatchObject(Object.fromEntries(tiers));
  });

  it('have the limits of the manifest', () => {
    const { src: _src, ...limits } = FACTS.manifest;

    expect(MANIFEST).toEqual(limits);
  });
});

describe('every limit is shown to hold', () => {
  it.each(Object.entries(FACTS.text).filter(([name]) => !(`text.${name}` in ELSEWHERE)))('text %s', (name, limit) => {
    const rows = TEXTS.filter(({ entry }) => entry === name);

    const longest = rows.map(({ max, kind }) => (kind === 'lessThan' ? max + 1 : max));
    expect(Math.max(...longest)).toBe(limit.max);
    expect(rows.some(({ min }) => min === limit.min)).toBe(true);
  });

  it.each(Object.entries(FACTS.counts).filter(([name]) => !(`counts.${name}` in ELSEWHERE)))(
    'count %s',
    (name, limit) => {
      const rows = COUNTS.filter(({ entry }) => entry === name);

      expect(rows.map(range)).toContainEqual(range(limit));
    },
  );

  it('blocks and elements', () => {
    const inBlocks = new Set(Object.values(FACTS.elements.in).flat());

    expect(Object.keys(BLOCKS).toSorted()).toEqual(Object.keys(SURFACES_OF_BLOCKS).toSorted());
    expect(Object.keys(ELEMENTS).toSorted()).toEqual([...inBlocks].toSorted());
  });

  it('the manifest', () => {
    const shown = new Set(MANIFESTS.map(({ entry }) => entry));

    expect([...shown].toSorted()).toEqual(manifestEntries().toSorted());
  });

  it.each(Object.entries(FACTS.timings))('timing %s', (name, timing) => {
    expect(ELSEWHERE[`timings.${name}`]?.value).toEqual(timing.value);
    expect(ELSEWHERE[`timings.${name}.uses`]?.value).toBe(timing['uses']);
  });

  it.each(Object.entries(ELSEWHERE))('%s, where it says so', (_entry, { file, says }) => {
    const text = readFileSync(join(ROOT, file), 'utf8').replaceAll(/\s+/g, ' ');

    expect(text.includes(says), `${file}: ${says}`).toBe(true);
  });
});
