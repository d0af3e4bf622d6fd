/**
 * A stored value in characters, whatever it holds: text as it is, everything else as JSON.
 * `String()` is not for what comes from outside: it fails on `{"toString": []}`.
 */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
