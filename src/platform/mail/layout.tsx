import { render } from 'preact-render-to-string';

export interface MailContent {
  /** Plain sentences, one paragraph each. */
  readonly paragraphs: readonly string[];
  /** The one thing to do, with its whole address in sight. */
  readonly link?: { readonly label: string; readonly url: string };
  /** Who writes, e.g. the administration's name. */
  readonly signature: string;
}

const notice = 'Questo messaggio è automatico: non rispondere a questo indirizzo.';
const body =
  'margin:0;padding:1.5rem;max-width:40rem;font-family:sans-serif;font-size:1rem;line-height:1.5;color:#17324d';

/** Both parts of a mail from the same words, so that neither says more than the other. */
export function mailLayout(content: MailContent): { readonly text: string; readonly html: string } {
  const { paragraphs, link, signature } = content;
  const blocks = [...paragraphs, ...(link ? [`${link.label}:\n${link.url}`] : []), signature, notice];
  const html = render(
    <html lang="it">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
      </head>
      <body style={body}>
        {paragraphs.map((paragraph) => (
          <p>{paragraph}</p>
        ))}
        {link && (
          <p>
            {link.label}:<br />
            <a href={webAddress(link.url)}>{link.url}</a>
          </p>
        )}
        <p>{signature}</p>
        <p style="font-size:0.875rem">{notice}</p>
      </body>
    </html>,
  );
  return { text: `${blocks.join('\n\n')}\n`, html: `<!doctype html>${html}` };
}

function webAddress(url: string): string {
  if (!/^https?:\/\//.test(url)) throw new TypeError('a mail links to web addresses only');
  return url;
}
