import type { ComponentChildren } from 'preact';
import type { AssetManifest } from '../../platform/assets/manifest.ts';
import { Actions, Button, Form, Radios, renderPage, Table, TextField } from '../../ui/index.ts';
import { CARD_TROUBLES } from './card.ts';
import { MARK } from './names.ts';
import type { IdentityPerson } from './person.ts';

interface Shell {
  readonly assets: AssetManifest;
  readonly title: string;
  readonly children?: ComponentChildren;
}

/** Every page says on top and in its title what this is. */
function Document({ assets, title, children }: Shell) {
  return (
    <html lang="it">
      <head>
        <meta charset="utf-8" />
        <title>{`${title} – ${MARK}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="stylesheet" href={assets.css} />
      </head>
      <body>
        <a class="skip-link" href="#main">
          Vai al contenuto
        </a>
        <header class="site-header">
          <p class="test-strip">
            <strong>{MARK}</strong>
          </p>
        </header>
        <main id="main" class="container" tabindex={-1}>
          <div class="columns columns-reading">
            <div class="page-heading">
              <h1>{title}</h1>
            </div>
            <div class="page-body">{children}</div>
          </div>
        </main>
      </body>
    </html>
  );
}

/** What can go wrong at a provider, each with a button of its own (SPID technical rules, codes 19–25 and 30). */
export const ANOMALIES: readonly (readonly [code: number, label: string])[] = [
  [19, 'Credenziali sbagliate più volte'],
  [20, 'Credenziali di livello troppo basso'],
  [21, 'Tempo scaduto'],
  [22, 'Consenso negato'],
  [23, 'Identità sospesa o revocata'],
  [25, 'Accesso annullato'],
  [30, 'Identità non di persona fisica'],
];

export interface ChoosePageProps {
  readonly assets: AssetManifest;
  readonly provider: string;
  readonly service: string;
  /** Where the choice is posted. */
  readonly action: string;
  readonly people: readonly IdentityPerson[];
  readonly level: 1 | 2 | 3;
  /** What is wrong with the new person that was typed, and what was typed. */
  readonly wrong?: string | undefined;
  readonly typed?: Readonly<Record<string, string>>;
}

/** Who comes in, how, and whether they want to. */
export function choosePage(props: ChoosePageProps): string {
  const { assets, provider, service, action, people, level, wrong, typed = {} } = props;
  return renderPage(
    <Document assets={assets} title={provider}>
      <p>
        Il servizio <strong>{service}</strong> chiede chi sei, al livello {level}. Qui nessuno controlla niente: scegli.
      </p>
      <Form action={action}>
        <People people={people} />
        <Levels id="level" level={level} />
        <Actions>
          <Button name="act" value="grant">
            Entra e dai il consenso
          </Button>
          <Button name="act" value="22" look="outline">
            Nega il consenso
          </Button>
        </Actions>
        <h2>Oppure fai andare storto l’accesso</h2>
        <Actions>
          {ANOMALIES.map(([code, label]) => (
            <Button key={code} name="act" value={String(code)} look="outline">
              {`${code} – ${label}`}
            </Button>
          ))}
        </Actions>
      </Form>
      <h2>Oppure entra come una persona nuova</h2>
      {wrong !== undefined && <p role="alert">{wrong}</p>}
      <Form action={action} label="Persona nuova">
        <TextField name="name" label="Nome" value={typed['name']} />
        <TextField name="surname" label="Cognome" value={typed['surname']} />
        <TextField name="birthDate" label="Data di nascita" hint="Per esempio 1990-05-31" value={typed['birthDate']} />
        <Radios
          name="sex"
          label="Sesso"
          inline
          value={typed['sex'] ?? 'F'}
          choices={[
            { value: 'F', label: 'Femmina' },
            { value: 'M', label: 'Maschio' },
          ]}
        />
        <TextField
          name="birthPlaceCode"
          label="Codice catastale del luogo di nascita"
          value={typed['birthPlaceCode'] ?? 'X001'}
        />
        <TextField name="email" label="E-mail" value={typed['email']} />
        <Levels id="newLevel" level={level} />
        <Actions>
          <Button name="act" value="new">
            Entra come questa persona
          </Button>
        </Actions>
      </Form>
    </Document>,
  );
}

export interface CardPageProps {
  readonly assets: AssetManifest;
  readonly action: string;
  readonly people: readonly IdentityPerson[];
}

/** Instead of a reader and a PIN. */
export function cardPage({ assets, action, people }: CardPageProps): string {
  return renderPage(
    <Document assets={assets} title="Lettore di carte di prova (CNS)">
      <p>Il portale chiede una carta. Qui non serve né carta né PIN: scegli di chi è.</p>
      <Form action={action}>
        <People people={people} />
        <Actions>
          <Button name="act" value="good">
            Usa questa carta
          </Button>
        </Actions>
        <h2>Oppure fai andare storto l’accesso</h2>
        <Actions>
          {CARD_TROUBLES.map(([name, label]) => (
            <Button key={name} name="act" value={name} look="outline">
              {label}
            </Button>
          ))}
        </Actions>
      </Form>
    </Document>,
  );
}

function People({ people }: { people: readonly IdentityPerson[] }) {
  return (
    <Radios
      name="person"
      label="Chi entra"
      value={people[0]?.fiscalCode}
      choices={people.map(({ fiscalCode, name, surname }) => ({
        value: fiscalCode,
        label: `${name} ${surname}`,
        hint: fiscalCode,
      }))}
    />
  );
}

function Levels({ id, level }: { id: string; level: 1 | 2 | 3 }) {
  return (
    <Radios
      name={id}
      label="Livello"
      inline
      value={String(level)}
      choices={[1, 2, 3].map((each) => ({ value: String(each), label: `Livello ${each}` }))}
    />
  );
}

export interface BackPageProps {
  readonly assets: AssetManifest;
  readonly address: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** The answer by HTTP-POST: without a script the person sends it. */
export function backPage({ assets, address, fields }: BackPageProps): string {
  return renderPage(
    <Document assets={assets} title="Torna al servizio">
      <p>La risposta è pronta.</p>
      <form action={address} method="post">
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Actions>
          <Button>Torna al servizio</Button>
        </Actions>
      </form>
    </Document>,
  );
}

export interface OpenSession {
  readonly provider: string;
  readonly nameId: string;
  readonly action: string;
}

/** What this program plays, and the sessions of level 1 that are open at it. */
export function homePage(assets: AssetManifest, portal: string, sessions: readonly OpenSession[]): string {
  return renderPage(
    <Document assets={assets} title="Fornitori di identità di prova">
      <p>
        Questo programma fa la parte di due fornitori SPID, del nodo europeo eIDAS, di chi legge le carte (CNS), di
        quello CIE con SAML e di quello CIE con OpenID Connect. Comincia dal <a href={`${portal}/accesso`}>portale</a>.
      </p>
      <h2>Sessioni aperte qui</h2>
      {sessions.length === 0 ? (
        <p>Nessuna. Solo il livello 1 di SPID apre una sessione presso il fornitore.</p>
      ) : (
        <Table
          caption="Sessioni di livello 1"
          captionHidden
          rows={sessions}
          columns={[
            { label: 'Fornitore', heading: true, cell: ({ provider }) => provider },
            { label: 'Sessione', cell: ({ nameId }) => nameId },
            {
              label: 'Uscita',
              cell: ({ nameId, action }) => (
                <Form action={action} hidden={{ nameId }}>
                  <Button look="outline" about={nameId}>
                    Esci dappertutto
                  </Button>
                </Form>
              ),
            },
          ]}
        />
      )}
    </Document>,
  );
}

export function troublePage(assets: AssetManifest, words: string): string {
  return renderPage(
    <Document assets={assets} title="Richiesta rifiutata">
      <p>Il fornitore di prova non può continuare: {words}.</p>
    </Document>,
  );
}

export function donePage(assets: AssetManifest, portal: string): string {
  return renderPage(
    <Document assets={assets} title="Sei uscito">
      <p>
        La sessione presso il fornitore di prova è chiusa. Torna al <a href={`${portal}/`}>portale</a>.
      </p>
    </Document>,
  );
}
