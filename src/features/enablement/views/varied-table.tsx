import { Table } from '../../../ui/index.ts';
import { type Variation, variedRows } from '../variation.ts';

/** A person's data as they are and as they are to be, row by row; what changes is said in words, not by its looks alone. */
export function VariedTable({ variation, caption }: { variation: Variation; caption: string }) {
  return (
    <Table
      caption={caption}
      captionHidden
      rows={variedRows(variation)}
      columns={[
        { label: 'Dato', heading: true, cell: ({ label }) => label },
        { label: 'Oggi', cell: ({ before }) => before },
        { label: 'Nuovo', cell: ({ after, changes }) => (changes ? <strong>{after}</strong> : after) },
        { label: 'Cambia?', cell: ({ changes }) => (changes ? 'Cambia' : 'Resta uguale') },
      ]}
    />
  );
}
