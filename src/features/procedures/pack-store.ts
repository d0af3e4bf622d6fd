import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { type Definition, readDefinition } from '../../engines/procedure/index.ts';
import type { ScoringPack } from '../../engines/scoring/index.ts';
import { readScoringPack, scoringFaults } from '../../engines/scoring/index.ts';
import { askedBy } from './asked-by.ts';
import type { Pack } from './release.ts';
import { canonicalPack } from './release.ts';

/** A fault in a pack's files: where, and what to do about it. */
export interface PackFault {
  file: string;
  line?: number;
  column?: number;
  message: string;
}

export type PackReading = { pack: Pack } | { faults: PackFault[] };

/** Reads a folder of `procedures/`: YAML is parsed as hostile text and checked by the engines before anything is believed. */
export function readPack(folder: string): PackReading {
  if (!existsSync(join(folder, 'procedure.yaml'))) {
    return { faults: [{ file: 'procedure.yaml', message: 'il file non c’è' }] };
  }
  const procedure = readYaml(folder, 'procedure.yaml');
  if ('faults' in procedure) return procedure;
  const reading = readDefinition(procedure.value);
  if (!reading.ok) return { faults: placed(procedure, reading.faults) };
  const scoring = readScoring(folder, reading.definition);
  if (scoring !== null && 'faults' in scoring) return scoring;
  const texts = readTexts(folder, reading.definition);
  const missing = texts.flatMap(({ markdown }, index) =>
    (markdown ?? '').trim() === ''
      ? [{ path: `guides.${index}.file`, message: 'il testo non c’è, è vuoto o sta fuori dalla cartella' }]
      : [],
  );
  if (missing.length > 0) return { faults: placed(procedure, missing) };
  return {
    pack: {
      definition: reading.definition,
      scoring: scoring?.pack ?? null,
      texts: texts.map(({ title, markdown = '' }) => ({ title, markdown })),
    },
  };
}

function readScoring(folder: string, definition: Definition): { pack: ScoringPack } | { faults: PackFault[] } | null {
  if (!readdirSync(folder).includes('scoring.yaml')) return null;
  const yaml = readYaml(folder, 'scoring.yaml');
  if ('faults' in yaml) return yaml;
  const reading = readScoringPack(yaml.value);
  const faults = reading.ok ? scoringFaults(reading.pack, askedBy(definition)) : reading.faults;
  return reading.ok && faults.length === 0 ? { pack: reading.pack } : { faults: placed(yaml, faults) };
}

/** Guides are files of the pack: a name that leads out of its folder is one that does not exist. */
function readTexts(folder: string, { guides }: Definition): { title: string; markdown: string | undefined }[] {
  const root = `${resolve(folder)}${sep}`;
  return guides.map(({ title, file }) => {
    const path = resolve(folder, file);
    return { title, markdown: path.startsWith(root) && existsSync(path) ? readFileSync(path, 'utf8') : undefined };
  });
}

function placed(yaml: Yaml, faults: readonly { path: string; message: string }[]): PackFault[] {
  return faults.map(({ path, message }) => ({ file: yaml.file, ...yaml.at(path), message: `${path}: ${message}` }));
}

/** SHA-256 (hex) of the canonical JSON of a pack. */
export function packDigest(pack: Pack): string {
  return createHash('sha256').update(canonicalPack(pack)).digest('hex');
}

interface Yaml {
  file: string;
  value: unknown;
  at(path: string): { line: number; column: number };
}

function readYaml(folder: string, file: string): Yaml | { faults: PackFault[] } {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(join(folder, file), 'utf8'), { lineCounter: lines });
  const position = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  if (document.errors.length > 0) {
    return { faults: document.errors.map((error) => ({ file, ...position(error.pos[0]), message: error.message })) };
  }
  return {
    file,
    // The parser refuses texts whose aliases grow out of proportion.
    value: document.toJS({ maxAliasCount: 2_000 }),
    at: (path) => position(offsetOf(document, path)),
  };
}

/** Where a path such as `sections.2.fields.0` stands in the text; its nearest parent when it is missing. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: string): number {
  const keys = path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  for (let length = keys.length; length > 0; length -= 1) {
    const node = document.getIn(keys.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}
