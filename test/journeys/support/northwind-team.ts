import type { Workspace } from '../../support/workspace.ts';

export interface CareOptions {
  /** By real names, who has a role besides Leo and Maya. */
  readonly leads?: readonly string[];
  readonly directors?: readonly string[];
  readonly timeZone?: string;
  readonly hours?: string;
}

/** Hours for tests that live in real time: everybody is at work, on whatever day this runs. */
export const ALWAYS_OPEN = 'Mon-Sun 00:00-24:00';

/** Iris, an admin, sets up Northwind Care as a person does: by the form. */
export async function setUpCare(workspace: Workspace, options: CareOptions = {}): Promise<void> {
  const { leads = [], directors = [], timeZone = 'Berlin' } = options;
  const { hours = 'Mon-Fri 09:00-14:00, 16:00-20:00; Sat 10:00-14:00' } = options;
  const iris = workspace.as('iris');
  await iris.command('/floorwalker setup', { in: '#general' });
  await iris.fill('Team name', 'Northwind Care');
  await iris.choose('Team channel', '#care');
  await iris.choose('Escalations channel', '#care-escalations');
  await iris.choose('Managers', ['Maya Lindqvist']);
  await iris.choose('Leads', ['Leo Brandt', ...leads]);
  if (directors.length > 0) await iris.choose('Directors', directors);
  await iris.choose('Time zone', timeZone);
  await iris.fill('Business hours', hours);
  await iris.choose('Currency', 'EUR');
  await iris.submit();
  await iris.sees('Northwind Care', { in: 'modal', on: 'test' });
  await iris.close();
  await isOnTheTeam(workspace, 'ana');
}

/** People of the team channel are added right after the set-up; each look at the hub tells how it stands. */
async function isOnTheTeam(workspace: Workspace, name: string): Promise<void> {
  const person = workspace.as(name);
  const giveUpAt = performance.now() + 20_000;
  do {
    await person.command('/floorwalker', { in: '#general' });
    await person.sees(/Northwind Care|not on a team/, { in: '#general' });
    if (await person.canSee('Northwind Care', { in: '#general' })) return;
  } while (performance.now() < giveUpAt);
  throw new Error(`${name} never got on the team`);
}
