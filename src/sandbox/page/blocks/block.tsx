/** Any block; and a list of them. */
import type { JSX } from 'preact';
import { withEmoji } from '../text/emoji.ts';
import { TextObjectView } from '../text/text-object.tsx';
import { type PageBlock, withIds } from './block-types.ts';
import { ActionsRow, ContextActionsRow } from './actions-row.tsx';
import { CardView, CarouselView } from './card.tsx';
import { ContainerView } from './container.tsx';
import { ContextRow } from './context-row.tsx';
import { ImageView, VideoView } from './image-block.tsx';
import { InputField } from './input-block.tsx';
import { MarkdownView } from './markdown.tsx';
import { PlanView, TaskView } from './plan.tsx';
import { RichText } from './rich-text.tsx';
import { SectionView } from './section.tsx';
import { DataTableView, TableView } from './table.tsx';

export function BlockList({ blocks }: { blocks: PageBlock[] }) {
  return (
    <div class="blocks">
      {blocks.map((block) => (
        <BlockView key={`${block.block_id}/${block.type}`} block={block} />
      ))}
    </div>
  );
}

function BlockView({ block }: { block: PageBlock }): JSX.Element {
  switch (block.type) {
    case 'section':
      return <SectionView block={block} />;
    case 'header':
      return <h3 class="block-header">{withEmoji(block.text.text)}</h3>;
    case 'context':
      return <ContextRow block={block} />;
    case 'divider':
      return <hr class="block-divider" />;
    case 'actions':
      return <ActionsRow block={block} />;
    case 'input':
      return <InputField block={block} />;
    case 'image':
      return <ImageView block={block} />;
    case 'rich_text':
      return <RichText block={block} />;
    default:
      return <RarerBlock block={block} />;
  }
}

type Rarer = Exclude<
  PageBlock,
  { type: 'section' | 'header' | 'context' | 'divider' | 'actions' | 'input' | 'image' | 'rich_text' }
>;

function RarerBlock({ block }: { block: Rarer }): JSX.Element {
  switch (block.type) {
    case 'markdown':
      return <MarkdownView text={block.text} />;
    case 'table':
      return <TableView rows={block.rows} settings={block.column_settings ?? []} />;
    case 'data_table':
      return <DataTableView block={block} />;
    case 'alert':
      return (
        <div class={`alert is-${block.level ?? 'default'}`} role="note">
          <TextObjectView text={block.text} />
        </div>
      );
    case 'card':
      return <CardView block={block} />;
    case 'carousel':
      return <CarouselView block={block} />;
    case 'container':
      return (
        <ContainerView block={block}>
          <BlockList blocks={withIds(block.child_blocks)} />
        </ContainerView>
      );
    case 'context_actions':
      return <ContextActionsRow block={block} />;
    case 'plan':
      return <PlanView block={block} />;
    case 'task_card':
      return <TaskView task={block} />;
    case 'video':
      return <VideoView block={block} />;
    default:
      return <div class="block-unknown">A {(block as { type: string }).type} block</div>;
  }
}
