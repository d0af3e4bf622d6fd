import { Icon } from '../parts/icon.tsx';
import { Instant } from '../parts/instant.tsx';
import type { Installation, Visitor } from './frame.ts';
import { sectionsFor } from './sections.ts';

interface HeaderProps {
  installation: Installation;
  visitor: Visitor | null;
  section: string | undefined;
}

/** Test strip, slim header with help and account, main header with the sections of who is looking. */
export function Header({ installation, visitor, section }: HeaderProps) {
  return (
    <header class="site-header">
      {installation.testEnvironment && (
        <p class="test-strip">
          <strong>Ambiente di prova</strong>: i dati sono inventati e nessuna domanda ha valore.
        </p>
      )}
      {visitor?.acting && <ActingStrip acting={visitor.acting} csrf={visitor.csrf} />}
      <div class="site-slim">
        <div class="container site-slim-row">
          <span class="site-administration">{installation.administration}</span>
          <ul class="site-account">
            <li>
              <a href="/assistenza">
                <Icon name="it-help-circle" /> Aiuto
              </a>
            </li>
            {visitor ? <SignedIn visitor={visitor} /> : <SignedOut registers={!installation.digitalOnly} />}
          </ul>
        </div>
      </div>
      <div class="site-main">
        <div class="container site-main-row">
          <a class="site-name" href="/">
            {installation.name}
          </a>
          <nav class="site-sections" aria-label="Sezioni">
            <ul>
              {sectionsFor(visitor?.area).map(({ href, label }) => (
                <li key={href}>
                  <a href={href} aria-current={href === section ? 'page' : undefined}>
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </div>
    </header>
  );
}

/** In whose name things are being done is never left to memory. */
function ActingStrip({ acting, csrf }: { acting: NonNullable<Visitor['acting']>; csrf: string }) {
  return (
    <form class="acting-strip" method="post" action="/profilo/deleghe/fine">
      <input type="hidden" name="csrf" value={csrf} />
      <p>
        <Icon name="it-user" /> Stai operando per conto di <strong>{acting.delegator}</strong> (delega n.{' '}
        {acting.number}, fino a <Instant at={new Date(acting.until.getTime() - 1)} />)
      </p>
      <button class="btn btn-outline-primary" type="submit">
        Torna a operare per te
      </button>
    </form>
  );
}

function SignedOut({ registers }: { registers: boolean }) {
  return (
    <>
      {registers && (
        <li>
          <a href="/registrazione">Registrati</a>
        </li>
      )}
      <li>
        <a href="/accesso">
          <Icon name="it-user" /> Accedi
        </a>
      </li>
    </>
  );
}

function SignedIn({ visitor }: { visitor: Visitor }) {
  return (
    <>
      <li class="site-visitor">
        {visitor.area === 'person' && visitor.acting === undefined ? (
          <a href="/profilo">
            <Icon name="it-user" /> {visitor.name}
          </a>
        ) : (
          <>
            <Icon name="it-user" /> {visitor.name}
          </>
        )}
      </li>
      <li>
        <form method="post" action="/uscita">
          <input type="hidden" name="csrf" value={visitor.csrf} />
          <button type="submit">Esci</button>
        </form>
      </li>
    </>
  );
}
