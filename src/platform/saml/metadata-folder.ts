import type { KeyObject } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { XmlElement } from '../../kernel/xml-tree.ts';
import { METADATA_LIMITS, parseHostileXml } from './hostile-xml.ts';
import { verifySigned } from './verify.ts';

/** One file of the folder: what it says, or why it is not believed. */
export type MetadataFile =
  | { readonly kind: 'read'; readonly file: string; readonly root: XmlElement; readonly text: string }
  | { readonly kind: 'refused'; readonly file: string; readonly reason: string };

const MOST_FILES = 200;

/**
 * The metadata files of a folder, each hostile until read. With `registryKey`, only what is signed with it is believed,
 * and read from the signed bytes. A folder that is not there has no files.
 */
export function readMetadataFolder(folder: string, registryKey: KeyObject | undefined): readonly MetadataFile[] {
  const names = list(folder).filter((name) => name.endsWith('.xml'));
  return names.slice(0, MOST_FILES).map((file) => readFile(folder, file, registryKey));
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function readFile(folder: string, file: string, registryKey: KeyObject | undefined): MetadataFile {
  try {
    const path = join(folder, file);
    if (statSync(path).size > METADATA_LIMITS.bytes) return { kind: 'refused', file, reason: 'too large' };
    const bytes = readFileSync(path);
    const read =
      registryKey === undefined
        ? parseHostileXml(bytes, METADATA_LIMITS)
        : verifySigned(bytes, [registryKey], { limits: METADATA_LIMITS });
    if (read.kind === 'refused') return { kind: 'refused', file, reason: read.reason };
    return { kind: 'read', file, root: read.root, text: read.text };
  } catch (error) {
    return { kind: 'refused', file, reason: error instanceof Error ? error.message : String(error) };
  }
}
