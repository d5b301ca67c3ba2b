/** A link. Links into this workspace stay on the page; others open apart and learn nothing of us. */
import type { ComponentChildren } from 'preact';
import { appChannel, useWorkspace } from '../state/workspace.ts';
import { safeUrl } from './safe-url.ts';
import { placeOfPermalink } from './permalink.ts';

export function LinkView({ url, children }: { url: string; children: ComponentChildren }) {
  const { state, go } = useWorkspace();
  const home = appChannel(state)?.id ?? '';
  const place = placeOfPermalink(url, state.workspace.domain, home);
  const href = place ? '#' : safeUrl(url);
  if (!href) return <span title="This link cannot be opened">{children}</span>;
  if (place) {
    return (
      <a
        href="#"
        onClick={(event) => {
          event.preventDefault();
          go(place);
        }}
      >
        {children}
      </a>
    );
  }
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
