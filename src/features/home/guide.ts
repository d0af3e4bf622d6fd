/** A guide people read before they ask somebody. */
export interface Guide {
  /** The last part of its address: `/guide/registrarsi`. */
  name: string;
  title: string;
  markdown: string;
}

/** Reads title and text: the first line is the title, as a heading of the first level. */
export function guideOf(name: string, markdown: string): Guide {
  const [first = '', ...rest] = markdown.split('\n');
  return { name, title: first.replace(/^#\s*/, '').trim(), markdown: rest.join('\n').trim() };
}
