/** Opens the direct conversation with somebody, or with the app, and goes there. */
import { useWorkspace } from '../state/workspace.ts';

export function useTalkTo(onGo?: () => void): (user: string, tab?: 'home' | 'messages') => Promise<void> {
  const { act, go } = useWorkspace();
  return async (user, tab = 'messages') => {
    const answer = await act({ type: 'open_dm', user });
    if (!answer.ok || !answer.channel) return;
    go({ channel: answer.channel, tab, thread: null, message: null });
    onGo?.();
  };
}
