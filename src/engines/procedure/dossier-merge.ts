import type { Declared, Properties } from './dossier-declared.ts';
import { isSame, isStill } from './dossier-same.ts';
import type { DossierKind } from './dossier-schema.ts';

/** One title or service of a person, put together from all the filings that declare it. */
export interface DossierEntry {
  readonly id: string;
  readonly kind: DossierKind;
  readonly properties: Properties;
}

/** A declaration of an entry, with the instant it was filed in. */
export interface DatedProperties {
  readonly at: Date;
  readonly properties: Properties;
}

/** Where each declaration of one filing goes: to an entry that is there, or to a new one. */
export interface Placed {
  readonly declared: Declared;
  readonly entry: string;
  readonly isNew: boolean;
}

export interface Placing {
  readonly entries: readonly DossierEntry[];
  /** The entry each item was taken from, by item. */
  readonly taken: ReadonlyMap<string, string>;
  newId(): string;
}

/** What is known of an entry: of each property, what was declared last. */
export function newest(declarations: readonly DatedProperties[]): Properties {
  const inOrder = declarations.toSorted((one, other) => one.at.getTime() - other.at.getTime());
  return Object.assign({}, ...inOrder.map(({ properties }) => properties));
}

/** Finds for every declaration of a filing the entry it speaks of; what is said twice in one filing is one entry. */
export function place(declared: readonly Declared[], { entries, taken, newId }: Placing): readonly Placed[] {
  const known = [...entries];
  return declared.map((one): Placed => {
    const found = entryOf(one, known, taken);
    if (found !== undefined) {
      known[known.indexOf(found)] = { ...found, properties: { ...found.properties, ...one.properties } };
      return { declared: one, entry: found.id, isNew: false };
    }
    const entry = newId();
    known.push({ id: entry, kind: one.kind, properties: one.properties });
    return { declared: one, entry, isNew: true };
  });
}

/** The entry it was taken from, if it is still that one; otherwise the one that agrees with it in most. */
function entryOf(
  { item, kind, properties }: Declared,
  entries: readonly DossierEntry[],
  taken: ReadonlyMap<string, string>,
): DossierEntry | undefined {
  const ofKind = entries.filter((entry) => entry.kind === kind);
  const origin = ofKind.find((entry) => entry.id === taken.get(item));
  if (origin !== undefined && isStill(kind, properties, origin.properties)) return origin;
  const same = ofKind.filter((entry) => isSame(kind, properties, entry.properties));
  return same.toSorted((one, other) => agreeing(other, properties) - agreeing(one, properties))[0];
}

function agreeing(entry: DossierEntry, properties: Properties): number {
  return Object.keys(properties).filter(
    (name) => JSON.stringify(entry.properties[name]) === JSON.stringify(properties[name]),
  ).length;
}
