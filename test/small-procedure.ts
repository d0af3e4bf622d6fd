import { type Definition, readDefinition } from '../src/engines/procedure/index.ts';

/** What every small procedure of the tests says of itself, whatever it asks. */
export const FRAME = {
  audience: 'Chi prova.',
  legal_basis: [{ act: 'OM di prova', what: 'Apre la procedura' }],
  privacy: { purpose: 'Prova', legal_basis: 'Prova', retention: '1 anno' },
  filing_notice: 'Chi dichiara il falso è punito (DPR 445/2000, art. 76).',
};

/** The definition as the engine reads it; throws with its faults. */
export function definitionOf(source: unknown): Definition {
  const reading = readDefinition(source);
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  return reading.definition;
}
