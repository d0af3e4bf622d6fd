import type { Authentication, Client } from './client.ts';
import { isScope, type Scope } from './person-claims.ts';

export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

/** What the administrator typed, field by field. */
export interface TypedClient {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly homeUrl: string;
  readonly redirectUris: string;
  readonly postLogoutUris: string;
  readonly logoutUrl: string;
  readonly authentication: string;
  readonly publicKeys: string;
  readonly scopes: readonly string[];
  readonly fiscalCodeBasis: string;
  readonly level: string;
  readonly own: boolean;
  readonly refresh: boolean;
}

/** The registration as its form shows it; without one, an empty form. */
export function typedOf(client?: Client): TypedClient {
  return {
    id: client?.id ?? '',
    name: client?.name ?? '',
    purpose: client?.purpose ?? '',
    homeUrl: client?.homeUrl ?? '',
    redirectUris: client?.redirectUris.join('\n') ?? '',
    postLogoutUris: client?.postLogoutUris.join('\n') ?? '',
    logoutUrl: client?.logoutUrl ?? '',
    authentication: client?.authentication ?? 'client_secret_basic',
    publicKeys: client?.publicKeys ? JSON.stringify(client.publicKeys, null, 2) : '',
    scopes: client?.scopes ?? ['profile'],
    fiscalCodeBasis: client?.fiscalCodeBasis ?? '',
    level: String(client?.level ?? 1),
    own: client?.own ?? false,
    refresh: client?.refresh ?? false,
  };
}

/** `loopback`: plain http on this machine is let through; only while developing. */
export interface AddressRules {
  readonly loopback: boolean;
}

const LOOPBACK = /^(127\.0\.0\.1|\[::1\]|localhost)$/;

/** What is wrong with an address the provider will send people, or messages, to. Addresses are compared letter by letter. */
export function addressFault(text: string, { loopback }: AddressRules): string | undefined {
  if (text.length > 500) return 'L’indirizzo è troppo lungo: al massimo 500 lettere.';
  const url = URL.parse(text);
  if (url === null || !/^https?:\/\//.test(text)) {
    return `«${text}» non è un indirizzo completo: comincia con https:// e scrivi tutto il resto.`;
  }
  const onThisMachine = LOOPBACK.test(url.hostname);
  if (onThisMachine && !loopback)
    return `«${text}» porta a questo stesso computer: usa l’indirizzo pubblico del servizio.`;
  if (url.protocol !== 'https:' && !onThisMachine) return `«${text}» non è protetto: deve cominciare con https://.`;
  if (text.includes('#')) return `«${text}» contiene #: togli il cancelletto e quello che segue.`;
  if (text.includes('*'))
    return `«${text}» contiene *: scrivi per esteso ogni indirizzo, i caratteri jolly non valgono.`;
  if (url.username !== '' || url.password !== '') return `«${text}» contiene un nome utente: toglilo.`;
  if (url.href !== text && url.href !== `${text}/`) {
    return `«${text}» si può scrivere in più modi: scrivilo così come il servizio lo manda, ${url.href}`;
  }
  return undefined;
}

/** The client as typed, or everything that is wrong with it. */
export function readClient(
  typed: TypedClient,
  rules: AddressRules,
): { readonly client: Client } | { readonly faults: readonly FieldFault[] } {
  const redirectUris = lines(typed.redirectUris);
  const postLogoutUris = lines(typed.postLogoutUris);
  const scopes = typed.scopes.filter(isScope);
  const publicKeys = typed.authentication === 'private_key_jwt' ? keySet(typed.publicKeys) : null;
  const faults = [
    ...textFaults(typed),
    ...redirectFaults(redirectUris, rules),
    ...(postLogoutUris.length > 10 ? fault('postLogoutUris', 'Gli indirizzi di uscita sono al massimo dieci.') : []),
    ...postLogoutUris.flatMap((uri) => fault('postLogoutUris', addressFault(uri, rules))),
    ...fault('homeUrl', addressFault(typed.homeUrl.trim(), rules)),
    ...(typed.logoutUrl.trim() === '' ? [] : fault('logoutUrl', addressFault(typed.logoutUrl.trim(), rules))),
    ...choiceFaults(typed, scopes, publicKeys),
  ];
  if (faults.length > 0) return { faults: firstOfEach(faults) };
  return {
    client: {
      id: typed.id.trim(),
      name: typed.name.trim(),
      purpose: typed.purpose.trim(),
      homeUrl: typed.homeUrl.trim(),
      redirectUris,
      postLogoutUris,
      logoutUrl: typed.logoutUrl.trim() || null,
      authentication: typed.authentication as Authentication,
      publicKeys: publicKeys ?? null,
      scopes,
      fiscalCodeBasis: scopes.includes('fiscal_number') ? typed.fiscalCodeBasis.trim() : null,
      level: Number(typed.level) as Client['level'],
      own: typed.own,
      refresh: typed.refresh,
      suspended: false,
    },
  };
}

function textFaults({ id, name, purpose }: TypedClient): FieldFault[] {
  const found: FieldFault[] = [];
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id.trim()) || id.trim().length < 3 || id.trim().length > 60) {
    found.push({ field: 'id', message: 'Scrivi un identificativo di lettere minuscole, cifre e trattini, da 3 a 60.' });
  }
  if (name.trim().length < 3 || name.trim().length > 100) {
    found.push({
      field: 'name',
      message: 'Scrivi il nome del servizio come lo leggeranno le persone (da 3 a 100 lettere).',
    });
  }
  if (purpose.trim().length < 10 || purpose.trim().length > 500) {
    found.push({ field: 'purpose', message: 'Scrivi a che cosa servono i dati al servizio (da 10 a 500 lettere).' });
  }
  return found;
}

function redirectFaults(uris: readonly string[], rules: AddressRules): FieldFault[] {
  const field = 'redirectUris';
  if (uris.length === 0) return [{ field, message: 'Scrivi almeno un indirizzo di ritorno.' }];
  if (uris.length > 10) return [{ field, message: 'Gli indirizzi di ritorno sono al massimo dieci.' }];
  const wrong = uris.flatMap((uri) => fault(field, addressFault(uri, rules)));
  if (wrong.length > 0) return wrong;
  // The name a person has in a service is made from its host: with two hosts there would be two.
  const hosts = new Set(uris.map((uri) => URL.parse(uri)?.host));
  return hosts.size === 1
    ? []
    : [{ field, message: 'Gli indirizzi di ritorno devono essere tutti sullo stesso host.' }];
}

function choiceFaults(
  typed: TypedClient,
  scopes: readonly Scope[],
  keys: Client['publicKeys'] | undefined,
): FieldFault[] {
  const found: FieldFault[] = [];
  const methods = ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'];
  if (!methods.includes(typed.authentication)) {
    found.push({ field: 'authentication', message: 'Scegli come il servizio dimostra di essere sé stesso.' });
  }
  if (keys === undefined || typed.publicKeys.length > 8000) {
    found.push({
      field: 'publicKeys',
      message: 'Incolla le chiavi pubbliche in formato JWK Set: {"keys": […]}, senza parti private.',
    });
  }
  if (!['1', '2', '3'].includes(typed.level)) {
    found.push({ field: 'level', message: 'Scegli il livello minimo di accesso.' });
  }
  const basis = typed.fiscalCodeBasis.trim();
  if (basis.length > 500 || (scopes.includes('fiscal_number') && basis.length < 5)) {
    found.push({
      field: 'fiscalCodeBasis',
      message: 'Per ricevere il codice fiscale serve una norma: scrivi quale, in non più di 500 lettere.',
    });
  }
  return found;
}

/** A JWK set of public keys; undefined when it is none. */
function keySet(text: string): NonNullable<Client['publicKeys']> | undefined {
  try {
    const { keys } = JSON.parse(text) as { keys?: unknown };
    const isPublic = (key: unknown) =>
      typeof key === 'object' && key !== null && 'kty' in key && key.kty !== 'oct' && !('d' in key);
    if (!Array.isArray(keys) || keys.length === 0 || keys.length > 10 || !keys.every(isPublic)) return undefined;
    return { keys };
  } catch {
    return undefined;
  }
}

function lines(text: string): string[] {
  const all = text
    .split(/\s+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return [...new Set(all)];
}

function fault(field: string, message: string | undefined): FieldFault[] {
  return message === undefined ? [] : [{ field, message }];
}

function firstOfEach(faults: readonly FieldFault[]): FieldFault[] {
  return faults.filter(({ field }, index) => faults.findIndex((one) => one.field === field) === index);
}
