/** One table that holds something about a person, as they are told of it. */
export interface Holding {
  readonly table: string;
  readonly title: string;
  /** The columns of the table that name an account. */
  readonly by: readonly string[];
  /** What becomes of it when the account is closed. */
  readonly closing: 'goes' | 'stays';
  readonly local?: true;
  /** SQL that finds the rows `t` of the account `$1`, where no column names it. */
  readonly whose?: string;
}

/** What one part of the portal holds, and why it may. */
export interface Purpose {
  readonly title: string;
  readonly why: string;
  readonly basis: string;
  readonly kept: string;
  readonly holdings: readonly Holding[];
}

const goes = (table: string, title: string, by: readonly string[] = ['account_id']): Holding => ({
  table,
  title,
  by,
  closing: 'goes',
});
/** What we give people to come in with: where the public has none, said only to whom something of it is still held. */
const local = (table: string, title: string): Holding => ({ ...goes(table, title), local: true });
const stays = (table: string, title: string, by: readonly string[] = ['account_id']): Holding => ({
  table,
  title,
  by,
  closing: 'stays',
});

/** What is held of a candidate: whoever it is. Results nobody has published yet are nobody's to see. */
const ofCandidate = (table: string, title: string): Holding => ({
  ...stays(table, title, []),
  whose: 't.candidate_id in (select c.id from candidates c where c.account_id = $1)',
});

/** Of what is published, the part that has appeared: what is to appear later is not told before by this way either. */
const whenSeen = (holding: Holding): Holding => ({
  ...holding,
  whose: `${holding.whose} and exists (select from trial_publications p
    where p.id = t.publication_id and p.recalled_at is null and p.appears_at <= now())`,
});

const TASK = 'Compito di interesse pubblico: GDPR art. 6, paragrafo 1, lettera e)';
const DUTY = 'Obbligo di legge: GDPR art. 6, paragrafo 1, lettera c)';

const IN_THEIR_DOSSIER = 't.entry_id in (select e.id from dossier_entries e where e.account_id = $1)';

/** Everything the portal holds about a person, in the order they are told. */
export const PURPOSES: readonly Purpose[] = [
  {
    title: 'La tua utenza',
    why: 'Per sapere chi sei e farti entrare.',
    basis: `${TASK}; CAD art. 64.`,
    kept: 'Finché tieni l’utenza. Se la chiudi, restano nome, nascita, codice fiscale e nome dell’utenza accanto alle domande inoltrate e alle identificazioni.',
    holdings: [
      stays('accounts', 'Chi sei', ['id']),
      local('registrations', 'La tua richiesta di registrazione'),
      local('credentials', 'La password, di cui conserviamo solo un’impronta'),
      local('password_history', 'Le impronte delle ultime password, per non farle riusare'),
      local('recovery_links', 'I collegamenti per scegliere una nuova password'),
      stays('memberships', 'I tuoi incarichi in scuole e uffici'),
      stays('procedure_workings', 'Le copie di lavoro delle procedure che hai modificato', ['edited_by']),
      stays('procedure_edits', 'Le tue modifiche alle procedure', ['edited_by']),
      stays('publication_requests', 'Le pubblicazioni che hai chiesto o deciso', ['asked_by', 'decided_by']),
    ],
  },
  {
    title: 'Indirizzi',
    why: 'Per scriverti e per farti farti rientrare se perdi l’accesso.',
    basis: `${TASK}; CAD art. 3-bis.`,
    kept: 'Finché tieni l’utenza. Se hai inoltrato domande, l’indirizzo di riferimento resta con loro.',
    holdings: [goes('addresses', 'I tuoi indirizzi'), goes('address_changes', 'I cambiamenti dei tuoi indirizzi')],
  },
  {
    title: 'Accessi e sicurezza',
    why: 'Per proteggere la tua utenza e farti vedere chi la usa.',
    basis: `${DUTY}; GDPR art. 32.`,
    kept: 'Le sessioni un giorno dopo la fine, i dispositivi finché li usi, il registro delle operazioni e degli accessi con SPID e CIE 24 mesi.',
    holdings: [
      goes('sessions', 'Le tue sessioni'),
      goes('known_devices', 'I dispositivi con cui sei già entrato'),
      local('totp_keys', 'Il codice dal telefono'),
      local('passkeys', 'Le tue passkey'),
      local('recovery_codes', 'I codici di recupero, di cui conserviamo solo l’impronta'),
      goes('last_entries', 'Quando sei entrato l’ultima volta'),
      goes('identity_links', 'Le identità digitali collegate (SPID, CIE)'),
      stays('identity_traces', 'Le identità digitali collegate, anche quelle che hai scollegato da meno di 24 mesi'),
      {
        ...stays('entry_log', 'Il registro degli accessi con SPID e CIE: richieste e risposte', []),
        whose: 't.request_id in (select entry_requests_of($1))',
      },
      goes('digital_only', 'La scelta di entrare solo con l’identità digitale'),
      goes('entry_requests', 'Gli accessi con identità digitale in corso'),
      goes('cie_sign_ins', 'Gli accessi con CIE in corso'),
      goes('pending_links', 'I collegamenti di identità digitali da confermare'),
      goes('parked_forms', 'Quello che scrivevi quando la sessione è finita'),
    ],
  },
  {
    title: 'Abilitazione e identificazione',
    why: 'Per essere certi che chi presenta una domanda sei tu.',
    basis: `${DUTY}; CAD art. 20 e 65, DPCM 22 febbraio 2013 art. 57.`,
    kept: 'Le identificazioni e i moduli 20 anni; il domicilio e il telefono di adesso finché tieni l’utenza.',
    holdings: [
      goes('enablements', 'Domicilio e telefono di adesso'),
      goes('enablement_drafts', 'I dati scritti e non ancora inviati'),
      goes('personal_codes', 'Il codice personale, di cui conserviamo solo un’impronta'),
      goes('code_recoveries', 'I recuperi del codice personale'),
      goes('recovered_codes', 'I codici personali recuperati per mail, e se li hai fermati'),
      stays('revocations', 'Le revoche dell’abilitazione, e quelle che hai deciso tu', [
        'account_id',
        'actor_account_id',
      ]),
      stays('inactivity_warnings', 'Gli avvisi per utenza non usata'),
      stays('enablement_requests', 'Le tue richieste di abilitazione'),
      stays('identity_checks', 'Chi ti ha identificato, e chi hai identificato tu', ['account_id', 'clerk_account_id']),
      stays('digital_adhesions', 'Le adesioni con un’identità digitale'),
      stays('desk_lookups', 'Chi hai cercato allo sportello', ['clerk_account_id']),
      stays('state_lookups', 'Chi ha cercato la tua utenza, e chi hai cercato tu', ['account_id', 'seeker_id']),
    ],
  },
  {
    title: 'Domande',
    why: 'Per farti scrivere, inoltrare e correggere le domande, e per farle arrivare all’ufficio.',
    basis: `${TASK}; L. 241/1990, DPR 445/2000.`,
    kept: 'Le bozze mai inoltrate e il fascicolo finché tieni l’utenza; le domande inoltrate, il protocollo e le ricevute quanto prevede il piano di conservazione dell’amministrazione.',
    holdings: [
      stays('applications', 'Le tue domande (quelle mai inoltrate vanno via)'),
      stays('filings', 'Le domande inoltrate'),
      goes('dossier_entries', 'Il tuo fascicolo: i titoli e i servizi che hai dichiarato'),
      { ...goes('dossier_declarations', 'In quali domande li hai dichiarati, e come', []), whose: IN_THEIR_DOSSIER },
      { ...goes('dossier_takings', 'In quali bozze li hai ripresi', []), whose: IN_THEIR_DOSSIER },
      stays('attempts', 'I tentativi di inoltro non riusciti'),
      stays('delegations', 'Le deleghe date e ricevute', ['delegator_id', 'delegate_id']),
    ],
  },
  {
    title: 'Prove dei concorsi',
    why: 'Per convocarti, farti vedere l’esito delle prove e formare la graduatoria di merito.',
    basis: `${TASK}; DPR 487/1994, D.lgs 59/2017.`,
    kept: 'Finché valgono la graduatoria e i giudizi; poi secondo il piano di conservazione dell’amministrazione.',
    holdings: [
      stays('candidates', 'I concorsi a cui partecipi, con il tuo numero di candidato'),
      ofCandidate('convocations', 'Le tue convocazioni'),
      whenSeen(ofCandidate('published_outcomes', 'Gli esiti pubblicati delle tue prove')),
      whenSeen(ofCandidate('merit_places', 'I tuoi posti nelle graduatorie di merito')),
      {
        ...ofCandidate('trial_papers', 'I tuoi elaborati: li scarichi dalla pagina delle prove'),
        whose: `t.id in (select paper_standing(c.id, p.trial) from candidates c
          join published_outcomes o on o.candidate_id = c.id join trial_publications p on p.id = o.publication_id
          where c.account_id = $1 and p.recalled_at is null and p.appears_at <= now())`,
      },
      stays('contests', 'Gli elenchi di candidati che hai formato', ['formed_by']),
      stays('trial_imports', 'I file di convocazioni e risultati che hai importato', ['uploaded_by', 'confirmed_by']),
      stays('trial_publications', 'Le pubblicazioni che hai chiesto, deciso o annullato', [
        'asked_by',
        'decided_by',
        'recalled_by',
      ]),
    ],
  },
  {
    title: 'Ammissioni alle scuole',
    why: 'Per dirti quale scuola ha posto, e perché non quelle prima.',
    basis: `${TASK}; D.lgs 297/1994 art. 10.`,
    kept: 'Per l’anno scolastico e per i giudizi; poi secondo il piano di conservazione dell’amministrazione.',
    holdings: [
      {
        ...stays('admission_outcomes', 'Gli esiti pubblicati delle tue domande', []),
        whose: `t.filing_id in (select f.id from filings f where f.account_id = $1) and t.run_id in (
          select p.run_id from admission_publications p where p.outcome = 'published')`,
      },
      stays('admission_seeds', 'I semi dei sorteggi che hai messo a verbale', ['written_by']),
      stays('admission_runs', 'Le ammissioni che hai calcolato', ['worked_by']),
      stays('admission_publications', 'Le pubblicazioni di ammissioni che hai chiesto o deciso', [
        'asked_by',
        'decided_by',
      ]),
    ],
  },
  {
    title: 'Messaggi',
    why: 'Per avvisarti di quello che succede.',
    basis: `${TASK}.`,
    kept: 'Finché tieni l’utenza.',
    holdings: [goes('messages', 'I tuoi messaggi')],
  },
  {
    title: 'Altri servizi',
    why: 'Per farti entrare negli altri servizi con le stesse credenziali.',
    basis: `${TASK}; CAD art. 64.`,
    kept: 'Finché usi il servizio o non togli il collegamento.',
    holdings: [
      goes('openid_consents', 'I servizi a cui hai dato i tuoi dati'),
      goes('openid_rows', 'Gli accessi in corso agli altri servizi'),
    ],
  },
  {
    title: 'I tuoi diritti',
    why: 'Per darti la copia dei tuoi dati e chiudere l’utenza se lo chiedi.',
    basis: 'GDPR artt. 15, 17 e 20.',
    kept: 'La copia sette giorni; la richiesta di chiusura resta.',
    holdings: [
      goes('data_copies', 'Le copie che hai chiesto'),
      stays('account_closures', 'La tua richiesta di chiusura'),
    ],
  },
];

/** What is never given out nor shown: secrets, digests of secrets, files that travel beside. */
export const SECRET_COLUMNS: readonly string[] = [
  ...['token_digest', 'link_digest', 'handle_digest', 'id_digest', 'digest', 'password_hash', 'hash', 'sealed_key'],
  ...[
    'sealed_form',
    'sealed',
    'sealed_verifier',
    'state_digest',
    'nonce',
    'code_digest',
    'browser_digest',
    'code_name',
    'relay_state',
    'public_key',
    'credential_id',
    'failed_attempts',
    // A file of an office is about its candidates, not about who brought it in.
    'content',
    'zip',
    'bytes',
    'canonical',
    'payload',
  ],
];

/** Columns that name an account without saying anything about its person, with the reason why they are not told. */
export const NOT_TOLD: Readonly<Record<string, string>> = {
  'address_changes.clerk_account_id': 'the change is told to whose address it is; it names the clerk and the office',
  'delegations.revoked_by': 'one of the two people of the delegation, told with it',
};
