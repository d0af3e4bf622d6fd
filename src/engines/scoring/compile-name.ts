import { type FactValues, type Position, valueIn } from './facts.ts';

/** Reads one name: of the fact, of the position, or of what stands around them. */
export type Read = (values: FactValues, position: Position) => unknown;

const POSITION = 'position.';

/** A name turned once into a function. */
export function compileName(name: string): Read {
  if (!name.includes('.')) return (values) => own(values, name);
  if (!name.startsWith(POSITION)) return (values, position) => valueIn(values, position, name);
  const field = name.slice(POSITION.length);
  return (_, position) => own(position.values, field);
}

function own(values: FactValues, field: string): unknown {
  return Object.hasOwn(values, field) ? values[field] : undefined;
}
