import type { AppRequest, Delivered, NotTaken } from '../delivery/app-link.ts';
import type { World } from '../world.ts';

/** Sends what a person did to the app; if the app does not take it, the person reads what Slack would tell them. */
export async function askApp(world: World, user: string, what: string, request: AppRequest): Promise<Delivered> {
  const delivered = await world.app.send(request);
  if (!delivered.ok) notice(world, user, whyItFailed(what, delivered.reason));
  return delivered;
}

export function notice(world: World, user: string, text: string): void {
  world.state.notices[user] = text;
  world.changed();
}

function whyItFailed(what: string, reason: NotTaken): string {
  if (reason === 'connection_failed') return `${what} failed with the error "dispatch_failed"`;
  return `${what} failed because the app did not respond`;
}
