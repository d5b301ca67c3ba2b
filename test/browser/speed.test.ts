import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MessageState } from '../../src/sandbox/protocol.ts';
import { launchBrowser } from './support/browser.ts';
import { NOW } from './support/gallery-blocks.ts';
import { type Gallery, startGallery } from './support/gallery-server.ts';
import { PersonWindow } from './support/person-window.ts';

const MOST_BYTES = 500_000;
/** What a person takes for at once. */
const AT_ONCE_MS = 100;
/** What one did not do oneself may take the time of a request, too. */
const SOON_MS = 300;
const MESSAGES = 300;
const TIMES = 9;

/** Milliseconds from the event to the frame that shows what it did, as a script of the page. */
const AFTER_PAINT = 'new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))';

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Infinity;
}

function manyMessages(): MessageState[] {
  return Array.from({ length: MESSAGES }, (_, index) => ({
    ts: `${NOW / 1000 - (MESSAGES - index) * 90}.000100`,
    channel: 'C0CARE',
    user: ['U0ANA', 'U0LEO', 'U0MAYA'][Math.floor(index / 4) % 3] ?? 'U0ANA',
    text: `Message ${index}: *order ${4000 + index}* of <@U0LEO> is late, see <https://example.com/${index}|the ticket> :eyes:`,
    reactions: index % 5 === 0 ? [{ name: '+1', users: ['U0LEO'] }] : [],
  }));
}

describe('the page', () => {
  let gallery: Gallery;
  let browser: Browser;
  let ana: PersonWindow;

  beforeAll(async () => {
    gallery = await startGallery();
    const care = gallery.state.channels.find((channel) => channel.id === 'C0CARE');
    if (care) care.messages = manyMessages();
    browser = await launchBrowser();
    ana = await PersonWindow.open(browser, gallery.url, 'U0ANA');
    await ana.goTo('care');
    await ana.sees(`Message ${MESSAGES - 1}`);
  });
  afterAll(async () => {
    await browser?.close();
    await gallery?.close();
  });

  /** The median time from doing something on the page to seeing it. */
  async function timed(act: string): Promise<number> {
    const took: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      const script = `(async (time) => { const from = performance.now(); ${act}; return (await ${AFTER_PAINT}) - from; })(${time})`;
      took.push(await ana.page.evaluate<number>(script));
      await ana.page.keyboard.press('Escape');
    }
    return median(took);
  }

  test('weighs less than 500 kB as it goes over the wire, fonts and all', async () => {
    const sizes = await Promise.all(
      ['/', '/page.js', '/page.css'].map(async (path) => {
        const answer = await fetch(gallery.url + path, { headers: { 'accept-encoding': 'gzip' } });
        await answer.arrayBuffer();
        return Number(answer.headers.get('content-length'));
      }),
    );
    const sum = sizes.reduce((all, size) => all + size, 0);
    console.info(`page weight: ${Math.round(sum / 1000)} kB (html, js, css with fonts: ${sizes.join(', ')} bytes)`);

    expect(Math.min(...sizes)).toBeGreaterThan(0);
    expect(sum).toBeLessThan(MOST_BYTES);
  });

  test.each([
    [
      'a typed letter',
      `const field = document.querySelector('.composer textarea');
       field.focus();
       document.execCommand('insertText', false, 'a')`,
    ],
    ['opening a menu', `[...document.querySelectorAll('[aria-label="More actions"]')].at(-1 - time).click()`],
    ['opening a thread', `[...document.querySelectorAll('[aria-label="Reply in thread"]')].at(-1 - time).click()`],
    [
      'going to another channel and back',
      `document.querySelector('[aria-label="Close thread"]')?.click();
       [...document.querySelectorAll('.sidebar-item')].find((item) => item.textContent.trim() === (time % 2 ? 'general' : 'care')).click()`,
    ],
  ])('shows %s in a channel with 300 messages within 100 ms', async (what, act) => {
    const took = await timed(act);
    console.info(`${what}: ${Math.round(took)} ms (median of ${TIMES})`);

    expect(took).toBeLessThan(AT_ONCE_MS);
  });

  test('shows what others do soon after it hears of it, fetched and drawn', async () => {
    await ana.goTo('care');
    const took: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      const care = gallery.state.channels.find((channel) => channel.id === 'C0CARE');
      const seen = ana.page.evaluate<number>(
        `new Promise((done) => {
          const source = new EventSource('/api/changes?as=U0ANA');
          source.onmessage = async () => {
            const from = performance.now();
            source.close();
            const changed = new MutationObserver(() => { changed.disconnect(); requestAnimationFrame(() => setTimeout(() => done(performance.now() - from))); });
            changed.observe(document.querySelector('.message-list'), { subtree: true, childList: true, characterData: true });
          };
          source.onopen = () => { window.isListening = true; };
        })`,
      );
      await expect.poll(() => ana.page.evaluate('window.isListening')).toBe(true);
      await ana.page.evaluate('window.isListening = false');
      care?.messages.push({
        ...(care.messages.at(-1) as MessageState),
        ts: `${NOW / 1000 + time}.000200`,
        text: `News ${time}`,
      });
      gallery.changed();
      took.push(await seen);
    }
    console.info(`news of others: ${Math.round(median(took))} ms (median of ${TIMES})`);

    expect(median(took)).toBeLessThan(SOON_MS);
  });
});
