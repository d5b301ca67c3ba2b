/** Where the tour's card stands: beside what it points at, never on it, and on as little else as can be. */

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Size {
  width: number;
  height: number;
}

const GAP = 16;
const MARGIN = 12;
/** One pixel of distance costs as much as so many square pixels of something covered. */
const DISTANCE_COST = 40;
/** What is pointed at is worth more than anything else. */
const TARGET_COST = 1e6;

/** The upper left corner of the card. Without a target it stands at the lower right. */
export function placeCard(
  target: Box | null,
  keepClear: readonly Box[],
  card: Size,
  window: Size,
): { x: number; y: number } {
  const within = (box: Box) => ({
    ...box,
    x: Math.max(MARGIN, Math.min(box.x, window.width - card.width - MARGIN)),
    y: Math.max(MARGIN, Math.min(box.y, window.height - card.height - MARGIN)),
  });
  const candidates = [...cornersOf(window, card), ...(target ? beside(target, keepClear, card) : [])].map(within);
  const cost = (box: Box) => costOf(box, target, keepClear);
  const [best] = candidates.toSorted((one, other) => cost(one) - cost(other));
  return best ? { x: Math.round(best.x), y: Math.round(best.y) } : { x: MARGIN, y: MARGIN };
}

function costOf(box: Box, target: Box | null, keepClear: readonly Box[]): number {
  const covered = keepClear.reduce((sum, other) => sum + overlap(box, other), 0);
  if (!target) return covered;
  const ringed = { x: target.x - 6, y: target.y - 6, width: target.width + 12, height: target.height + 12 };
  return covered + overlap(box, ringed) * TARGET_COST + distance(box, target) * DISTANCE_COST;
}

/** Lower right first: it is where the fewest things are. */
function cornersOf(window: Size, card: Size): Box[] {
  const [right, bottom] = [window.width, window.height];
  return [
    { ...card, x: right, y: bottom },
    { ...card, x: 0, y: bottom },
    { ...card, x: right, y: 0 },
    { ...card, x: 0, y: 0 },
  ];
}

/** Below, above, right and left of the target; and at its height beside whatever it is in. */
function beside(target: Box, around: readonly Box[], card: Size): Box[] {
  const at = (x: number, y: number): Box => ({ ...card, x, y });
  const below = target.y + target.height + GAP;
  const above = target.y - card.height - GAP;
  const sides = [target, ...around].flatMap(({ x, width }) => [x + width + GAP, x - card.width - GAP]);
  const columns = [target.x, target.x + target.width - card.width, target.x + (target.width - card.width) / 2];
  const rows = [target.y, target.y + target.height - card.height, target.y + (target.height - card.height) / 2];
  return [...columns.flatMap((x) => [at(x, below), at(x, above)]), ...rows.flatMap((y) => sides.map((x) => at(x, y)))];
}

function overlap(one: Box, other: Box): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Between the nearest edges. */
function distance(one: Box, other: Box): number {
  const across = Math.max(0, other.x - (one.x + one.width), one.x - (other.x + other.width));
  const down = Math.max(0, other.y - (one.y + one.height), one.y - (other.y + other.height));
  return Math.hypot(across, down);
}
