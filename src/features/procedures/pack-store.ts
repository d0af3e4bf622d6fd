import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { readDefinition } from '../../engines/procedure/index.ts';
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

/** Reads a folder of `procedures/`: YAML is parsed as hostile text and checked by the engine before anything is believed. */
export function readPack(folder: string): PackReading {
  const procedure = readYaml(folder, 'procedure.yaml');
  if ('faults' in procedure) return procedure;
  const reading = readDefinition(procedure.value);
  if (!reading.ok) {
    return {
      faults: reading.faults.map((fault) => ({
        file: 'procedure.yaml',
        ...procedure.at(fault.path),
        message: `${fault.path}: ${fault.message}`,
      })),
    };
  }
  const hasScoring = readdirSync(folder).includes('scoring.yaml');
  const scoring = hasScoring ? readYaml(folder, 'scoring.yaml') : undefined;
  if (scoring && 'faults' in scoring) return scoring;
  const texts = reading.definition.guides.map(({ title, file }) => ({
    title,
    markdown: readFileSync(join(folder, file), 'utf8'),
  }));
  return { pack: { definition: reading.definition, scoring: scoring?.value ?? null, texts } };
}

/** SHA-256 (hex) of the canonical JSON of a pack. */
export function packDigest(pack: Pack): string {
  return createHash('sha256').update(canonicalPack(pack)).digest('hex');
}

interface Yaml {
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
    value: document.toJS({ maxAliasCount: 0 }),
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
