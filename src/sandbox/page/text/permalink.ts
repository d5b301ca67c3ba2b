/** Links into the workspace, as Slack builds them. */
import type { Place } from '../state/place.ts';

/** Where on the page a permalink or a slack:// link leads; null when it leads elsewhere. */
export function placeOfPermalink(url: string, domain: string, homeChannel: string): Partial<Place> | null {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol === 'slack:') return placeOfDeepLink(parsed, homeChannel);
  if (parsed.host !== `${domain}.slack.com`) return null;
  const found = /^\/archives\/(\w+)(?:\/p(\d{10})(\d{6}))?\/?$/.exec(parsed.pathname);
  if (!found?.[1]) return null;
  const message = found[2] ? `${found[2]}.${found[3]}` : null;
  const thread = parsed.searchParams.get('thread_ts');
  return { channel: found[1], tab: 'messages', message, thread };
}

/** The permalink of a message. */
export function permalinkOf(domain: string, channel: string, ts: string, threadTs?: string): string {
  const base = `https://${domain}.slack.com/archives/${channel}/p${ts.replace('.', '')}`;
  return threadTs && threadTs !== ts ? `${base}?thread_ts=${threadTs}&cid=${channel}` : base;
}

function placeOfDeepLink(url: URL, homeChannel: string): Partial<Place> | null {
  const id = url.searchParams.get('id') ?? '';
  if (url.host === 'app') {
    return {
      channel: homeChannel,
      tab: url.searchParams.get('tab') === 'home' ? 'home' : 'messages',
      thread: null,
      message: null,
    };
  }
  return url.host === 'channel' && id ? { channel: id, tab: 'messages', thread: null, message: null } : null;
}
