import { deadFaults } from './condition-faults.ts';
import type { Definition, Fault } from './definition-schema.ts';
import { dossierFaults } from './dossier-faults.ts';
import { limitFaults } from './limit-faults.ts';
import { sourceFaults } from './prefill.ts';
import { windowFaults } from './window-faults.ts';

/**
 * What a definition whose names all lead somewhere can still say wrongly: asking what nobody can be asked, windows that
 * cross. For the office that wrote it, each with its place.
 */
export function senseFaults(definition: Definition): readonly Fault[] {
  return [
    ...limitFaults(definition),
    ...windowFaults(definition.windows),
    ...deadFaults(definition),
    ...dossierFaults(definition),
    ...sourceFaults(definition),
  ];
}
