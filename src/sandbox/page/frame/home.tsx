/** The app's Home, as it published it for this person. */
import type { View } from '@slack/types';
import { useEffect, useRef } from 'preact/hooks';
import { BlockList } from '../blocks/block.tsx';
import { withIds } from '../blocks/block-types.ts';
import { SurfaceContext, useSurfaceOf } from '../blocks/surface.ts';
import { type FieldValue, pruneValues } from '../state/form-values.ts';
import { Notice } from './notice.tsx';
import { useWorkspace } from '../state/workspace.ts';

export function Home() {
  const { state, act } = useWorkspace();
  useEffect(() => void act({ type: 'open_home' }), [act]);
  if (!state.home) {
    return (
      <div class="home">
        <p class="empty" role="status">
          {state.app.connected ? `${state.app.name} is preparing this page…` : `${state.app.name} is not connected.`}
        </p>
      </div>
    );
  }
  return <HomeBlocks view={state.home} />;
}

function HomeBlocks({ view }: { view: View }) {
  const touched = useRef(new Map<string, FieldValue>());
  const blocks = withIds(view.blocks);
  pruneValues(blocks, touched.current);
  const surface = useSurfaceOf('home', { view: 'home' }, blocks, touched.current);
  return (
    <SurfaceContext.Provider value={surface}>
      <div class="home" role="tabpanel" aria-label="Home">
        <BlockList blocks={blocks} />
      </div>
      <Notice />
    </SurfaceContext.Provider>
  );
}
