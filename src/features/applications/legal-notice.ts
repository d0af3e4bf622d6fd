/** One article as the person may read it before filing. */
export interface LegalArticle {
  readonly title: string;
  readonly text: string;
}

/**
 * The articles of DPR 28 December 2000, n. 445 that a self-declaration rests on, as in force after DL 34/2020 art. 264
 * (converted by L. 77/2020). The words of artt. 46 and 47 are summed up; those of artt. 75 and 76 are quoted in the
 * parts that concern who declares. A change of the text is a new version.
 */
export const legalNotice: { readonly version: string; readonly articles: readonly LegalArticle[] } = {
  version: '2020-07-19',
  articles: [
    {
      title: 'Articolo 46 – Dichiarazioni sostitutive di certificazioni (in sintesi)',
      text: 'Stati, qualità personali e fatti elencati dall’articolo (per esempio titolo di studio, qualifica, esami, assenza di condanne) si provano con una dichiarazione, anche contestuale all’istanza, sottoscritta dall’interessato al posto del certificato.',
    },
    {
      title: 'Articolo 47 – Dichiarazioni sostitutive dell’atto di notorietà (in sintesi)',
      text: 'Stati, qualità personali o fatti che l’interessato conosce direttamente, e che non stanno nell’elenco dell’articolo 46, si provano con una dichiarazione resa e sottoscritta dall’interessato come prevede l’articolo 38.',
    },
    {
      title: 'Articolo 75 – Decadenza dai benefici',
      text: '«Fermo restando quanto previsto dall’articolo 76, qualora dal controllo di cui all’articolo 71 emerga la non veridicità del contenuto della dichiarazione, il dichiarante decade dai benefici eventualmente conseguenti al provvedimento emanato sulla base della dichiarazione non veritiera.» (comma 1). La dichiarazione mendace comporta anche la revoca dei benefici già erogati e il divieto di accesso a contributi, finanziamenti e agevolazioni per due anni (comma 1-bis).',
    },
    {
      title: 'Articolo 76 – Norme penali',
      text: '«Chiunque rilascia dichiarazioni mendaci, forma atti falsi o ne fa uso nei casi previsti dal presente testo unico è punito ai sensi del codice penale e delle leggi speciali in materia. La sanzione ordinariamente prevista dal codice penale è aumentata da un terzo alla metà.» (comma 1). Le dichiarazioni degli articoli 46 e 47 sono considerate come fatte a pubblico ufficiale (comma 3).',
    },
  ],
};
