/** Pictures of a question that no policy answers, and of what owners read on Mondays. */
import { localDate, localWeekday, toInstant } from '../../../src/core/local-time.ts';
import { connectTo } from '../../../src/sandbox/hands/client.ts';
import type { PersonWindow } from './person-window.ts';
import type { Studio } from './pressure-pictures.ts';

const BERLIN = 'Europe/Berlin';
const DAY_MS = 24 * 60 * 60 * 1000;

export async function takeGaps({ url, open, picture }: Studio): Promise<void> {
  const [ana, maya] = [await open('U0ANA'), await open('U0MAYA')];
  await ana.goTo('care');
  await lookUpInVain(ana, 'can she pay with two vouchers from the fair');
  await ana.press('Ask the owner', 'two vouchers');
  await maya.goTo('Floorwalker', 'Messages');
  await maya.message('two vouchers').waitFor();
  await picture(maya, 'gap', maya.message('two vouchers'));

  for (const words of ['zebra balloon rental', 'rental of zebra balloons', 'invitation to the company picnic'])
    await lookUpInVain(ana, words);
  await goToMonday(url);
  await maya.message('Last week in your policies').waitFor();
  await picture(maya, 'gap-week', maya.message('Last week in your policies'));
}

async function lookUpInVain(person: PersonWindow, words: string): Promise<void> {
  await person.say(`/policy ${words}`);
  await person.message(words).waitFor();
}

/** The first Monday after the workshop's today, when everybody is there. */
async function goToMonday(url: string): Promise<void> {
  const workshop = connectTo(url);
  const { clock } = await workshop.state('U0ANA');
  let day = new Date(new Date(clock.now).getTime() + DAY_MS);
  while (localWeekday(day, BERLIN) !== 1) day = new Date(day.getTime() + DAY_MS);
  await workshop.moveClock({ to: toInstant(localDate(day, BERLIN), 10 * 60, BERLIN).toISOString() });
  workshop.close();
}
