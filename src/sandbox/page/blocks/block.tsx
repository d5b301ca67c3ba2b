/** Any block; and a list of them. */
import type { FunctionComponent, JSX } from 'preact';
import { withEmoji } from '../text/emoji.ts';
import { keyAt, type PageBlock, withIds } from './block-types.ts';
import { ActionsRow } from './actions-row.tsx';
import { AlertView } from './alert.tsx';
import { CardView, CarouselView } from './card.tsx';
import { ContainerView } from './container.tsx';
import { ContextActionsRow } from './context-actions.tsx';
import { ContextRow } from './context-row.tsx';
import { DataTableView } from './data-table.tsx';
import { ImageView, VideoView } from './image-block.tsx';
import { InputField } from './input-block.tsx';
import { RemoteFile } from './remote-file.tsx';
import { MarkdownView } from './markdown.tsx';
import { PlanView, TaskView } from './plan.tsx';
import { RichText } from './rich-text.tsx';
import { SectionView } from './section.tsx';
import { TableBlockView } from './table.tsx';

type BlockViews = {
  [T in PageBlock['type']]: (props: { block: Extract<PageBlock, { type: T }> }) => JSX.Element;
};

const VIEWS: BlockViews = {
  actions: ActionsRow,
  alert: AlertView,
  card: CardView,
  carousel: CarouselView,
  container: ({ block }) => (
    <ContainerView block={block}>
      <BlockList blocks={withIds(block.child_blocks)} />
    </ContainerView>
  ),
  context: ContextRow,
  context_actions: ContextActionsRow,
  data_table: DataTableView,
  divider: () => <hr class="block-divider" />,
  file: ({ block }) => <RemoteFile id={block.external_id} />,
  header: ({ block }) => <h2 class="block-header">{withEmoji(block.text.text)}</h2>,
  image: ImageView,
  input: InputField,
  markdown: ({ block }) => <MarkdownView text={block.text} />,
  plan: PlanView,
  rich_text: RichText,
  section: SectionView,
  table: TableBlockView,
  task_card: ({ block }) => <TaskView task={block} />,
  video: VideoView,
};

export function BlockList({ blocks }: { blocks: PageBlock[] }) {
  return (
    <div class="blocks">
      {blocks.map((block, index) => (
        <BlockView key={`${keyAt(index, block.block_id)}/${block.type}`} block={block} />
      ))}
    </div>
  );
}

function BlockView({ block }: { block: PageBlock }) {
  // The table pairs each type with a view of that type; TypeScript cannot follow the pairing through the look-up.
  const View = VIEWS[block.type] as FunctionComponent<{ block: PageBlock }> | undefined;
  return View ? <View block={block} /> : <p class="block-unknown">A block of an unknown type</p>;
}
