import type { ReadingFault } from '../../kernel/reading-faults.ts';
import type { World } from './asked.ts';
import { conditionFaults } from './condition-faults.ts';
import type { ScoringPack } from './pack-schema.ts';

/** What is wrong with the quotas: claims nobody can make, more seats than there are. */
export function quotaFaults({ quotas, relations }: ScoringPack, world: World): readonly ReadingFault[] {
  return quotas.flatMap(({ claimed, share, ceiling }, index) => [
    ...(claimed === undefined
      ? []
      : conditionFaults(relations, world, claimed, `quotas.${index}.claimed`, 'nessuno può chiedere questa quota')),
    ...(ceiling === undefined || share <= ceiling
      ? []
      : [{ path: `quotas.${index}.ceiling`, message: 'il massimo è più basso della quota stessa' }]),
  ]);
}
