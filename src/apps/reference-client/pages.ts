/** The pages of a service of the test environment: plain, and saying so. */

export interface PageLook {
  readonly name: string;
  readonly others: readonly { readonly name: string; readonly home: string }[];
}

export type Html = string;

export function escaped(text: string): Html {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

export function pageOf({ name, others }: PageLook, heading: string, body: Html): Html {
  const links = others
    .filter((other) => other.name !== name)
    .map((other) => `<li><a href="${escaped(other.home)}">${escaped(other.name)}</a></li>`)
    .join('');
  return `<!DOCTYPE html>
<html lang="it">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(heading)} – ${escaped(name)} (prova)</title>
<style>
body { font: 1.125rem/1.5 system-ui, sans-serif; margin: 0; color: #17324d; }
header, main, footer { max-width: 42rem; margin: 0 auto; padding: 1rem; }
.strip { background: #fff4d6; padding: .5rem 1rem; margin: 0; text-align: center; }
a, button { min-height: 44px; } .go { display: inline-block; background: #0057b3; color: #fff; padding: .6rem 1.2rem; text-decoration: none; }
dt { font-weight: 600; } dd { margin: 0 0 .5rem; overflow-wrap: anywhere; }
</style>
</head>
<body>
<p class="strip"><strong>Servizio di prova</strong>: non è il vero servizio, e qui non si fa niente di valido.</p>
<header><p><strong>${escaped(name)}</strong></p></header>
<main><h1>${escaped(heading)}</h1>${body}</main>
<footer><p>Altri servizi di prova:</p><ul>${links}</ul></footer>
</body>
</html>`;
}

const WORDS: Readonly<Record<string, string>> = {
  sub: 'Il tuo codice in questo servizio',
  name: 'Nome e cognome',
  birthdate: 'Data di nascita',
  gender: 'Sesso',
  email: 'E-mail',
  phone_number: 'Cellulare',
  'https://attributes.eid.gov.it/fiscal_number': 'Codice fiscale',
  acr: 'Livello di accesso',
};

/** What the portal has told, as a list. */
export function toldOf(claims: Readonly<Record<string, unknown>>): Html {
  const rows = Object.entries(WORDS).filter(([claim]) => claims[claim] !== undefined);
  return `<dl>${rows.map(([claim, words]) => `<dt>${words}</dt><dd>${escaped(String(claims[claim]))}</dd>`).join('')}</dl>`;
}
