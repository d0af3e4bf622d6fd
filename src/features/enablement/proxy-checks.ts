import type { Check } from './identity-check.ts';

/** The same four checks, as they are made when the person is not there. */
export const PROXY_CHECKS: readonly { readonly value: Check; readonly label: string }[] = [
  { value: 'person', label: 'La persona davanti a me è il delegato, ed è quella della fotografia sul suo documento' },
  {
    value: 'document',
    label: 'Ho la copia firmata del documento dichiarato nella richiesta, ed è in corso di validità',
  },
  { value: 'fiscal-code', label: 'Il codice fiscale sulla copia della tessera è uguale a quello della richiesta' },
  { value: 'form', label: 'Il modulo di adesione è firmato da chi delega, e la delega scritta nomina questa persona' },
];
