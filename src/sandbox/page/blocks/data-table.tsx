/** A table that people sort, filter and page through. */
import type { DataTableBlock } from '@slack/types';
import { useState } from 'preact/hooks';
import { Icon } from '../elements/icon.tsx';
import { arrangeRows, cellText, type Order } from './data-rows.ts';
import { type Cell, TableView } from './table.tsx';

/** Slack's, where the block names none. */
const PAGE_SIZE = 5;

export function DataTableView({ block }: { block: DataTableBlock }) {
  const [order, setOrder] = useState<Order | null>(null);
  const [filter, setFilter] = useState('');
  const [wantedPage, setPage] = useState(0);
  const size = block.page_size ?? PAGE_SIZE;
  const [head = [], ...body] = block.rows;
  const rows = arrangeRows(body, order, filter);
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const page = Math.min(wantedPage, pages - 1);
  return (
    <div class="data-table">
      {body.length > size && <FilterField value={filter} onChange={setFilter} />}
      <TableView
        head={head.map((cell, index) => (
          <SortHeader key={index} cell={cell} index={index} order={order} onOrder={setOrder} />
        ))}
        rows={rows.slice(page * size, (page + 1) * size)}
        settings={[]}
        caption={block.caption}
        rowHeader={block.row_header_column_index ?? 0}
      />
      {rows.length === 0 && <p class="menu-empty">No rows with “{filter}”</p>}
      {pages > 1 && <Pages page={page} pages={pages} onGo={setPage} />}
    </div>
  );
}

function FilterField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <input
      class="text-input table-filter"
      type="search"
      aria-label="Filter rows"
      placeholder="Filter rows"
      value={value}
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface SortHeaderProps {
  cell: Cell;
  index: number;
  order: Order | null;
  onOrder: (order: Order | null) => void;
}

/** Up, then down, then as the app gave it. */
function SortHeader({ cell, index, order, onOrder }: SortHeaderProps) {
  const mine = order?.column === index ? order : null;
  return (
    <th scope="col" aria-sort={sortOf(mine)}>
      <button type="button" class="sort-button" onClick={() => onOrder(nextOrder(index, mine))}>
        {cellText(cell)}
        {mine && <Icon name={mine.isDescending ? 'down' : 'up'} size={13} />}
      </button>
    </th>
  );
}

function nextOrder(column: number, now: Order | null): Order | null {
  if (!now) return { column, isDescending: false };
  return now.isDescending ? null : { column, isDescending: true };
}

function sortOf(order: Order | null): 'ascending' | 'descending' | 'none' {
  if (!order) return 'none';
  return order.isDescending ? 'descending' : 'ascending';
}

function Pages({ page, pages, onGo }: { page: number; pages: number; onGo: (page: number) => void }) {
  return (
    <div class="table-pages">
      <button type="button" class="button" disabled={page === 0} onClick={() => onGo(page - 1)}>
        Previous
      </button>
      <span role="status">
        Page {page + 1} of {pages}
      </span>
      <button type="button" class="button" disabled={page + 1 === pages} onClick={() => onGo(page + 1)}>
        Next
      </button>
    </div>
  );
}
