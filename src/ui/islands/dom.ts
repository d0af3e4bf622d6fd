/** Starts an island on each place of the page that asks for it. */
export function each<Place extends HTMLElement>(selector: string, start: (place: Place) => void): void {
  for (const place of document.querySelectorAll<Place>(selector)) start(place);
}

/** An element with its attributes and text; text is never read as HTML. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  text = '',
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.textContent = text;
  return made;
}

/** A path of this site, or the page itself when the answer held anything else. */
export function ownPath(href: unknown): string {
  return typeof href === 'string' && /^\/(?![/\\])/.test(href) ? href : location.href;
}

/** Asks the autosave of a form to do something as soon as all that was typed is saved, which may be now. */
export const whenSaved = 'polis:when-saved';

/** The session is in use: whoever watches for its expiry starts counting again. */
export const alive = 'polis:alive';
