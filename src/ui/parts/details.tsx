import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** Whether everything that can be opened stands open, for who searches the page or reads it from end to end. */
export const Unfolded = createContext(false);

/** More for who wants it: the law in full, an example. Opens without JavaScript. */
export function Details({
  summary,
  open,
  look = 'more',
  children,
}: {
  summary: ComponentChildren;
  open?: boolean;
  /** `tag`: the summary is a mark with a word, small beside what it is about. */
  look?: 'more' | 'tag';
  children?: ComponentChildren;
}) {
  const all = useContext(Unfolded);
  return (
    <details class={`${look}-fold`} open={open ?? all}>
      <summary>{summary}</summary> <div class={`${look}-body`}>{children}</div>
    </details>
  );
}
