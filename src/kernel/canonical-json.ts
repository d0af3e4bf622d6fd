/**
 * The one JSON text of a value, after RFC 8785 (JCS): keys in UTF-16 order, no spaces, numbers and text as
 * ECMAScript writes them. Two people hashing the same application get the same digest.
 * Absent (`undefined`) members are left out. Throws on what JSON cannot say: NaN, infinities, functions, lone surrogates.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((each) => canonicalJson(each ?? null)).join(',')}]`;
  if (value !== null && typeof value === 'object') return canonicalObject(value as Record<string, unknown>);
  return canonicalScalar(value);
}

function canonicalObject(value: Record<string, unknown>): string {
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${canonicalScalar(key)}:${canonicalJson(value[key])}`);
  return `{${members.join(',')}}`;
}

function canonicalScalar(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`JSON has no ${value}`);
  if (typeof value === 'string' && !value.isWellFormed()) throw new TypeError('JSON text with a lone surrogate');
  const text = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`JSON has no ${typeof value}`);
  return text;
}
