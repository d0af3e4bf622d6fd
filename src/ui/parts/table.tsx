import type { ComponentChildren } from 'preact';

export interface Column<Row> {
  readonly label: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** Right-aligned, with figures of equal width. */
  readonly figures?: boolean | undefined;
  /** This cell names the row. */
  readonly heading?: boolean | undefined;
}

interface TableProps<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** The caption is for screen readers only, because a heading above says the same. */
  captionHidden?: boolean | undefined;
  /** On a phone each row becomes a card; otherwise the table scrolls inside itself. */
  cards?: boolean | undefined;
  /** Said instead of the table when there is no row. */
  empty?: string | undefined;
}

/** Rows under a caption; wide ones scroll inside themselves, reachable by keyboard. */
export function Table<Row>({ caption, columns, rows, captionHidden, cards = true, empty }: TableProps<Row>) {
  if (rows.length === 0 && empty !== undefined) return <p class="table-empty">{empty}</p>;
  return (
    <section class="table-scroll" aria-label={caption} tabindex={0}>
      <table class={cards ? 'table table-cards' : 'table'}>
        <caption class={captionHidden ? 'visually-hidden' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ label, figures }) => (
              <th key={label} scope="col" class={figures ? 'figures' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {columns.map((column) => (
                <Cell key={column.label} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const look = column.figures ? 'figures' : undefined;
  if (column.heading) {
    return (
      <th scope="row" class={look}>
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td class={look} data-label={column.label}>
      {column.cell(row)}
    </td>
  );
}
