const METHODS: Readonly<Record<string, string>> = { spid: 'SPID', cie: 'CIE', eidas: 'eIDAS', cns: 'CNS' };

/** "SPID", "CIE"…, as people say it. */
export function methodName(method: string): string {
  return METHODS[method] ?? method;
}

/** The code that proves to the portal that an account is one's own. */
export function proofLetter(name: string, method: string, provider: string, code: string) {
  const way = methodName(method);
  return {
    subject: `Codice per collegare ${way} alla tua utenza`,
    paragraphs: [
      `Ciao ${name},`,
      `qualcuno è entrato con ${way} (${provider}) e con il tuo codice fiscale. Per collegare quella identità alla tua utenza scrivi questo codice nella pagina rimasta aperta: ${code}`,
      'Vale 30 minuti, una volta sola.',
      'Non sei stato tu? Non dare il codice a nessuno: senza il codice non succede niente.',
    ],
  };
}

/** Told to the owner each time a new identity opens their account. */
export function linkedLetter(method: string, provider: string) {
  const way = methodName(method);
  return {
    subject: `${way} collegata alla tua utenza`,
    paragraphs: [
      `Da ora puoi entrare nel portale con ${way} (${provider}).`,
      'Non sei stato tu? Apri «Profilo», poi «Identità digitali», togli quella identità e scrivi all’assistenza.',
    ],
    link: { label: 'Le tue identità digitali', href: '/profilo/identita-digitali' },
  };
}
