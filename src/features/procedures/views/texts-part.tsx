import { Details, Prose } from '../../../ui/index.ts';
import type { Release } from '../release.ts';
import { textParts } from '../text-parts.ts';

/** Where a text of the pack stands in its page. */
export function textPlace(index: number): string {
  return `testo-${index + 1}`;
}

/** What the office wrote for who fills in: how each text begins, and the rest by its headings, opened one by one. */
export function Texts({ texts }: Pick<Release, 'texts'>) {
  return texts.map(({ title, markdown }, index) => {
    const { lead, parts } = textParts(markdown);
    return (
      <section key={title} aria-labelledby={textPlace(index)}>
        <h2 id={textPlace(index)}>{title}</h2>
        {lead !== '' && <Prose markdown={lead} level={3} />}
        {parts.map((part) => (
          <Details key={part.title} summary={part.title}>
            <Prose markdown={part.markdown} level={1} />
          </Details>
        ))}
      </section>
    );
  });
}
