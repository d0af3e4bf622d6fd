import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** The icons of bootstrap-italia that pages use; the asset builder ships those named in the sources and no others. */
export type IconName =
  | 'it-arrow-left'
  | 'it-arrow-right'
  | 'it-ban'
  | 'it-check'
  | 'it-check-circle'
  | 'it-chevron-right'
  | 'it-clock'
  | 'it-close-circle'
  | 'it-download'
  | 'it-error'
  | 'it-file-pdf'
  | 'it-files'
  | 'it-help-circle'
  | 'it-info-circle'
  | 'it-lock'
  | 'it-mail'
  | 'it-minus-circle'
  | 'it-pencil'
  | 'it-refresh'
  | 'it-search'
  | 'it-user'
  | 'it-warning-circle';

/** Address of the sprite, given once by `Page` to everything inside it. */
export const Sprite = createContext('/assets/sprites.svg');

/** A drawing beside a word that says the same: always hidden from screen readers. */
export function Icon({ name, size = 'text' }: { name: IconName; size?: 'text' | 'large' | undefined }) {
  return (
    <svg class={`icon icon-${size}`} aria-hidden="true" focusable="false">
      <use href={`${useContext(Sprite)}#${name}`} />
    </svg>
  );
}
