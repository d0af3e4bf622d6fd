import type { Installation, Visitor } from './frame.ts';
import { safeHref } from './safe-href.ts';

/** Whole minutes, because the promise to the reader is rounded down. */
const minutes = (seconds: number) => Math.floor(seconds / 60);

/** Links the law wants on every page (L-51, L-53), and the release that answers. */
export function Footer({ installation, visitor }: { installation: Installation; visitor: Visitor | null }) {
  return (
    <footer class="site-footer">
      <div class="container">
        <p class="site-footer-name">{installation.administration}</p>
        <ul class="site-footer-links">
          <li>
            <a href={safeHref(installation.accessibilityHref ?? '/accessibilita')}>Dichiarazione di accessibilità</a>
          </li>
          <li>
            <a href="/privacy">Privacy</a>
          </li>
          <li>
            <a href="/assistenza">Contatti e assistenza</a>
          </li>
        </ul>
        {visitor?.idleSeconds !== undefined && (
          <p>
            {visitor.leftSeconds !== undefined && visitor.leftSeconds <= visitor.idleSeconds
              ? `La sessione finisce tra ${minutes(visitor.leftSeconds)} minuti e non si può prolungare: poi accedi di nuovo.`
              : `Se non fai nulla per ${minutes(visitor.idleSeconds)} minuti ti chiediamo di accedere di nuovo.`}{' '}
            Le risposte salvate restano.
          </p>
        )}
        <p>
          {installation.name}, versione {installation.release}
        </p>
      </div>
    </footer>
  );
}
