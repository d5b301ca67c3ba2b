/** Finds words in what is on the screen, across the elements they run through. */

/** Every place in these parts of the page where the words stand, top to bottom; upper and lower case alike. */
export function findText(parts: Iterable<HTMLElement>, words: string): Range[] {
  const wanted = words.trim().toLowerCase();
  return wanted ? [...parts].flatMap((part) => findIn(part, wanted)) : [];
}

function findIn(part: HTMLElement, wanted: string): Range[] {
  const nodes = textNodes(part);
  const text = nodes
    .map((node) => node.data)
    .join('')
    .toLowerCase();
  const found: Range[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    const range = rangeOf(nodes, at, at + wanted.length);
    if (range) found.push(range);
  }
  return found;
}

function textNodes(part: HTMLElement): Text[] {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  while (walker.nextNode()) nodes.push(walker.currentNode as Text);
  return nodes;
}

function rangeOf(nodes: Text[], from: number, to: number): Range | null {
  const start = locate(nodes, from);
  const end = locate(nodes, to - 1);
  if (!start || !end) return null;
  const range = document.createRange();
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset + 1);
  return range;
}

function locate(nodes: Text[], at: number): { node: Text; offset: number } | null {
  let before = 0;
  for (const node of nodes) {
    if (at < before + node.data.length) return { node, offset: at - before };
    before += node.data.length;
  }
  return null;
}
