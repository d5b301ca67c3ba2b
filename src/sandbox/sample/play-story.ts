import type { WorkspaceClient } from '../hands/client.ts';
import { Hands } from '../hands/hands.ts';
import { playPolicies } from './play-policies.ts';
import { rosterCsv, sampleRosters } from './roster.ts';
import { type SampleCase, sampleCases, type SampleTeam, sampleTeams, type Step } from './cases.ts';

type Cast = (name: string) => Hands;

/** Has the people of the sample set up their teams and live through their cases, in the app itself, at their times. */
export async function playStory(client: WorkspaceClient, now: Date): Promise<void> {
  const cast = await castOf(client);
  const moments = [...sampleTeams.map(setUp), ...sampleCases.flatMap(scenesOf)].toSorted(
    (one, other) => other.hoursAgo - one.hoursAgo,
  );
  for (const { hoursAgo, play } of moments) {
    await client.moveClock({ to: new Date(now.getTime() - hoursAgo * 3_600_000).toISOString() });
    await play(cast);
  }
  await client.moveClock({ reset: true });
}

/** Has the managers of the sample give the app their rosters: after the cases, since it is by them who is there. */
export async function playRosters(client: WorkspaceClient, now: Date): Promise<void> {
  const cast = await castOf(client);
  await Promise.all(
    sampleRosters.map(async (roster) => {
      const hands = cast(roster.by);
      await hands.command('/shift import', { in: roster.in });
      await hands.seesModal('Import');
      await hands.attach('File', roster.file, rosterCsv(roster, now));
      await hands.submit();
      await hands.sees(roster.file, { in: '@floorwalker' });
      await hands.click('Import', { in: '@floorwalker', on: roster.file });
      await hands.sees('is imported', { in: '@floorwalker', on: roster.file });
    }),
  );
}

/** Has them write their policies: last, since nothing of the story waits for them. */
export async function playLibrary(client: WorkspaceClient): Promise<void> {
  await playPolicies(await castOf(client));
}

/** How long before now the story begins. */
export const STORY_HOURS = 28;

interface Scene {
  readonly hoursAgo: number;
  readonly play: (cast: Cast) => Promise<unknown>;
}

async function castOf(client: WorkspaceClient): Promise<Cast> {
  const { people } = await client.state('U0IRIS');
  return (name) => {
    const person = people.find((candidate) => candidate.name === name);
    if (!person) throw new Error(`the sample has nobody called ${name}`);
    return new Hands(client, person.id, person.realName);
  };
}

function setUp(team: SampleTeam, index: number): Scene {
  return {
    hoursAgo: STORY_HOURS - 0.1 - index / 10,
    async play(cast) {
      const hands = cast(team.by);
      await hands.command('/floorwalker setup', { in: team.at });
      if (index > 0) await hands.click('Set up another team', { in: team.at });
      await hands.seesModal('Set up a team');
      await hands.fill('Team name', team.name);
      await hands.choose('Team channel', team.at);
      await hands.choose('Escalations channel', team.escalations);
      await hands.choose('Managers', team.managers);
      await hands.choose('Leads', team.leads);
      await hands.choose('Directors', team.directors);
      await hands.choose('Time zone', team.zone);
      await hands.fill('Business hours', team.hours);
      await hands.choose('Currency', team.currency);
      await hands.submit();
      await hands.sees(team.name, { in: team.at });
    },
  };
}

function scenesOf(story: SampleCase): Scene[] {
  const steps = story.steps.map((step) => ({
    hoursAgo: step.hoursAgo,
    play: (cast: Cast) => take(cast(step.by), story, step),
  }));
  return [{ hoursAgo: story.hoursAgo, play: (cast) => raise(cast(story.by), cast(leadOf(story)), story) }, ...steps];
}

async function raise(hands: Hands, lead: Hands, story: SampleCase): Promise<void> {
  await hands.command(`/escalate ${story.summary}`, { in: story.in });
  await hands.seesModal('Escalate');
  await hands.fill('Summary', story.summary);
  await hands.choose('What does the customer want?', story.wanted);
  if (story.amount !== undefined) await hands.fill('Amount', story.amount);
  await hands.choose('Urgency', story.urgency);
  await hands.fill('Customer', story.customer);
  await hands.submit();
  await hands.sees(`Escalated as #${numberOf(story)}.`, { in: story.in });
  await hands.sees(story.summary, { in: '@floorwalker' });
  await lead.sees(story.summary, { in: story.cards });
}

async function take(hands: Hands, story: SampleCase, step: Step): Promise<void> {
  const card = { in: story.cards, on: story.summary };
  const status = { in: '@floorwalker', on: story.summary } as const;
  switch (step.does) {
    case 'claim':
      await hands.click('Claim', card);
      await hands.sees('has it', card);
      return;
    case 'ask':
      await hands.click('Ask for info', card);
      await hands.fill('What do you need to know?', step.question);
      if (step.of === 'customer') await hands.choose('Who knows?', 'The customer');
      await hands.submit();
      await hands.sees('Waiting on', card);
      return;
    case 'answer':
      await hands.click('Answer', status);
      await hands.fill('Your answer', step.text);
      await hands.submit();
      await hands.sees('has it', status);
      return;
    case 'note':
      await hands.click('Add a note', card);
      await hands.fill('Note', step.text);
      await hands.submit();
      await hands.sees('noted', card);
      return;
    default:
      await close(hands, story, step);
  }
}

type Closing = Exclude<Step, { does: 'claim' | 'ask' | 'answer' | 'note' }>;

async function close(hands: Hands, story: SampleCase, step: Closing): Promise<void> {
  const card = { in: story.cards, on: story.summary };
  const status = { in: '@floorwalker', on: story.summary } as const;
  switch (step.does) {
    case 'hand over':
      await hands.click('Hand over', card);
      await hands.choose('To whom?', step.to);
      await hands.fill('What should they know?', step.note);
      await hands.submit();
      await hands.sees('has it', card);
      return;
    case 'resolve':
      await resolve(hands, card, step);
      return;
    case 'cancel':
      await hands.click('Cancel', status);
      await hands.fill('Why?', step.why);
      await hands.submit();
      await hands.sees('Cancelled', status);
      return;
    case 'reopen':
      await hands.click('Reopen', status);
      await hands.fill('Why?', step.why);
      await hands.submit();
      await hands.sees('Waiting for a lead', status);
      return;
    case 'told':
      await hands.click('Told the customer', status);
      await hands.sees(`#${numberOf(story)} is done`, { in: '@floorwalker' });
  }
}

async function resolve(
  hands: Hands,
  card: { in: `#${string}`; on: string },
  step: Extract<Step, { does: 'resolve' }>,
): Promise<void> {
  await hands.click('Resolve', card);
  const { view } = await hands.seesModal('Resolve');
  await hands.choose('Decision', step.decision);
  await hands.fill('What should', step.tell);
  const asksMore = view.blocks.some((block) => block.block_id === 'writeUpSaid');
  if (asksMore && step.said && step.outcome) {
    await hands.fill('What was said to put it right?', step.said);
    await hands.fill('What was the outcome?', step.outcome);
  }
  await hands.submit();
  await hands.sees('Resolved', card);
}

/** Cases are numbered in the order they were raised in, and stand in it in the sample too. */
function numberOf(story: SampleCase): number {
  return sampleCases.indexOf(story) + 1;
}

function leadOf(story: SampleCase): string {
  return story.cards === '#care-us-escalations' ? 'dana' : 'leo';
}
