import { expect, test } from 'vitest';
import { awkwardTexts } from '../../../../test/support/awkward-texts.ts';
import { liveParts, messageProblems, viewProblems } from '../../../../test/support/block-check.ts';
import { OWN_AWKWARD_TEXTS } from '../../../../test/support/own-awkward-texts.ts';
import { publishedPolicy } from '../../../../test/support/policies.ts';
import { usePolicyWorld } from '../../../../test/support/use-policy-world.ts';
import { UserError } from '../../../core/errors.ts';
import { cleanText } from '../../../slack/mrkdwn.ts';
import type { PassageView } from '../library/reading/passage-view.ts';
import { answerMessage } from './answer/answer-message.ts';
import { askedWindow, foundWindow } from './answer/answer-views.ts';
import { lookUp, type LookUp } from './finding/look-up.ts';
import { readAll } from './reading/read-all.ts';
import { readWindow } from './reading/read-window.ts';
import { sharedMessage } from './sharing/shared-message.ts';

const texts = [...OWN_AWKWARD_TEXTS, ...awkwardTexts()];
/** So many sections a policy, each with one of the texts as heading and body. */
const SECTIONS = 12;
/** Each of them is looked up in src/search; here it is about what is shown. */
const EVERY = 4;

const world = usePolicyWorld();

test('awkward texts are titles, texts and questions like any other: nothing fails, nothing calls anybody', async () => {
  const ana = world.as('ana');
  const revisions = await publishAll();

  const problems: string[] = [];
  const calls: string[] = [];
  const look = (shown: Parameters<typeof liveParts>[0], found: readonly string[]) => {
    problems.push(...found);
    calls.push(...liveParts(shown).filter((target) => !/^(https?|mailto|ftp|tel):/i.test(target)));
  };
  const answers: LookUp[] = [];
  for (const text of texts.filter((_, at) => at % EVERY === 0)) {
    const found = await lookUp(ana, { query: text, place: 'command' }).catch(refusal);
    if (!found) continue;
    answers.push(found);
    const view = foundWindow(ana, found, { memory: { place: 'command' }, channel: 'C0CARE' });
    look(view, viewProblems(view));
  }
  for (const [at, text] of texts.entries()) {
    const found = asIfFor(text, answers[at % answers.length]);
    const message = answerMessage({ lookUp: found, now: ana.clock.now(), channel: 'C0CARE' });
    look(message, messageProblems(message));
    for (const { view } of found.passages.slice(0, 1)) {
      const shared = sharedMessage(view, text, ana.clock.now());
      look(shared, messageProblems(shared));
    }
  }
  for (const revisionId of revisions) {
    const reading = await readAll(ana, revisionId);
    for (let page = 0; page < reading.pages.pages.length; page += 1) {
      const view = readWindow({ ...reading, page }, ana.clock.now());
      look(view, viewProblems(view));
    }
  }

  console.log(`${texts.length} awkward texts: ${answers.length} looked up, ${calls.length} live mentions`);
  expect(problems).toEqual([]);
  expect(calls).toEqual([]);
  expect(answers.length).toBeGreaterThan((0.6 * texts.length) / EVERY);
  expect(viewProblems(await askedWindow(ana, '!!!', { place: 'home' }))).toEqual([]);
}, 120_000);

/** Every text is heading and body of a section, and some are titles; the revisions that came of it. */
async function publishAll(): Promise<readonly string[]> {
  const revisions: string[] = [];
  for (let from = 0; from < texts.length; from += SECTIONS) {
    const some = texts.slice(from, from + SECTIONS);
    // Cleaned as every form is that comes in (slack/read-payload.ts): PostgreSQL takes no NUL.
    const sections = some.map((text) => `## ${text.split('\n')[0]}\n\n${text}\n\nheadphones`);
    const markdown = cleanText(sections.join('\n\n'));
    const title =
      cleanText(some[0] ?? '')
        .slice(0, 120)
        .trim() || 'Empty';
    const published = await publishedPolicy(world.as('maya'), { title, markdown }).catch(refusal);
    if (published) revisions.push(published.revision.id);
  }
  return revisions;
}

/** An answer as it would be for another question, and by a policy with this title. */
function asIfFor(text: string, found: LookUp | undefined): LookUp {
  if (!found) throw new Error('nothing was looked up');
  const title = text.slice(0, 120) || 'Empty';
  const titled = (view: PassageView) => ({ ...view, revision: { ...view.revision, title } });
  return { ...found, question: text, passages: found.passages.map((one) => ({ ...one, view: titled(one.view) })) };
}

/** Words for a person are no error. */
function refusal(error: unknown): undefined {
  if (!(error instanceof UserError)) throw error;
  return undefined;
}
