import { type Weighed, weighedBlocks } from './blocks.ts';
import { type Page, Pager } from './pager.ts';
import { piecesOf } from '../reading/read-pieces.ts';
import { type Section, sectionsOf } from '../reading/sections.ts';
import { showPieces } from './show-piece.ts';

export interface PageHeading {
  readonly text: string;
  /** The heading that it stands below; undefined below none but the title. */
  readonly above: string | undefined;
  /** 1 to 6. */
  readonly depth: number;
  /** As the anchors of passages. */
  readonly anchor: string;
  /** Index of the page it stands on. */
  readonly page: number;
}

export interface Pages {
  /** At least one, each within what a view takes together with 20 blocks around it. */
  readonly pages: readonly Page[];
  readonly headings: readonly PageHeading[];
}

/** The whole of a document, page by page: cut at headings where one is near, never between a heading and its text. */
export function pagesOf(markdown: string, title: string): Pages {
  const headings: PageHeading[] = [];
  const pager = new Pager();
  for (const section of sectionsOf(markdown, title)) {
    const blocks = blocksOfSection(section);
    pager.add(blocks);
    const text = section.path.at(-1);
    const page = pager.pageOfLast(blocks.length);
    if (text !== undefined && section.raw !== '')
      headings.push({ text, above: section.path.at(-2), depth: section.depth, anchor: section.anchor, page });
  }
  return { pages: pager.close(), headings };
}

/** The page on which a passage begins; the first where its anchor is not known. */
export function pageOfAnchor({ headings }: Pages, anchor: string): number {
  const [own = ''] = anchor.split(':');
  return headings.find((heading) => heading.anchor === own)?.page ?? 0;
}

/** The heading that only repeats the title is left to the title of the view. */
function blocksOfSection({ path, raw, depth, parts }: Section): Weighed[] {
  const isTitle = depth === 1 && path.length === 0;
  const heading = isTitle ? [] : piecesOf(raw);
  return weighedBlocks(showPieces([...heading, ...parts.flatMap(({ pieces }) => pieces)], 'view'));
}
