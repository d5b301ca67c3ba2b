import { describe, expect, it } from 'vitest';
import type { Found, FoundPassage } from './find-passages.ts';
import { shownOf } from './shown.ts';

/** Passages by policy and score, each saying `text`. */
const found = (confidence: number, passages: readonly [policy: string, score: number][], text = 'opened headphones') =>
  ({
    confidence,
    answered: confidence >= 1,
    passages: passages.map(([id, score]) => ({ score, questions: [], view: viewOf(id, text) })),
  }) as unknown as Found;
const viewOf = (id: string, text: string) => ({
  policy: { id, keywords: [] },
  revision: { title: id },
  passage: { heading: '', text },
});
const of = ({ passages }: { readonly passages: readonly FoundPassage[] }) =>
  passages.map(({ view, score }) => `${view.policy.id} ${score}`);

const ASKED = 'opened headphones';
const SEVEN = [1, 0.9, 0.8, 0.5, 0.3, 0.2, 0.1].map((score, at): [string, number] => [`p${at}`, score]);

describe('what is shown of what was found', () => {
  it('is an answer with what is nearly as good, and counts what comes after that', () => {
    const shown = shownOf(ASKED, found(1.5, SEVEN));

    expect(shown).toMatchObject({ standing: 'answer', unsaid: [], from: 0, more: 2 });
    expect(of(shown)).toEqual(['p0 1', 'p1 0.9', 'p2 0.8', 'p3 0.5']);
  });

  it('only comes nearest where it is not worth as much, three at a time, and then is at its end', () => {
    const next = shownOf(ASKED, found(1.5, SEVEN), 4);

    expect(next).toMatchObject({ standing: 'nearest', from: 4, more: 0 });
    expect(of(next)).toEqual(['p4 0.3', 'p5 0.2']);
    expect(shownOf(ASKED, found(1.5, SEVEN), 6)).toMatchObject({ standing: 'answer', passages: [], more: 0 });
  });

  it.each<[string, number, 'answer' | 'nearest', readonly string[]]>([
    ['opened headphones in Norway', 1.5, 'nearest', ['Norway']],
    ['opened headphones in Norway', 2.2, 'answer', []],
    ['openned headphone', 1.5, 'answer', []],
    ['opened headphones within 14 days, please', 1.5, 'answer', []],
  ])('to %j at confidence %f is: %s', (question, confidence, standing, unsaid) => {
    expect(shownOf(question, found(confidence, SEVEN))).toMatchObject({ standing, unsaid });
  });

  it('is three where it names what none of them says, and the rest comes after', () => {
    const shown = shownOf('opened headphones in Norway', found(1.5, SEVEN));

    expect(of(shown)).toEqual(['p0 1', 'p1 0.9', 'p2 0.8']);
    expect(shown.more).toBe(3);
  });

  it.each<[string, number, readonly [string, number][], 'nearest' | 'nothing', readonly string[]]>([
    [
      'the best of each policy',
      0.9,
      [
        ['a', 1],
        ['a', 0.9],
        ['b', 0.4],
        ['c', 0.2],
      ],
      'nearest',
      ['a 1', 'b 0.4'],
    ],
    [
      'three at most',
      0.35,
      [
        ['a', 1],
        ['b', 1],
        ['c', 1],
        ['d', 1],
      ],
      'nearest',
      ['a 1', 'b 1', 'c 1'],
    ],
    ['nothing that is far', 0.34, [['a', 1]], 'nothing', []],
    ['nothing where there is nothing', 0.5, [], 'nothing', []],
  ])('where nothing answers is %s', (_, confidence, passages, standing, expected) => {
    const shown = shownOf(ASKED, found(confidence, passages));

    expect(shown).toMatchObject({ standing, from: 0, more: 0 });
    expect(of(shown)).toEqual(expected);
  });
});
