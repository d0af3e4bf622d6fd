import type { ComponentChildren } from 'preact';

/** More for who wants it: the law in full, an example. Opens without JavaScript. */
export function Details({
  summary,
  open,
  children,
}: {
  summary: string;
  open?: boolean;
  children?: ComponentChildren;
}) {
  return (
    <details class="more" open={open}>
      <summary>{summary}</summary>
      <div class="more-body">{children}</div>
    </details>
  );
}
