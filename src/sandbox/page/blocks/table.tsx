/** A table: its first row names the columns. */
import type { TableBlock } from '@slack/types';
import type { ComponentChildren } from 'preact';
import { RichText } from './rich-text.tsx';

export type Cell = TableBlock['rows'][number][number];
export type Settings = (NonNullable<TableBlock['column_settings']>[number] | null)[];

interface TableViewProps {
  head: ComponentChildren;
  rows: Cell[][];
  settings: Settings;
  caption?: string;
  /** The column that names its row. */
  rowHeader?: number;
}

export function TableBlockView({ block }: { block: TableBlock }) {
  const [head = [], ...rows] = block.rows;
  const settings: Settings = block.column_settings ?? [];
  const names = head.map((cell, index) => (
    <th key={index} scope="col" style={cellStyle(settings[index], cell)}>
      <CellView cell={cell} />
    </th>
  ));
  return <TableView head={names} rows={rows} settings={settings} />;
}

export function TableView({ head, rows, settings, caption, rowHeader }: TableViewProps) {
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={caption ?? 'Table'}>
      <table>
        {caption && <caption>{caption}</caption>}
        <thead>
          <tr>{head}</tr>
        </thead>
        <tbody>
          {rows.map((row, rowIndex) => (
            <tr key={rowIndex}>
              {row.map((cell, index) => (
                <CellBox key={index} cell={cell} setting={settings[index]} isHeader={index === rowHeader} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CellBox({
  cell,
  setting,
  isHeader,
}: {
  cell: Cell;
  setting: Settings[number] | undefined;
  isHeader: boolean;
}) {
  const style = cellStyle(setting, cell);
  return isHeader ? (
    <th scope="row" style={style}>
      <CellView cell={cell} />
    </th>
  ) : (
    <td style={style}>
      <CellView cell={cell} />
    </td>
  );
}

export function CellView({ cell }: { cell: Cell }) {
  return cell.type === 'rich_text' ? <RichText block={cell} /> : <>{cell.text}</>;
}

/** Numbers stand at the right unless the column says otherwise. */
function cellStyle(setting: Settings[number] | undefined, cell: Cell) {
  const usual = cell.type === 'raw_number' ? 'right' : 'left';
  return { textAlign: setting?.align ?? usual, whiteSpace: setting?.is_wrapped ? 'normal' : 'nowrap' };
}
