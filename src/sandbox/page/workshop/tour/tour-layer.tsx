/** The tour above everything, forms and menus included. */
import { createPortal } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useWorkspace } from '../../state/workspace.ts';
import { useTools } from '../panels.ts';
import { stepFor } from './steps.ts';
import { TourCard } from './tour-card.tsx';
import { TourEnd } from './tour-end.tsx';

export function TourLayer() {
  const { tour } = useTools();
  const { progress } = tour;
  if (progress.stage === 'end') return <TourEnd />;
  return progress.status === 'running' && tour.isPossible ? <Running /> : null;
}

function Running() {
  const { state, place, tell } = useWorkspace();
  const { tour } = useTools();
  const [host] = useState(newHost);
  useEffect(() => () => host.remove(), [host]);
  const step = stepFor(tour.progress, state, place);
  if (!step) return null;
  const leave = () => {
    tour.leave();
    tell('The tour waits for you in the workshop menu.');
  };
  return createPortal(<TourCard host={host} progress={tour.progress} step={step} onLeave={leave} />, host);
}

/** A layer of its own, which can be moved into a dialog without being drawn anew. */
function newHost(): HTMLElement {
  const host = document.createElement('div');
  host.className = 'tour-layer';
  host.popover = 'manual';
  return host;
}
