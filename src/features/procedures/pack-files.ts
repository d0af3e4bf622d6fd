import { createHash } from 'node:crypto';
import { type Definition, readDefinition, unfounded } from '../../engines/procedure/index.ts';
import type { ScoringPack } from '../../engines/scoring/index.ts';
import { readScoringPack, scoringFaults } from '../../engines/scoring/index.ts';
import type { ReadingFault } from '../../kernel/reading-faults.ts';
import { askedBy } from './asked-by.ts';
import { documentsIn } from './criteria/documents-in.ts';
import type { Pack } from './release.ts';
import { canonicalPack } from './release.ts';
import { trialScoringFaults } from './trial-scoring.ts';
import { type PackFault, readYamlText, type YamlText } from './yaml-store.ts';

/** The texts of a pack by their path in its folder (`procedure.yaml`, `texts/guide.it.md`), wherever they are kept. */
export type PackFiles = Readonly<Record<string, string>>;

export type PackReading = { pack: Pack } | { faults: PackFault[] };

/** Reads a pack from its texts: YAML is parsed as hostile text and checked by the engines before anything is believed. */
export function readPackFiles(files: PackFiles): PackReading {
  const text = fileOf(files, 'procedure.yaml');
  if (text === undefined) return { faults: [{ file: 'procedure.yaml', message: 'il file non c’è' }] };
  const procedure = readYamlText('procedure.yaml', text);
  if ('faults' in procedure) return procedure;
  const reading = readDefinition(procedure.value);
  if (!reading.ok) return { faults: placed(procedure, reading.faults) };
  const scoring = readScoring(files, reading.definition);
  if (scoring !== null && 'faults' in scoring) return scoring;
  const unscored = trialScoringFaults(reading.definition, scoring?.pack ?? null);
  if (unscored.length > 0) return { faults: placed(procedure, unscored) };
  const texts = reading.definition.guides.map(({ title, file }) => ({ title, markdown: fileOf(files, file) }));
  const missing = texts.flatMap(({ markdown }, index) =>
    (markdown ?? '').trim() === ''
      ? [{ path: `guides.${index}.file`, message: 'il testo non c’è, è vuoto o sta fuori dalla cartella' }]
      : [],
  );
  if (missing.length > 0) return { faults: placed(procedure, missing) };
  const schools = documentsIn(files, reading.definition);
  if (schools.faults.length > 0) return { faults: [...schools.faults] };
  return {
    pack: {
      definition: reading.definition,
      scoring: scoring?.pack ?? null,
      texts: texts.map(({ title, markdown = '' }) => ({ title, markdown })),
    },
  };
}

/** What a pack that reads may still leave unsaid: refusals without a norm, each with its place. */
export function packWarnings(files: PackFiles, { definition }: Pick<Pack, 'definition'>): PackFault[] {
  const procedure = readYamlText('procedure.yaml', fileOf(files, 'procedure.yaml') ?? '');
  return 'faults' in procedure ? [] : placed(procedure, unfounded(definition));
}

/** SHA-256 (hex) of the canonical JSON of a pack. */
export function packDigest(pack: Pack): string {
  return createHash('sha256').update(canonicalPack(pack)).digest('hex');
}

function readScoring(files: PackFiles, definition: Definition): { pack: ScoringPack } | { faults: PackFault[] } | null {
  const text = fileOf(files, 'scoring.yaml');
  if (text === undefined) return null;
  const yaml = readYamlText('scoring.yaml', text);
  if ('faults' in yaml) return yaml;
  const reading = readScoringPack(yaml.value);
  const faults = reading.ok ? scoringFaults(reading.pack, askedBy(definition)) : reading.faults;
  return reading.ok && faults.length === 0 ? { pack: reading.pack } : { faults: placed(yaml, faults) };
}

function fileOf(files: PackFiles, path: string): string | undefined {
  return Object.hasOwn(files, path) ? files[path] : undefined;
}

function placed(yaml: YamlText, faults: readonly ReadingFault[]): PackFault[] {
  return faults.map(({ path, message, within }) => ({
    file: yaml.file,
    ...yaml.at(path, within?.offset),
    message: `${path}: ${message}`,
  }));
}
