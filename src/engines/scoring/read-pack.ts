import { type ReadingFault, readingFaults } from '../../kernel/reading-faults.ts';
import { packSchema, type ScoringPack } from './pack-schema.ts';
import { atCycle } from './points-schema.ts';
import type { ScoringTable } from './table-schema.ts';

export type PackReading =
  | { readonly ok: true; readonly pack: ScoringPack }
  | { readonly ok: false; readonly faults: readonly ReadingFault[] };

/** Reads a scoring pack already parsed from YAML; all the faults come back, each with its path. */
export function readScoringPack(source: unknown): PackReading {
  const read = packSchema.safeParse(atCycle(source));
  if (!read.success) return { ok: false, faults: readingFaults(read.error) };
  const faults = packFaults(read.data);
  return faults.length === 0 ? { ok: true, pack: read.data } : { ok: false, faults };
}

/** Names inside the file that lead to nothing in the same file. */
function packFaults(pack: ScoringPack): readonly ReadingFault[] {
  const kinds = new Set(pack.facts.map((fact) => fact.kind));
  const tables = pack.positions.tables.flatMap(({ table }, index) =>
    Object.hasOwn(pack.tables, table)
      ? []
      : [{ path: `positions.tables.${index}.table`, message: `la tabella "${table}" non c’è` }],
  );
  const inside = Object.entries(pack.tables).flatMap(([id, table]) => [
    ...itemFaults(table, kinds, `tables.${id}`),
    ...groupFaults(table, `tables.${id}`),
  ]);
  return [...tables, ...inside, ...quotaNames(pack)];
}

function itemFaults(table: ScoringTable, kinds: ReadonlySet<string>, at: string): readonly ReadingFault[] {
  const ids = table.sections.flatMap((section) => section.items.map((item) => item.id));
  return table.sections.flatMap((section, place) =>
    section.items.flatMap((item, index) => [
      ...(kinds.has(item.of)
        ? []
        : [
            {
              path: `${at}.sections.${place}.items.${index}.of`,
              message: `non ci sono fatti di tipo "${item.of}"`,
            },
          ]),
      ...(ids.indexOf(item.id) === ids.lastIndexOf(item.id)
        ? []
        : [
            {
              path: `${at}.sections.${place}.items.${index}.id`,
              message: `la voce "${item.id}" c’è due volte in questa tabella`,
            },
          ]),
    ]),
  );
}

function groupFaults(table: ScoringTable, at: string): readonly ReadingFault[] {
  const inSections = table.sections.flatMap((section, place) =>
    section.groups.flatMap((group, index) =>
      group.items
        .filter((name) => !section.items.some((item) => item.id === name))
        .map((name) => ({
          path: `${at}.sections.${place}.groups.${index}.items`,
          message: `la voce "${name}" non è in questa sezione`,
        })),
    ),
  );
  const sections = new Set(table.sections.map((section) => section.id));
  const items = new Set(table.sections.flatMap((section) => section.items.map((item) => item.id)));
  const across = table.groups.flatMap((group, index) => [
    ...missing(group.sections, sections, `${at}.groups.${index}.sections`, 'la sezione'),
    ...missing(group.items, items, `${at}.groups.${index}.items`, 'la voce'),
    ...(group.sections.length + group.items.length > 0
      ? []
      : [{ path: `${at}.groups.${index}`, message: 'questo massimo non riguarda nessuna voce' }]),
  ]);
  return [...inSections, ...across];
}

function quotaNames({ quotas }: ScoringPack): readonly ReadingFault[] {
  const ids = quotas.map((quota) => quota.id);
  return quotas.flatMap(({ id, after }, index) => [
    ...(ids.indexOf(id) === index ? [] : [{ path: `quotas.${index}.id`, message: `la quota "${id}" c’è due volte` }]),
    ...missing(after, new Set(ids.slice(0, index)), `quotas.${index}.after`, 'prima di questa la quota'),
  ]);
}

function missing(
  names: readonly string[],
  known: ReadonlySet<string>,
  path: string,
  what: string,
): readonly ReadingFault[] {
  return names
    .map((name, index) => ({ name, path: `${path}.${index}` }))
    .filter(({ name }) => !known.has(name))
    .map(({ name, path: at }) => ({ path: at, message: `${what} "${name}" non c’è` }));
}
