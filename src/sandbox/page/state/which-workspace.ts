/** Which of the stand-in's workspaces this window shows: the one its address names, else the first. */

/** Empty: the first. Never changes while the page is open; another workspace is another address. */
const NAMED = typeof location === 'undefined' ? '' : (new URLSearchParams(location.search).get('workspace') ?? '');

export function namedWorkspace(): string {
  return NAMED;
}

/** A path of the page API, for this window's workspace. */
export function inThisWorkspace(path: string): string {
  if (!NAMED) return path;
  return `${path}${path.includes('?') ? '&' : '?'}workspace=${encodeURIComponent(NAMED)}`;
}
