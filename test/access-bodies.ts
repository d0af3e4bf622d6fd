import type { Thing } from './access-policy.ts';
import type { Fields } from './caller.ts';
import { PERSONAL_CODE } from './cast-people.ts';

/** What the form of a page would send, as far as it has fields: enough for the act to be done where it may be. */
export function bodyOf(path: string, thing: Thing): Fields {
  const found = Object.entries(BODIES).find(([end]) => path.endsWith(end));
  return found === undefined ? {} : found[1](thing);
}

const BODIES: Readonly<Record<string, (thing: Thing) => Fields>> = {
  '/inoltro': ({ ids }) => ({ filing: ids['message'] ?? '', version: '9', code: PERSONAL_CODE }),
  '/ritiro': ({ ids }) => ({ filing: ids['filing'] ?? '', code: PERSONAL_CODE }),
  '/sezioni/:section': ({ ids }) => ({ base: ids['formBase'] ?? '', truthful: 'true' }),
  '/sezioni/:section/fascicolo': ({ ids }) => ({ entry: ids['entry'] ?? '' }),
  '/sezioni/:section/:item': ({ ids }) => ({ base: ids['itemBase'] ?? '', what: 'Laurea in Fisica' }),
  '/elenchi/:field': ({ ids }) => ({ filing: ids['filing'] ?? '', versione: '1', come: 'sostituisci' }),
  '/conflitti/:conflict': () => ({ what: 'mine', base: '' }),
  '/richieste/:id/delegato': () => ({ surname: 'Verdi' }),
  '/richieste/:id': () => ({ decision: 'confirm', checks: ['person', 'document', 'fiscal-code', 'form'] }),
  '/profilo/revoca': () => ({ code: PERSONAL_CODE }),
  '/stato/:id/indirizzo': () => ({ email: 'nuova@posta.example', emailAgain: 'nuova@posta.example' }),
  '/stato/:id/revoca': () => ({ reason: 'asked', documentKind: 'passport', documentNumber: 'YA1234567' }),
  '/revoche/:id': () => ({ reason: 'misuse', act: 'prot. 7 del 2 marzo 2026' }),
  '/ufficio': () => ({ q: '' }),
};
