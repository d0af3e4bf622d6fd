import {
  type ExamplesRun,
  type Pack,
  type PackFault,
  packDigest,
  packWarnings,
  passes,
  readPackFiles,
  runExamples,
} from '../procedures/index.ts';
import type { Working } from './working.ts';

/** What the checks say of a working copy: the same as the commands say of a folder. */
export type Judgement =
  | { readonly faults: readonly PackFault[] }
  | {
      readonly pack: Pack;
      readonly digest: string;
      readonly examples: ExamplesRun;
      /** They keep nobody from publishing. */
      readonly warnings: readonly PackFault[];
    };

export function judge({ procedureId, files }: Pick<Working, 'procedureId' | 'files'>): Judgement {
  const reading = readPackFiles(files);
  if ('faults' in reading) return reading;
  const { pack } = reading;
  if (pack.definition.id !== procedureId) {
    const message = `id: qui deve restare "${procedureId}": una procedura non cambia nome`;
    return { faults: [{ file: 'procedure.yaml', line: 1, column: 1, message }] };
  }
  const warnings = packWarnings(files, pack);
  return { pack, digest: packDigest(pack), examples: runExamples(files, pack), warnings };
}

/** Only what passes every check and every example may be published. */
export function isPublishable(judgement: Judgement): judgement is Exclude<Judgement, { faults: unknown }> {
  return !('faults' in judgement) && passes(judgement.examples);
}
