import { beforeAll, beforeEach, expect, test } from 'vitest';
import { liveParts, literalTexts } from '../../../../test/support/block-check.ts';
import { type Fingers, fingersOn } from '../../../../test/support/fingers.ts';
import { askedToRead } from '../../../../test/support/must-reads.ts';
import { CARE, type CastName } from '../../../../test/support/northwind.ts';
import { openForm } from '../../../../test/support/open-form.ts';
import { draftedPolicy, publishedPolicy } from '../../../../test/support/policies.ts';
import { usePolicyWorld } from '../../../../test/support/use-policy-world.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import type { Surface } from '../../../slack/listener.ts';
import { gapListeners } from '../gaps/listeners.ts';
import { takeFiles } from '../import/in-slack/give-files.ts';
import { saveForm } from '../library/drafting/save-form.ts';
import { sendText } from '../library/drafting/send-text.ts';
import { exportReaders } from '../must-read/readers/export-readers.ts';
import { mustReadIds } from '../must-read/ids.ts';
import { mustReadListeners } from '../must-read/listeners.ts';
import { answerHere, askedWindow } from './answer/answer-views.ts';
import { lookUpIds as ids, passageValue } from './ids.ts';
import { lookUpListeners } from './listeners.ts';
import { lookUp } from './finding/look-up.ts';

/** Calls everybody and somebody, leads somewhere and is bold, wherever it is taken for markup. */
const LIVE = '<!channel> <@U0LEO> <https://evil.example|x> *b*';
/** The same in a sentence of ours. */
const SHOWN = '&lt;!channel&gt; &lt;@U0LEO&gt; &lt;https://evil.example|x&gt; ∗b∗';
const QUESTION = `opened headphones <!channel> <@U0LEO>`;
const RULE = 'Opened headphones are not taken back.';

const world = usePolicyWorld();
let fingers: Fingers;

beforeAll(async () => {
  await world.database.sql`update people set name = ${LIVE}`;
  await world.database.sql`update teams set name = ${LIVE} where id = ${CARE}`;
});
beforeEach(async () => {
  fingers = fingersOn([...lookUpListeners, ...gapListeners, ...mustReadListeners]);
});

const publish = (teams: readonly string[] | null = null) =>
  publishedPolicy(world.as('maya'), { title: LIVE, markdown: RULE, audience: { teams, roles: null } });

/** An answer to Ana, and the window that it is in. */
async function answered() {
  const ana = world.as('ana');
  const { lookUpId, passages } = await lookUp(ana, { query: QUESTION, place: 'command' });
  const form = openForm(await askedWindow(ana, '', { place: 'command' }));
  const view = { ...form, privateMetadata: JSON.stringify({ place: 'command', lookUpId }) };
  const value = passageValue(lookUpId, passages[0]?.view.passage.id ?? '');
  const press = async (key: string, pressed: string, channel = 'C0CARE') => {
    await fingers.press(ana, key, pressed, { channel, view });
    return fingers.last();
  };
  return { ana, lookUpId, value, press, view };
}

async function queuedTexts(kind: string): Promise<readonly Message[]> {
  const rows = await world.database.sql<{ payload: { message?: Message; comment?: string } }[]>`
    select payload from outbox_messages where kind = ${kind} order by queued_at, sequence`;
  return rows.map(({ payload }) => payload.message ?? { text: payload.comment ?? '', blocks: [] });
}

test('an answer, as a message and in a window, shows titles and questions as they are', async () => {
  await publish();
  const { ana } = await answered();

  const message = await answerHere(ana, { query: QUESTION, place: 'command' }, 'C0CARE');
  const window = await askedWindow(ana, QUESTION, { place: 'command' }, 'C0CARE');
  const refused = await askedWindow(ana, '<!>', { place: 'command' });

  expect(literalTexts(message)).toContain(LIVE);
  expect([message, window, refused].flatMap(liveParts)).toEqual([]);
});

test('a notice in a window says what was shared, learned, taken back and asked as it is', async () => {
  await publish();
  const { lookUpId, value, press } = await answered();

  const shared = await press(ids.share, value);
  const helped = await press(ids.helped, value);
  const [question] = await world.database.sql<{ id: string }[]>`select id from policy_questions`;
  const takenBack = await press(ids.unlearn, question?.id ?? '');
  const asked = await press(ids.ask, lookUpId);

  expect(JSON.stringify(shared)).toContain(`Shared: ${SHOWN}`);
  expect(JSON.stringify(helped)).toContain('From now on');
  expect(JSON.stringify(takenBack)).toContain('Taken back: “opened headphones &lt;!channel&gt;');
  expect(JSON.stringify(asked)).toContain(`${SHOWN} is asked`);
  expect([shared, helped, takenBack, asked].flatMap(liveParts)).toEqual([]);
  const told = [...(await queuedTexts('share')), ...(await queuedTexts('post'))];
  expect(told.length).toBeGreaterThan(1);
  expect(told.flatMap(liveParts)).toEqual([]);
});

test('a refusal in a window has the title and the team as they are, and its words as words', async () => {
  await publish([CARE]);
  const { value, press } = await answered();

  const refused = await press(ids.share, value, 'C0CAREUS');

  const words = `“${LIVE}” is not for everybody here. It can be shared in the channels of ${LIVE}.`;
  expect(literalTexts(refused)).toContain(words);
  expect(liveParts(refused)).toEqual([]);
});

test('whoever asks again is told by whom it is answered as they are called', async () => {
  const { lookUpId, press } = await answered();
  await press(ids.ask, lookUpId);

  const joined = await press(ids.ask, lookUpId);
  await world.database
    .sql`update policy_gaps set state = 'answered', answer = ${LIVE}, settled_by = owner, settled_at = asked_at`;
  const before = await press(ids.ask, lookUpId);

  expect(JSON.stringify(joined)).toContain('is to answer');
  expect(JSON.stringify(before)).toContain('has answered this before');
  expect([joined, before].flatMap(liveParts)).toEqual([]);
});

test('whoever says that they have read it is told the title as it is', async () => {
  const { policy } = await publish();
  const { mustRead } = await askedToRead(world.as('maya'), policy.id);
  const home: Surface = { view: { ...(await answered()).view, type: 'home' } };

  const said = await fingers.press(world.as('ana'), mustReadIds.acknowledge, mustRead.id, home);

  expect(said).toMatchObject({ text: expect.stringContaining('You have read “&lt;!channel&gt;') });
  expect(liveParts({ blocks: [], ...said })).toEqual([]);
});

test('the comment of a file has the title as it is', async () => {
  const { policy } = await publish();
  const maya = world.as('maya');
  await sendText(maya, policy.id);
  const { mustRead } = await askedToRead(maya, policy.id);
  await exportReaders(maya, mustRead.id);
  await replaceDraftOf('leo', policy.id);

  const comments = await queuedTexts('file');

  // Also whoever loses a draft to somebody else's form has its text.
  expect(comments).toHaveLength(4);
  for (const { text } of comments) expect(text).toContain(`“${SHOWN}”`);
  expect(comments.flatMap(liveParts)).toEqual([]);
});

/** Somebody else's form is saved in place of the draft, which comes back as a file. */
async function replaceDraftOf(name: CastName, policyId: string): Promise<void> {
  const { revision } = await draftedPolicy(world.as(name), { policyId, title: LIVE, markdown: 'Theirs' });
  const { id, version } = revision;
  const form = { teamId: CARE, policyId, revisionId: id, version, title: LIVE, changeNote: '', audience: 'everyone' };
  await saveForm(world.as('maya'), { ...form, markdown: 'Mine', replaces: true, submission: 'x' });
}

test('whoever may not import what they sent reads the name of the team as it is', async () => {
  const files = [{ id: 'F1', name: 'refunds.md' }];

  await takeFiles(world.as('ana'), { channel: 'D0ANA', ts: '1700.1', files });

  const [refusal] = await queuedTexts('post');
  expect(refusal && literalTexts(refusal)).toEqual([expect.stringContaining(`of ${LIVE} can import policies`)]);
  expect([refusal ?? { text: '' }].flatMap(liveParts)).toEqual([]);
});
