import type { Definition } from '../../engines/procedure/index.ts';
import type { ScoringPack } from '../../engines/scoring/index.ts';
import type { ReadingFault } from '../../kernel/reading-faults.ts';

/** What the trials of a competition say that its scoring cannot bear: titles without points, rankings of another list. */
export function trialScoringFaults({ trials }: Definition, scoring: ScoringPack | null): readonly ReadingFault[] {
  if (trials === undefined) return [];
  if (scoring === null || scoring.ranking === undefined) {
    const message = 'la graduatoria di merito vuole un ordine: manca ranking in scoring.yaml';
    return [{ path: 'trials', message }];
  }
  const scored = 'section' in scoring.positions ? scoring.positions.section : undefined;
  if (scored === trials.contests?.section) return [];
  const message = `i punti si danno ${scored === undefined ? 'alla domanda intera' : `a ogni voce di "${scored}"`}: i concorsi vanno distinti allo stesso modo`;
  return [{ path: trials.contests === undefined ? 'trials' : 'trials.contests.section', message }];
}
