import type { ScoringTable } from '../../../engines/scoring/index.ts';
import { formatPoints } from '../../../kernel/points.ts';
import { Table, WorthBar } from '../../../ui/index.ts';
import { type ItemWorth, itemWorths } from '../item-worth.ts';
import type { Grid } from '../table-words.ts';

/** Where an item stands in the page of its table. */
export function itemPlace(id: string): string {
  return `voce-${id}`;
}

/** The items of a table at a glance: how much one title of each gives at most, drawn against the highest. */
export function Worths({ table }: { table: ScoringTable }) {
  const worths = itemWorths(table);
  const most = Math.max(0, ...worths.map((worth) => worth.most ?? 0));
  return (
    <Table
      caption="Quanto vale ogni voce"
      cards={false}
      columns={[
        { label: 'Voce', heading: true, cell: ({ item }) => <ItemLink item={item} /> },
        {
          label: 'Punti',
          cell: ({ words, most: own }) => (
            <>
              {words}
              {own !== undefined && most > 0 && <WorthBar points={own} most={most} />}
            </>
          ),
        },
      ]}
      rows={worths}
    />
  );
}

function ItemLink({ item: { id, label } }: Pick<ItemWorth, 'item'>) {
  return (
    <a href={`#${encodeURIComponent(itemPlace(id))}`}>
      {id} {label}
    </a>
  );
}

/** The points of one item, mark by mark or choice by choice, each drawn against the highest. */
export function Grades({ grid, caption }: { grid: Grid; caption: string }) {
  const most = Math.max(...grid.rows.map(({ points }) => points));
  return (
    <Table
      caption={caption}
      captionHidden
      cards={false}
      columns={[
        { label: grid.head, heading: true, cell: ({ label }) => label },
        {
          label: 'Punti',
          cell: ({ points }) => (
            <>
              {formatPoints(points)}
              <WorthBar points={points} most={most} />
            </>
          ),
        },
      ]}
      rows={grid.rows}
    />
  );
}
