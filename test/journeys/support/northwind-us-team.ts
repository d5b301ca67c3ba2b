import type { Workspace } from '../../support/workspace.ts';

/** Iris sets up the second team, after Northwind Care. */
export async function setUpCareUs(workspace: Workspace): Promise<void> {
  const iris = workspace.as('iris');
  await iris.command('/floorwalker setup', { in: '#general' });
  await iris.click('Set up another team', { in: '#general' });
  await iris.seesModal('Set up a team');
  await iris.fill('Team name', 'Northwind Care US');
  await iris.choose('Team channel', '#care-us');
  await iris.choose('Escalations channel', '#care-us-escalations');
  await iris.choose('Managers', ['Ruth Delgado']);
  await iris.choose('Leads', ['Dana Okafor']);
  await iris.choose('Time zone', 'Chicago');
  await iris.fill('Business hours', 'Mon-Fri 09:00-17:00');
  await iris.choose('Currency', 'USD');
  await iris.submit();
  await iris.sees('Northwind Care US', { in: 'modal', on: 'test' });
  await iris.close();
}
