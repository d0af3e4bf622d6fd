import type { Item, Section, Value, Values } from '../../engines/procedure/index.ts';
import { itemsOf, record, recordKeys } from '../../engines/procedure/index.ts';
import type { Application, Removed } from './application.ts';
import { typedOfRecord, withRecord, withTyped } from './record-state.ts';
import type { SectionToSave } from './store.ts';

/** Things taken away that are kept to be put back, for each section. */
const KEPT = 10;

/** A section without one of its items; the item is kept aside, with its place. Undefined when there is no such item. */
export function withoutItem(
  section: Section,
  application: Application,
  key: string,
  about: Pick<Removed, 'id' | 'title' | 'at'>,
): SectionToSave | undefined {
  const items = itemsOf(application.answers, section.id);
  const index = items.findIndex((item) => item.id === key);
  const item = items[index];
  if (section.kind !== 'list' || item === undefined) return undefined;
  const typed = typedOfRecord(application, section.id, key);
  return {
    section: section.id,
    answers: items.filter((each) => each.id !== key),
    typed: withTyped(application.typed, section.id, key, {}),
    removed: kept(application, section.id, { ...about, index, item, typed }),
  };
}

/** A section with what was taken away back in its place. A file goes back only where no other has taken its place. */
export function withRestored(section: Section, application: Application, removedId: string): SectionToSave | undefined {
  const removed = (application.removed[section.id] ?? []).find((each) => each.id === removedId);
  if (removed === undefined) return undefined;
  const answers =
    removed.item !== undefined
      ? itemBack(section, application, removed, removed.item)
      : fileBack(section, application, removed);
  if (answers === undefined) return undefined;
  const key = removed.item?.id ?? removed.file?.key ?? '';
  return {
    section: section.id,
    answers,
    typed: withTyped(application.typed, section.id, key, removed.typed ?? typedOfRecord(application, section.id, key)),
    removed: (application.removed[section.id] ?? []).filter((each) => each.id !== removedId),
  };
}

function itemBack(section: Section, application: Application, removed: Removed, item: Item) {
  const items = itemsOf(application.answers, section.id);
  if (section.kind !== 'list' || items.length >= section.max || items.some((each) => each.id === item.id))
    return undefined;
  return items.toSpliced(Math.min(removed.index ?? items.length, items.length), 0, item);
}

function fileBack(section: Section, application: Application, { file }: Removed) {
  if (file === undefined || !hasRecord(section, application, file.key)) return undefined;
  const values = record(section, application.answers, file.key);
  return withRecord(section, application.answers, file.key, { ...values, [file.field]: file.value });
}

/** A file can be attached to a form, to an item that is there, or to a part the answers give. */
export function hasRecord(section: Section, application: Pick<Application, 'answers'>, key: string): boolean {
  return recordKeys(section, application.answers).includes(key);
}

/** The answers of a section with a file in a field, or without one; the file that stood there is kept aside. */
export function withFile(
  section: Section,
  application: Application,
  at: { readonly key: string; readonly field: string; readonly file: Value | undefined },
  about: Pick<Removed, 'id' | 'title' | 'at'>,
): SectionToSave {
  const { key, field, file } = at;
  const { [field]: earlier, ...others } = record(section, application.answers, key);
  const values: Values = file === undefined ? others : { ...others, [field]: file };
  return {
    section: section.id,
    answers: withRecord(section, application.answers, key, values),
    typed: withTyped(application.typed, section.id, key, typedOfRecord(application, section.id, key)),
    removed:
      earlier === undefined
        ? (application.removed[section.id] ?? [])
        : kept(application, section.id, { ...about, file: { key, field, value: earlier } }),
  };
}

/** A section with a copy of an item at the end of its list; files are not copied, each document is attached once. */
export function withCopy(
  section: Section,
  application: Application,
  key: string,
  newId: string,
): SectionToSave | undefined {
  const items = itemsOf(application.answers, section.id);
  const item = items.find((each) => each.id === key);
  if (section.kind !== 'list' || item === undefined || items.length >= section.max) return undefined;
  const files = new Set(section.fields.filter((field) => field.kind === 'file').map((field) => field.id));
  const values = Object.fromEntries(Object.entries(item).filter(([name]) => !files.has(name)));
  return {
    section: section.id,
    answers: [...items, { ...values, id: newId }],
    typed: withTyped(application.typed, section.id, newId, typedOfRecord(application, section.id, key)),
  };
}

function kept(application: Application, section: string, removed: Removed): readonly Removed[] {
  return [...(application.removed[section] ?? []), removed].slice(-KEPT);
}
