/** Pictures of a question that no policy answers, and of what owners read on Mondays. */
import { passToMorning } from './clock.ts';
import type { PersonWindow } from './person-window.ts';
import type { Studio } from './pressure-pictures.ts';

export async function takeGaps({ url, open, picture }: Studio): Promise<void> {
  const [ana, maya] = [await open('U0ANA'), await open('U0MAYA')];
  await ana.goTo('care');
  await lookUpInVain(ana, 'is the fabric of the chairs vegan');
  await ana.press('Ask the owner', 'chairs vegan');
  await maya.goTo('Floorwalker', 'Messages');
  await maya.message('chairs vegan').waitFor();
  await picture(maya, 'gap', maya.message('chairs vegan'));

  for (const words of ['my dog ate the manual', 'the dog has eaten his manual', 'invitation to the company picnic'])
    await lookUpInVain(ana, words);
  await passToMorning(url, 1);
  await maya.message('Your policies, ').waitFor();
  await picture(maya, 'gap-week', maya.message('Your policies, '));
}

async function lookUpInVain(person: PersonWindow, words: string): Promise<void> {
  await person.say(`/policy ${words}`);
  await person.message(words).waitFor();
}
