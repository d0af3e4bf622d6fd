import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';
import type { Caught } from './store.ts';

const style = `
body{margin:0 auto;max-width:60rem;padding:1rem;font:1rem/1.5 sans-serif;color:#17324d;background:#fff}
table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid #5c6f82;padding:.5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
a{color:#004d99}a:focus-visible,button:focus-visible{outline:3px solid #ff9900;outline-offset:2px}
button{padding:.5rem 1rem;font:inherit;color:#fff;background:#06c;border:0}
pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid #5c6f82;padding:1rem}
iframe{width:100%;height:30rem;border:1px solid #5c6f82}`;

const moment = new Intl.DateTimeFormat('it-IT', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Europe/Rome' });

function document(title: string, content: ComponentChildren): string {
  const html = render(
    <html lang="it">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <main>{content}</main>
      </body>
    </html>,
  );
  return `<!doctype html>${html}`;
}

function subjectOf({ mail }: Caught): string {
  return mail.subject || '(senza oggetto)';
}

export function listPage(caught: readonly Caught[]): string {
  return document(
    `Posta di prova (${caught.length})`,
    <>
      <h1>Posta di prova</h1>
      <p>
        Qui arrivano le mail che il portale spedisce su questa macchina: nessuna esce. Gli indirizzi di
        inesistente.example vengono rifiutati, quelli di occupata.example rimandati a più tardi.
      </p>
      {caught.length === 0 ? <p>Non è ancora arrivata nessuna mail.</p> : <MailTable caught={caught} />}
      <form method="post" action="/svuota">
        <p>
          <button type="submit">Elimina tutte le mail</button>
        </p>
      </form>
    </>,
  );
}

function MailTable({ caught }: { caught: readonly Caught[] }) {
  return (
    <table>
      <caption>Mail arrivate, dalla più recente</caption>
      <thead>
        <tr>
          <th scope="col">Oggetto</th>
          <th scope="col">A</th>
          <th scope="col">Arrivata</th>
        </tr>
      </thead>
      <tbody>
        {caught.map((one) => (
          <tr>
            <td>
              <a href={`/messaggi/${one.id}`}>{subjectOf(one)}</a>
            </td>
            <td>{one.recipients.join(', ')}</td>
            <td>{moment.format(one.at)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function messagePage(caught: Caught): string {
  const { mail } = caught;
  const base = `/messaggi/${caught.id}`;
  return document(
    subjectOf(caught),
    <>
      <p>
        <a href="/">Tutte le mail</a>
      </p>
      <h1>{subjectOf(caught)}</h1>
      <p>
        Da {mail.from?.address} a {caught.recipients.join(', ')}, {moment.format(caught.at)}
      </p>
      {mail.attachments.length > 0 && (
        <>
          <h2>Allegati</h2>
          <ul>
            {mail.attachments.map(({ filename }, index) => (
              <li>
                <a href={`${base}/allegati/${index}`}>{filename || `Allegato ${index + 1}`}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>Testo</h2>
      <MailText text={mail.text ?? ''} />
      <h2>Come pagina</h2>
      <iframe
        title="La mail come pagina"
        sandbox="allow-popups allow-top-navigation-by-user-activation"
        src={`${base}/html`}
      />
      <p>
        <a href={`${base}/originale`}>Scarica l'originale</a>
      </p>
    </>,
  );
}

/** Addresses in the text can be followed, as every mail program lets one do. */
function MailText({ text }: { text: string }) {
  const parts = text.split(/(https?:\/\/[^\s<>"]+)/);
  return <pre>{parts.map((part, index) => (index % 2 === 1 ? <a href={part}>{part}</a> : part))}</pre>;
}

export function absentPage(): string {
  return document(
    'Mail non trovata',
    <>
      <h1>Questa mail non c'è</h1>
      <p>
        Forse è stata eliminata. <a href="/">Torna a tutte le mail</a>.
      </p>
    </>,
  );
}
