import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

interface DraftBannerProps {
  /** What is still missing, each in a few words: "Titoli di accesso", "Scelta delle scuole". */
  missing: readonly string[];
  /** Until when it can be filed, in words. */
  closing?: ComponentChildren;
  /** True when an earlier version is filed and stays valid until this one is. */
  replaces?: boolean | undefined;
}

/** The amber bar of every draft: nobody may leave believing that the application is filed. */
export function DraftBanner({ missing, closing, replaces }: DraftBannerProps) {
  return (
    <div class="draft-banner">
      <Icon name="it-warning-circle" size="large" />
      <div>
        <p class="draft-banner-title">NON ANCORA INOLTRATA</p>
        {replaces && <p>La domanda già inoltrata resta valida finché non inoltri questa.</p>}
        <p>{missing.length > 0 ? `Manca ancora: ${missing.join(', ')}.` : 'Non manca nulla: controlla e inoltra.'}</p>
        {closing !== undefined && <p>{closing}</p>}
      </div>
    </div>
  );
}
