import { namesOfItem } from './table-names.ts';
import type { TableItem } from './table-schema.ts';

export const TARGET = 'target.';

/** Whether an item gives points for some preferences only: one of its conditions asks about the preference. */
export function dependsOnTarget(item: TableItem): boolean {
  return namesOfItem(item).some((name) => name.startsWith(TARGET));
}
