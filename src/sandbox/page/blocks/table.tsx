/** Tables, plain and paged. */
import type { DataTableBlock, TableBlock } from '@slack/types';
import { useState } from 'preact/hooks';
import { RichText } from './rich-text.tsx';

type Cell = TableBlock['rows'][number][number];
type Settings = NonNullable<TableBlock['column_settings']>;

const PAGE_SIZE = 20;

export function TableView({ rows, settings, caption }: { rows: Cell[][]; settings: Settings; caption?: string }) {
  const [head, ...body] = rows;
  return (
    <div class="table-scroll">
      <table>
        {caption && <caption>{caption}</caption>}
        <thead>
          <tr>
            {head?.map((cell, index) => (
              <th key={index} scope="col" style={cellStyle(settings[index])}>
                <CellView cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, rowIndex) => (
            <tr key={rowIndex}>
              {row.map((cell, index) => (
                <td key={index} style={cellStyle(settings[index])}>
                  <CellView cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function DataTableView({ block }: { block: DataTableBlock }) {
  const [page, setPage] = useState(0);
  const size = block.page_size ?? PAGE_SIZE;
  const [head = [], ...body] = block.rows;
  const pages = Math.max(1, Math.ceil(body.length / size));
  return (
    <div>
      <TableView rows={[head, ...body.slice(page * size, (page + 1) * size)]} settings={[]} caption={block.caption} />
      {pages > 1 && (
        <div class="table-pages">
          <button type="button" class="button" disabled={page === 0} onClick={() => setPage(page - 1)}>
            Previous
          </button>
          <span>
            {page + 1} of {pages}
          </span>
          <button type="button" class="button" disabled={page + 1 === pages} onClick={() => setPage(page + 1)}>
            Next
          </button>
        </div>
      )}
    </div>
  );
}

function CellView({ cell }: { cell: Cell }) {
  return cell.type === 'rich_text' ? <RichText block={cell} /> : <>{cell.text}</>;
}

function cellStyle(setting: Settings[number] | undefined) {
  return { textAlign: setting?.align ?? 'left', whiteSpace: setting?.is_wrapped ? 'normal' : 'nowrap' };
}
