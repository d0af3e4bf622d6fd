import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { assignmentCommands } from '../src/apps/assignment.ts';

/** A folder of its own for the files of one test, and the command as it is typed; both are gone afterwards. */
export function assignmentTrial() {
  const folder = mkdtempSync(join(tmpdir(), 'assignment-'));
  after(() => rmSync(folder, { recursive: true }));
  const at = (name: string) => join(folder, name);

  async function polis(...words: string[]): Promise<{ code: number; out: string; err: string }> {
    const [name = '', ...argv] = words;
    const written = { out: [] as string[], err: [] as string[] };
    const command = assignmentCommands[name];
    if (command === undefined) throw new Error(`no command ${name}`);
    const code = await command(argv, { out: (line) => written.out.push(line), err: (line) => written.err.push(line) });
    return { code, out: written.out.join('\n'), err: written.err.join('\n') };
  }
  const json = async (...words: string[]) => JSON.parse((await polis(...words, '--json')).out);
  return { folder, at, polis, json };
}
