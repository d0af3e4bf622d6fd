import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

// The schemas of OASIS and W3C as Debian keeps them (opensaml-schemas, xmltooling-schemas), judged by libxml2's xmllint:
// bin/test installs all three.

const FOLDER = '/usr/share/xml/opensaml';

/** What the schema of SAML says against this document, line by line; nothing when it is valid. */
export function schemaFaults(xml: string, schema: 'protocol' | 'metadata'): readonly string[] {
  const args = ['--noout', '--nonet', '--schema', join(FOLDER, `saml-schema-${schema}-2.0.xsd`), '-'];
  const env = { ...process.env, XML_CATALOG_FILES: join(import.meta.dirname, 'schema-catalog.xml') };
  const { status, stderr, error } = spawnSync('xmllint', args, { input: xml, encoding: 'utf8', env });
  if (error) throw error;
  if (status === 0) return [];
  return stderr.trim().split('\n');
}
