import { Details } from '../../../ui/index.ts';

/** What one may do against an outcome, in plain words; the ranking has no provisional phase. */
export function Disagree({ office }: { office: string }) {
  return (
    <section aria-labelledby="disagree">
      <h2 id="disagree">Se non sei d’accordo</h2>
      <p>
        Comincia dal vedere le carte: capisci se c’è un errore prima di decidere. I giorni si contano da quando l’esito
        o la graduatoria sono pubblicati.
      </p>
      <Details summary="Chiedere di vedere i tuoi atti">
        <p>
          Puoi chiedere a {office} la tua prova, la sua correzione e i verbali della commissione che ti riguardano. Si
          scrive una richiesta di accesso; l’ufficio risponde entro 30 giorni (L. 241/1990 artt. 22-25).
        </p>
      </Details>
      <Details summary="Segnalare un errore evidente">
        <p>
          Se un punteggio è copiato male o manca un titolo che avevi dichiarato, scrivilo all’ufficio. Può correggersi
          da solo, in ogni momento. Non fa aspettare i termini dei ricorsi: quelli continuano a correre.
        </p>
      </Details>
      <Details summary="Ricorso al TAR, entro 60 giorni">
        <p>
          Il Tribunale amministrativo regionale può annullare l’atto. Serve un avvocato e c’è un contributo da pagare
          (codice del processo amministrativo, artt. 29 e 41).
        </p>
      </Details>
      <Details summary="Ricorso straordinario al Presidente della Repubblica, entro 120 giorni">
        <p>
          Si può fare anche senza avvocato, al posto del TAR e non insieme; anche qui c’è un contributo da pagare (DPR
          1199/1971 artt. 8 e 9).
        </p>
      </Details>
    </section>
  );
}
