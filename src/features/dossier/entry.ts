import { type DatedProperties, type DossierEntry, newest } from '../../engines/procedure/index.ts';

/** A filing that declares an entry. */
export interface Declaration extends DatedProperties {
  readonly filing: string;
}

/** An entry of somebody's dossier, with every filing that declares it, the last first. */
export interface KnownEntry extends DossierEntry {
  readonly declarations: readonly Declaration[];
}

/** An entry with what was declared last of each of its properties. */
export function knownEntry(row: Pick<KnownEntry, 'id' | 'kind'>, declarations: readonly Declaration[]): KnownEntry {
  const lastFirst = declarations.toSorted((one, other) => other.at.getTime() - one.at.getTime());
  return { id: row.id, kind: row.kind, properties: newest(declarations), declarations: lastFirst };
}
