import type { Bookmark, SlackState } from './state.ts';

export function bookmarksOf(state: SlackState, channel: string): Bookmark[] {
  return (state.bookmarks[channel] ??= []);
}

export function removeBookmark(state: SlackState, { channel, id }: Bookmark): void {
  state.bookmarks[channel] = bookmarksOf(state, channel).filter((bookmark) => bookmark.id !== id);
}
