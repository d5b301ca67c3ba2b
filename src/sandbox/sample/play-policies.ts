import type { Hands } from '../hands/hands.ts';
import { type SamplePolicy, samplePolicies } from './policies.ts';

/** Has the managers of the sample write and publish their policies, in the app itself. */
export async function playPolicies(cast: (name: string) => Hands): Promise<void> {
  const all = samplePolicies();
  const authors = [...new Set(all.map(({ by }) => by))];
  await Promise.all(
    authors.map(async (author) => {
      for (const policy of all.filter(({ by }) => by === author)) await publish(cast(author), policy);
    }),
  );
}

async function publish(hands: Hands, policy: SamplePolicy): Promise<void> {
  await hands.command('/policy new', { in: policy.in });
  await hands.seesModal('New policy');
  const [text = '', more = ''] = policy.text;
  await hands.fill('Title', policy.title);
  await hands.fill('What it says', text);
  if (more !== '') await hands.fill('More of it', more);
  if (policy.isForLeads) await hands.choose('Who may read it', 'Its leads, managers and directors only');
  await hands.submit();
  await hands.sees('Saved as a draft', { in: 'modal' });
  await hands.click('Publish …', { in: 'modal' });
  await hands.seesModal('Publish');
  await hands.submit();
  await hands.sees('Published as revision 1', { in: 'modal' });
  await hands.close();
  // Slack changes views a hundred times a minute at most, so only what shows most is set.
  if (policy.language !== undefined || 'Products' in policy.settings || 'Channels' in policy.settings) {
    await set(hands, policy);
  }
  if (policy.questions.length > 0) await ask(hands, policy);
}

async function set(hands: Hands, { in: channel, title, settings, language }: SamplePolicy): Promise<void> {
  await hands.command(`/policy settings ${title}`, { in: channel });
  await hands.seesModal('Settings');
  for (const [label, words] of Object.entries(settings)) await hands.fill(label, words);
  if (language !== undefined) await hands.choose('Language', language);
  await hands.submit();
  await hands.sees('Saved.', { in: 'modal' });
  await hands.close();
}

async function ask(hands: Hands, { in: channel, title, questions }: SamplePolicy): Promise<void> {
  await hands.command(`/policy questions ${title}`, { in: channel });
  await hands.seesModal('Questions');
  await hands.fill('Questions that it answers', questions.join('\n'));
  await hands.submit();
  await hands.sees('added', { in: 'modal' });
  await hands.close();
}
