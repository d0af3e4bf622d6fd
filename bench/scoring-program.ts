import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Batch } from '../src/engines/scoring/batch.ts';
import { pinnedFields, possibleValues } from '../src/engines/scoring/compile-condition.ts';
import type { Related } from '../src/engines/scoring/facts.ts';
import type { ScoringTable } from '../src/engines/scoring/index.ts';
import { isAmong } from '../src/engines/scoring/limits.ts';
import type { TableItem, TableSection } from '../src/engines/scoring/table-schema.ts';
import { ProgramText } from './scoring-text.ts';

/** A table as a loop over columns. */
export type Program = () => Int32Array;

/**
 * The floor for any table: the program one would write for it by hand over the same columns, written down by this one,
 * with its numbers and codes in place: a switch on the answer that tells titles apart, comparisons, additions, limits.
 * Its totals are those of the table. What no table of the catalogue does (a limit on lines that another has lowered
 * already) it does not do either, and the bench would see it.
 */
export async function programOf(table: ScoringTable, batch: Batch, related: Related): Promise<Program> {
  const text = new ProgramText(batch, related);
  const items = table.sections.flatMap((section) => section.items.map((item) => ({ section, item })));
  const kinds = [...Map.groupBy(items, ({ item }) => item.of)];
  const rows = kinds.map(([kind, own]) =>
    rowsText(
      text,
      table,
      kind,
      own.map(({ item }) => item),
    ),
  );
  const ends = table.sections.map((section) => sectionText(text, section));
  const names = (ids: readonly TableItem[]) => ids.map((item) => text.sum(item));
  const across = table.groups.map(({ cap, ...group }) =>
    text.lowered(
      names(items.filter(({ section, item }) => isAmong(group as never, section.id, item.id)).map(({ item }) => item)),
      cap,
    ),
  );
  const all = names(items.map(({ item }) => item));
  const cap = table.cap === undefined ? '' : text.lowered(all, table.cap);
  const source = `export default (data) => {
const [${text.data.names().join(', ')}] = data;
return () => {
  const points = new Int32Array(${batch.applications.length});
  let turn = 0;
  for (let a = 0; a < points.length; a += 1) {
    turn += 1;
    let ${all.map((name) => `${name} = 0`).join(', ')};
    ${text.counters()}
    ${[...rows, ...ends, ...across, cap].join('\n    ')}
    points[a] = ${all.join(' + ')};
  }
  return points;
};
};
`;
  programs += 1;
  const file = join(tmpdir(), `polis-table-${process.pid}-${programs}.mjs`);
  writeFileSync(file, source);
  try {
    const { default: made } = (await import(pathToFileURL(file).href)) as { default: (data: unknown) => Program };
    return made(text.data.data());
  } finally {
    rmSync(file);
  }
}

/** A module is read once for each name: every program has its own. */
let programs = 0;

/** The loop over the rows of one kind: a switch where one answer tells the items apart. */
function rowsText(text: ProgramText, table: ScoringTable, kind: string, items: readonly TableItem[]): string {
  const offsets = text.data.offsets(kind);
  if (offsets === undefined) return '';
  const whens = table.discard.filter(({ of }) => of === kind).map(({ when }) => text.conditions.of(when, kind));
  const discarded = whens.length === 0 ? 'false' : whens.join(' || ');
  const counts = Map.groupBy(
    items.flatMap(({ when }) => pinnedFields(when)),
    (field) => field,
  );
  const [field] = [...counts].toSorted((one, other) => other[1].length - one[1].length)[0] ?? [];
  const told = items.filter(({ when }) => field !== undefined && possibleValues(when, field) !== undefined);
  const others = items.filter((item) => !told.includes(item));
  const values = [...new Set(told.flatMap(({ when }) => possibleValues(when, field ?? '') ?? []))];
  const cases = values.map((value) => {
    const own = told.filter(({ when }) => possibleValues(when, field ?? '')?.includes(value));
    return `case ${text.data.code(value)}: ${own.map((item) => text.item(item)).join(' ')} break;`;
  });
  const choice = field === undefined ? '' : `switch (${text.data.codes(kind, field)}) { ${cases.join('\n      ')} }`;
  return `for (let r = ${offsets}[a]; r < ${offsets}[a + 1]; r += 1) {
      const d = ${discarded};
      ${choice}
      ${others.map((item) => text.item(item)).join('\n      ')}
    }`;
}

/** What the rows gave, through the limits of items and section. */
function sectionText(text: ProgramText, section: TableSection): string {
  const { items, groups, cap, cap_per } = section;
  const timed = items.filter(({ rule }) => rule.kind === 'months' || rule.kind === 'days');
  const years =
    cap_per === undefined ? timed.map((item) => text.closed(item)) : [text.closedTogether(timed, cap_per.points)];
  const sums = (ids: readonly string[]) => items.filter(({ id }) => ids.includes(id)).map((item) => text.sum(item));
  return [
    ...years,
    ...items.map((item) => text.counted(item)),
    ...items.filter((item) => item.cap !== undefined).map((item) => text.lowered([text.sum(item)], item.cap ?? 0)),
    ...groups.map((group) =>
      [
        group.best_only ? text.best(sums(group.items)) : '',
        group.cap === undefined ? '' : text.lowered(sums(group.items), group.cap),
      ].join(' '),
    ),
    cap === undefined
      ? ''
      : text.lowered(
          items.map((item) => text.sum(item)),
          cap,
        ),
  ].join('\n    ');
}
