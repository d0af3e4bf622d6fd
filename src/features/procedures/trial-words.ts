import type { Trial } from '../../kernel/trial-rules.ts';

/** How a trial is taken, as people read it. */
export const TRIAL_KINDS: Readonly<Record<Trial['kind'], string>> = {
  computer: 'Scritta, al computer',
  practical: 'Pratica',
  oral: 'Orale',
};
