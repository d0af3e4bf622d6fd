import type { Client } from '../features/sso/index.ts';
import { blindName } from '../platform/hashing-tokens.ts';

/** A service of the administration, as the test environment plays it: one program, a port for each. */
export interface SisterClient {
  readonly client: Client;
  readonly secret: string;
  readonly port: number;
}

type Told = Pick<Client, 'id' | 'name' | 'purpose' | 'scopes' | 'fiscalCodeBasis' | 'level'>;

const SERVICES: readonly Told[] = [
  {
    id: 'iscrizioni-online',
    name: 'Iscrizioni Online',
    purpose: 'Iscrivere un figlio alla prima classe: il servizio precompila i dati di chi presenta la domanda.',
    scopes: ['profile', 'email', 'phone', 'address', 'fiscal_number'],
    fiscalCodeBasis: 'DL 95/2012, art. 7, comma 28',
    level: 1,
  },
  {
    id: 'pago-in-rete',
    name: 'Pago in Rete',
    purpose: 'Pagare gli avvisi della scuola e del ministero intestati a te, e avere le ricevute.',
    scopes: ['profile', 'email', 'fiscal_number'],
    fiscalCodeBasis: 'D.lgs. 82/2005, art. 5',
    level: 1,
  },
  {
    id: 'governance-formazione',
    name: 'Portale della Governance della formazione',
    purpose: 'Iscriverti ai corsi di formazione del personale della scuola e ritrovare gli attestati.',
    scopes: ['profile', 'email'],
    fiscalCodeBasis: null,
    level: 1,
  },
  {
    id: 'assistenti-italiano',
    name: 'Assistenti di lingua italiana all’estero',
    purpose: 'Presentare la candidatura come assistente di italiano in una scuola di un altro paese.',
    scopes: ['profile', 'email', 'phone', 'fiscal_number'],
    fiscalCodeBasis: 'D.lgs. 297/1994, art. 626',
    level: 1,
  },
];

/** The four services, on these ports of this machine, with secrets that only this installation can make. */
export function sisterClients(secret: string, ports: readonly number[]): SisterClient[] {
  return SERVICES.flatMap((told, index) => {
    const port = ports[index];
    if (port === undefined) return [];
    const origin = `http://127.0.0.1:${port}`;
    const client: Client = {
      ...told,
      homeUrl: `${origin}/`,
      redirectUris: [`${origin}/ritorno`],
      postLogoutUris: [`${origin}/uscito`],
      logoutUrl: `${origin}/avviso-di-uscita`,
      authentication: 'client_secret_basic',
      publicKeys: null,
      own: true,
      refresh: false,
      suspended: false,
    };
    return [{ client, port, secret: blindName(secret, 'sister client', told.id) }];
  });
}
