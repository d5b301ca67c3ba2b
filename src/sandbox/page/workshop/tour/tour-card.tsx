/** The tour's card and the ring around what it points at. Says politely what is next; never takes the focus. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useWorkspace } from '../../state/workspace.ts';
import { placeCard } from './place-card.ts';
import { type Progress, STAGES } from './progress.ts';
import { fillForm } from './spots.ts';
import type { Help, Step } from './steps.ts';
import { type Pointing, usePointing } from './use-pointing.ts';

interface TourCardProps {
  host: HTMLElement;
  progress: Progress;
  step: Step;
  onLeave: () => void;
}

export function TourCard({ host, progress, step, onLeave }: TourCardProps) {
  const pointing = usePointing(step.aims, host);
  const card = useRef<HTMLElement>(null);
  const place = usePlaceBeside(card, pointing);
  const { spot, box } = pointing;
  const text = spot?.text ?? step.text;
  return (
    <>
      {box && <Ring box={box} />}
      <aside ref={card} class="tour-card" aria-label="Guided tour" style={place}>
        <header>
          <span>
            Tour, step {STAGES.findIndex((stage) => stage === progress.stage) + 1} of {STAGES.length}
          </span>
          <button type="button" class="text-button" onClick={onLeave}>
            Skip the tour
          </button>
        </header>
        <p aria-live="polite">
          {text.split('*').map((part, index) => (index % 2 === 1 ? <b key={index}>{part}</b> : part))}
        </p>
        <TourHelp step={step} pointing={pointing} />
      </aside>
    </>
  );
}

function TourHelp({ step, pointing }: { step: Step; pointing: Pointing }) {
  const { go, act } = useWorkspace();
  const { spot, box } = pointing;
  const give = (help: Help) =>
    help.act.kind === 'go'
      ? go(help.act.to)
      : void act({ type: 'message', channel: help.act.channel, text: help.act.text });
  const isHidden = spot !== null && box === null;
  const help = helpBeside(spot, step);
  if (!help && !spot?.canFill && !isHidden) return null;
  return (
    <div class="tour-buttons">
      {help && (
        <button type="button" class="button is-primary" onClick={() => give(help)}>
          {help.label}
        </button>
      )}
      {spot?.canFill && (
        <button type="button" class="button" onClick={fillForm}>
          Write it for me
        </button>
      )}
      {isHidden && (
        <button type="button" class="button" onClick={() => spot.element.scrollIntoView({ block: 'center' })}>
          Show me
        </button>
      )}
    </div>
  );
}

/** None beside an open form: nothing else can be pressed then. */
function helpBeside(spot: Pointing['spot'], { help }: Step): Help | null {
  return spot?.element.closest('dialog') ? null : help;
}

const RING_PX = 5;
/** What is smaller has neighbours, and a ring as narrow as itself. */
const SMALL_PX = 40;
const SMALL_RING_PX = 1;

function Ring({ box }: { box: NonNullable<Pointing['box']> }) {
  const by = box.width < SMALL_PX ? SMALL_RING_PX : RING_PX;
  const style = {
    left: `${box.x - by}px`,
    top: `${box.y - by}px`,
    width: `${box.width + 2 * by}px`,
    height: `${box.height + 2 * by}px`,
  };
  return <div class="tour-ring" style={style} />;
}

/** Measured after it is drawn: the words decide how high the card is. */
function usePlaceBeside(card: { current: HTMLElement | null }, { box, keepClear }: Pointing): Record<string, string> {
  const [place, setPlace] = useState({ left: '0px', top: '0px' });
  useLayoutEffect(() => {
    if (!card.current) return;
    const { width, height } = card.current.getBoundingClientRect();
    const { x, y } = placeCard(box, keepClear, { width, height }, { width: innerWidth, height: innerHeight });
    if (place.left !== `${x}px` || place.top !== `${y}px`) setPlace({ left: `${x}px`, top: `${y}px` });
  });
  return place;
}
