/** The side sheet that holds the workshop's tools, a tab each; its edge can be drawn wider. */
import { useEffect, useRef } from 'preact/hooks';
import { CallsPanel } from './calls/calls-panel.tsx';
import { FaultsPanel } from './faults/faults-panel.tsx';
import { type Panel, PANELS, useTools } from './panels.ts';
import { useWidth } from './use-width.ts';

export function Sheet({ panel }: { panel: Panel }) {
  const { show, log, desk } = useTools();
  const sheet = useRef<HTMLElement>(null);
  const { width, edge } = useWidth();
  useFocusWhileOpen(sheet);
  return (
    <aside
      ref={sheet}
      class="sheet"
      aria-label="Workshop tools"
      tabIndex={-1}
      style={{ '--sheet-width': `${width}px` }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) show(null);
      }}
    >
      <div class="sheet-edge" role="separator" aria-label="Width of the tools" {...edge} />
      <header class="sheet-header">
        <div role="tablist" aria-label="Tools" class="sheet-tabs" onKeyDown={(event) => walk(event, show)}>
          {(Object.keys(PANELS) as Panel[]).map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              id={`tab-${one}`}
              aria-selected={one === panel}
              aria-controls="sheet-panel"
              tabIndex={one === panel ? 0 : -1}
              onClick={() => show(one)}
            >
              {PANELS[one]}
            </button>
          ))}
        </div>
        <button type="button" class="icon-button" aria-label="Close tools" title="Close" onClick={() => show(null)}>
          <span aria-hidden="true">×</span>
        </button>
      </header>
      <div role="tabpanel" id="sheet-panel" class="sheet-panel" aria-labelledby={`tab-${panel}`} tabIndex={0}>
        {panel === 'calls' ? <CallsPanel log={log} /> : <FaultsPanel desk={desk} />}
      </div>
    </aside>
  );
}

/** Takes the focus when it opens, and gives it back when it closes. */
function useFocusWhileOpen(sheet: { current: HTMLElement | null }): void {
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    sheet.current?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus();
    return () => before?.focus();
  }, [sheet]);
}

function walk(event: KeyboardEvent, show: (panel: Panel) => void): void {
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
  event.preventDefault();
  const tabs = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role=tab]')];
  const other = tabs.find((tab) => tab.getAttribute('aria-selected') !== 'true');
  other?.focus();
  if (other) show(other.id.replace('tab-', '') as Panel);
}
