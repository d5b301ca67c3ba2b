/** Offered once, at the first visit, in a place where it is in nobody's way. */
import { useTools } from '../panels.ts';

export function TourOffer() {
  const { tour } = useTools();
  if (tour.progress.status !== 'new' || !tour.isPossible) return null;
  return (
    <aside class="tour-offer" aria-label="Guided tour">
      <p>
        <b>New here?</b> See a case go from an upset customer to a kept promise. Three minutes, and you press everything
        yourself.
      </p>
      <div class="tour-buttons">
        <button type="button" class="button is-primary" onClick={tour.start}>
          Start the tour
        </button>
        <button type="button" class="button" onClick={tour.decline}>
          Not now
        </button>
      </div>
    </aside>
  );
}
