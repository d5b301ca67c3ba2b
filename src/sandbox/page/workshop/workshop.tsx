/** What the workshop adds to Slack's face: calls, faults and the tour, around the page they are about. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Dialog } from '../modals/dialog.tsx';
import { useCalls } from './calls/use-calls.ts';
import { useFaults } from './faults/use-faults.ts';
import { type Panel, ToolsContext } from './panels.ts';
import { Sheet } from './sheet.tsx';
import { TourLayer } from './tour/tour-layer.tsx';
import { TourOffer } from './tour/tour-offer.tsx';
import { useTour } from './tour/use-tour.ts';

export function Workshop({ children }: { children: ComponentChildren }) {
  const [panel, show] = useState<Panel | null>(null);
  const log = useCalls(panel === 'calls');
  const desk = useFaults(panel === 'faults');
  const tour = useTour();
  const [isCovered, cover] = useState(false);
  useShortcut(() => show((before) => (before === 'calls' ? null : 'calls')));
  return (
    <ToolsContext.Provider value={{ panel, show, log, desk, tour, cover }}>
      <div class={`desk ${panel ? 'has-sheet' : ''}`}>
        {children}
        {panel && <Sheet panel={panel} />}
        <TourOffer />
        <TourLayer />
      </div>
      {isCovered && <StartingOver />}
    </ToolsContext.Provider>
  );
}

function StartingOver() {
  return (
    <Dialog labelledBy="starting-over" class="starting-over" onCancel={() => undefined}>
      <h1 id="starting-over">Putting everything back …</h1>
      <p>The sample team works through its last days once more. This takes about 20 seconds.</p>
    </Dialog>
  );
}

/** Ctrl+. or ⌘. */
function useShortcut(toggle: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '.' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      toggle();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
