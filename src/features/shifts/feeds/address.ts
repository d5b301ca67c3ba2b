/** Where feeds are found on PORT. */
export const FEEDS = '/feeds/';

/** The address that is given to a calendar. The workspace is in it so that the look-up stays inside of that workspace. */
export function feedAddress(publicUrl: string, workspaceId: string, secret: string): string {
  return `${publicUrl}${FEEDS}${workspaceId}/${secret}.ics`;
}

export interface FeedPath {
  readonly workspaceId: string;
  readonly secret: string;
}

/** What follows FEEDS in a path; undefined for what never was an address. */
export function readFeedPath(rest: string): FeedPath | undefined {
  const [, workspaceId, secret] = /^([A-Z0-9]{2,32})\/([\w-]{43})\.ics$/.exec(rest) ?? [];
  return workspaceId && secret ? { workspaceId, secret } : undefined;
}
