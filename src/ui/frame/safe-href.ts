const ownPath = /^(?:\/(?![/\\])|[?#])/;
const knownScheme = /^(?:https?:\/\/|mailto:|tel:)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop control characters inside a scheme, so they hide one
const hidden = /[\u0000-\u001f\u007f]/;

/**
 * The address itself when it leads to a page of ours, to the web, to a mail or a telephone; `#` when it could run
 * a script (`javascript:`, `data:`) or leave the site unseen (`//host`). Preact escapes text, not schemes.
 */
export function safeHref(href: string): string {
  const address = href.trim();
  if (hidden.test(address)) return '#';
  return ownPath.test(address) || knownScheme.test(address) ? address : '#';
}
