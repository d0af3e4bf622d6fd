import { Instant, Notice } from '../../../ui/index.ts';

/** What came of a try at the personal code that was not right. `left`: tries before the pause. */
export type CodeTrouble =
  | { readonly outcome: 'blank' }
  | { readonly outcome: 'wrong'; readonly left: number }
  | { readonly outcome: 'paused'; readonly until: Date }
  | { readonly outcome: 'suspended' }
  | { readonly outcome: 'early'; readonly from: Date };

/** What stands beside the field; nothing when the code cannot be typed at all. */
export function codeError(trouble: CodeTrouble | undefined): string | undefined {
  if (trouble?.outcome === 'blank') return 'Scrivi il codice personale.';
  if (trouble?.outcome !== 'wrong') return undefined;
  if (trouble.left <= 0) return 'Il codice personale non è giusto. Controllalo e riprova.';
  const tries = trouble.left === 1 ? 'ancora 1 tentativo' : `ancora ${trouble.left} tentativi`;
  return `Il codice personale non è giusto. Hai ${tries}, poi bisogna aspettare.`;
}

/** True when a code may be typed now. */
export function mayTry(trouble: CodeTrouble | undefined): boolean {
  return trouble === undefined || trouble.outcome === 'blank' || trouble.outcome === 'wrong';
}

/** Why no code can be typed now, what was kept, and what it means for the closing instant. */
export function CodeStop({ trouble, closesAt }: { trouble: CodeTrouble; closesAt: Date | undefined }) {
  if (trouble.outcome === 'suspended') {
    return (
      <Notice kind="danger" title="Il codice personale è sospeso" announced>
        <p>
          Il codice è stato sbagliato dieci volte, o fermato con il collegamento di una mail, e per sicurezza non vale
          più. La domanda non è toccata: le risposte restano salvate.
        </p>
        <p>
          <a href="/profilo/codice-personale/dimenticato">Scegli un nuovo codice personale</a>: di solito bastano pochi
          minuti. Poi torna qui.
        </p>
      </Notice>
    );
  }
  if (trouble.outcome === 'early') return <TooEarly from={trouble.from} />;
  if (trouble.outcome !== 'paused') return null;
  const tooLate = closesAt !== undefined && trouble.until >= closesAt;
  return (
    <Notice kind="warning" title="Aspetta prima di riprovare" announced>
      <p>
        Il codice è stato sbagliato cinque volte. Puoi riprovare da <Instant at={trouble.until} />. La domanda non è
        toccata: le risposte restano salvate.
      </p>
      {tooLate && (
        <p>
          <strong>Il termine scade prima.</strong> Chiama subito <a href="/assistenza">l’assistenza</a>.
        </p>
      )}
    </Notice>
  );
}

function TooEarly({ from }: { from: Date }) {
  return (
    <Notice kind="warning" title="Il codice firma tra poco" announced>
      <p>
        Hai recuperato il codice personale con una mail: per sicurezza firma da <Instant at={from} />. La domanda non è
        toccata: le risposte restano salvate, e il termine per inoltrarla è dopo.
      </p>
      <p>
        Non vuoi aspettare? Entra con SPID, con la CIE o con la verifica in due passaggi e{' '}
        <a href="/profilo/codice-personale/dimenticato">scegli un altro codice personale</a>: quello vale subito.
      </p>
    </Notice>
  );
}
