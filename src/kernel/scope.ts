/** Where names get their values. A section that repeats gives one scope per item. */
export interface Scope {
  value(name: string): unknown;
  items(section: string): readonly Scope[];
  related?(relation: string, left: string, right: string): boolean;
}

/** Whether a value says something: blank text, empty lists and nothing at all do not. */
export function isAnswered(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  return !(Array.isArray(value) && value.length === 0);
}
