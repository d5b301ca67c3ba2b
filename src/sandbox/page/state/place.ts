/** Where in the workspace this window is, kept in the address so that it survives a reload and the Back button. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { namedWorkspace } from './which-workspace.ts';

export interface Place {
  as: string;
  /** A channel's id; empty until the first state is there. */
  channel: string;
  tab: 'home' | 'messages';
  /** The ts of the thread in the side pane. */
  thread: string | null;
  /** A message to bring into view. */
  message: string | null;
}

/** Ana, whose work Floorwalker is for, looks first. */
const FIRST_PERSON = 'U0ANA';

/** The place and a way to go elsewhere; what is not named stays. */
export function usePlace(): [Place, (to: Partial<Place>) => void] {
  const [place, setPlace] = useState(readPlace);
  useEffect(() => {
    const onBack = () => setPlace(readPlace());
    addEventListener('popstate', onBack);
    return () => removeEventListener('popstate', onBack);
  }, []);
  const go = useCallback((to: Partial<Place>) => {
    setPlace((from) => {
      const next = { ...from, ...to };
      const address = addressOf(next);
      if (address !== location.search) history.pushState(null, '', address);
      return next;
    });
  }, []);
  return [place, go];
}

function readPlace(): Place {
  const query = new URLSearchParams(location.search);
  return {
    as: query.get('as') || FIRST_PERSON,
    channel: query.get('at') ?? '',
    tab: query.get('tab') === 'home' ? 'home' : 'messages',
    thread: query.get('thread'),
    message: query.get('message'),
  };
}

/** The address of a place, to open it in another window. */
export function addressOf(place: Place): string {
  const query = new URLSearchParams();
  if (namedWorkspace()) query.set('workspace', namedWorkspace());
  if (place.as) query.set('as', place.as);
  if (place.channel) query.set('at', place.channel);
  if (place.tab === 'home') query.set('tab', 'home');
  if (place.thread) query.set('thread', place.thread);
  if (place.message) query.set('message', place.message);
  return `?${query}`;
}
