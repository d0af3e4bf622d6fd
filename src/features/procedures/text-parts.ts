/** A text of a pack taken apart at its headings of the second level. */
export interface TextParts {
  /** What stands before the first of them, without the title. */
  readonly lead: string;
  readonly parts: readonly { readonly title: string; readonly markdown: string }[];
}

/** Takes a text apart, so that a page can fold what few people need at once. */
export function textParts(markdown: string): TextParts {
  const [lead = '', ...parts] = markdown.split(/^## /m);
  return {
    lead: lead.replace(/^# .*$/m, '').trim(),
    parts: parts.map((part) => {
      const [title = '', ...rest] = part.split('\n');
      return { title: title.trim(), markdown: rest.join('\n').trim() };
    }),
  };
}
