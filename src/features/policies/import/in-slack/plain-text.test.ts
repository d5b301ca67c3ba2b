import { expect, it } from 'vitest';
import { literalTexts, liveParts, messageProblems, viewProblems } from '../../../../../test/support/block-check.ts';
import { CARE } from '../../../../../test/support/northwind.ts';
import { givenPolicies } from '../../../../../test/support/given-policies.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { chooseTeamMessage, importedMessage, lookMessage } from './messages.ts';
import { changesModal } from './modals.ts';

const world = usePolicyWorld();
const { look } = givenPolicies(world);

const TITLE = '<!channel> & <@U0EVE> <b>';
const ID = '11111111-1111-4111-8111-00000000000';

it('is shown on buttons and in headings as it was typed, and in sentences brings nothing to life', async () => {
  const content = `---\ntitle: "${TITLE}"\n---\n\n## ${TITLE}\n\nText of ${TITLE}.\n`;
  const seen = await look([
    { path: 'a.md', content },
    { path: 'b.md', content: 'Text' },
  ]);
  const report = { ...seen, files: seen.files.map((file, at) => Object.assign(file, { policyId: `${ID}${at}` })) };
  const [planned] = report.files;
  if (!planned) throw new Error('there is no file');

  const messages = [
    lookMessage(report, { importId: `${ID}9`, look: 1, isNews: false }),
    importedMessage(report, 'publish'),
    chooseTeamMessage(`${ID}9`, [{ id: CARE, name: TITLE }]),
  ];
  const place = { before: undefined, after: undefined, page: 0, at: 0 };
  const window = changesModal({ importId: `${ID}9`, look: 1, planned, ...place, teamNames: new Map() });

  expect([...messages.flatMap((one) => messageProblems(one)), ...viewProblems(window)]).toEqual([]);
  expect([...messages, window].flatMap((one) => liveParts(one))).toEqual([]);
  const shown = [...messages, window].flatMap((one) => literalTexts(one));
  expect(shown.filter((text) => text.includes(TITLE)).length).toBeGreaterThan(2);
  expect(shown.filter((text) => /&(?:amp|lt|gt);/.test(text))).toEqual([]);
});
