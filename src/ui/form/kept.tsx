import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Kept } from '../frame/frame.ts';

/** What somebody had sent when their session was over, given once by `Page` to everything inside it. */
export const KeptOnPage = createContext<Kept | undefined>(undefined);
const KeptInForm = createContext<Kept['posted'] | undefined>(undefined);

/** Around the fields of the form that posts to `action`: those of the form that was sent show what was typed. */
export function KeptFields({ action, children }: { readonly action: string; readonly children?: ComponentChildren }) {
  const kept = useContext(KeptOnPage);
  return <KeptInForm.Provider value={kept?.path === action ? kept.posted : undefined}>{children}</KeptInForm.Provider>;
}

/** What was typed into a box; undefined where nothing was kept. Fields for secrets never ask. */
export function useKeptText(name: string): string | undefined {
  return useKeptTexts(name)?.at(-1);
}

/** What was chosen in a field that may send several values: nothing at all, when the form was sent without it. */
export function useKeptTexts(name: string): readonly string[] | undefined {
  const posted = useContext(KeptInForm);
  return posted === undefined ? undefined : textsIn(posted, name);
}

/** What was typed into the boxes `name.part` of one field; a box that was not sent is empty. */
export function useKept(name: string): ((part: string) => string) | undefined {
  const posted = useContext(KeptInForm);
  if (posted === undefined) return undefined;
  return (part) => textsIn(posted, `${name}.${part}`).at(-1) ?? '';
}

function textsIn(posted: Kept['posted'], name: string): readonly string[] {
  const value = Object.hasOwn(posted, name) ? posted[name] : undefined;
  return [value ?? []].flat().filter((one): one is string => typeof one === 'string');
}
