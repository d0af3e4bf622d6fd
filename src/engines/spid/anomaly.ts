/** Whose turn it is after an anomaly: the person's, or ours (the request was wrong: operators are alerted). */
export interface AnomalyMeaning {
  readonly kind: 'person' | 'operator';
  /** Short name for the log. */
  readonly meaning: string;
}

/** C5: what the codes of SPID and CIE mean. Codes 2–7 and 10 are shown by the provider itself. */
const MEANINGS: Readonly<Record<number, AnomalyMeaning>> = {
  8: { kind: 'operator', meaning: 'format of the request' },
  9: { kind: 'operator', meaning: 'version' },
  11: { kind: 'operator', meaning: 'ID of the request' },
  12: { kind: 'operator', meaning: 'requested context' },
  13: { kind: 'operator', meaning: 'instant of the request' },
  14: { kind: 'operator', meaning: 'destination' },
  15: { kind: 'operator', meaning: 'IsPassive' },
  16: { kind: 'operator', meaning: 'consumer' },
  17: { kind: 'operator', meaning: 'format of the name' },
  18: { kind: 'operator', meaning: 'set of attributes' },
  19: { kind: 'person', meaning: 'wrong credentials, several times' },
  20: { kind: 'person', meaning: 'no credentials of this level' },
  21: { kind: 'person', meaning: 'timeout' },
  22: { kind: 'person', meaning: 'consent denied' },
  23: { kind: 'person', meaning: 'identity suspended, revoked or blocked' },
  25: { kind: 'person', meaning: 'cancelled' },
  30: { kind: 'person', meaning: 'not the identity of a natural person' },
};

/** The meaning of a code; one that nobody explains (24, or none at all) is for the operators to look at. */
export function meaningOf(code: number | undefined): AnomalyMeaning {
  return MEANINGS[code ?? 0] ?? { kind: 'operator', meaning: code === undefined ? 'no code' : 'unknown code' };
}
