import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';

// What no linter knows about this repository. Each rule is one sentence; a broken one names the file.

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '' && existsSync(path));
const sources = tracked.filter((path) => /^src\/.*\.tsx?$/.test(path));
const production = sources.filter((path) => !/\.test\.tsx?$/.test(path));
const uses = JSON.parse(readFileSync('src/features/uses.json', 'utf8')) as Record<string, string[]>;

const text = (path: string) => readFileSync(path, 'utf8');
const folders = (path: string) =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

function migrations(): { file: string; owner: string; tables: string[] }[] {
  return readdirSync('migrations')
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const sql = text(join('migrations', file));
      return {
        file,
        owner: /^-- owner: (\S+)/.exec(sql)?.[1] ?? '',
        tables: [
          ...sql.matchAll(/create (?:unlogged )?(?:table|view|materialized view)(?: if not exists)? (\w+)/gi),
        ].map((match) => match[1] ?? ''),
      };
    });
}

describe('the house', () => {
  it('has a place in uses.json for every feature, and no place without a feature', () => {
    assert.deepEqual(folders('src/features').sort(), Object.keys(uses).sort());
  });

  it('has a line in ARCHITECTURE.md for every folder of the first two levels of src', () => {
    const architecture = text('ARCHITECTURE.md');
    const missing = folders('src')
      .flatMap((floor) => [`src/${floor}`, ...folders(`src/${floor}`).map((room) => `src/${floor}/${room}`)])
      .filter((folder) => !architecture.includes(`\`${folder}\``));
    assert.deepEqual(missing, []);
  });

  it('is seen whole by the check of the floors', () => {
    const cruised = JSON.parse(
      execFileSync('npx', ['depcruise', 'src', '--output-type', 'json'], { encoding: 'utf8', maxBuffer: 64 << 20 }),
    ) as { summary: { totalCruised: number } };
    assert.ok(
      cruised.summary.totalCruised >= sources.length,
      `${cruised.summary.totalCruised} modules cruised, ${sources.length} on disk`,
    );
  });
});

describe('pure code', () => {
  it('reads neither clock nor dice: now and ids are arguments', () => {
    const shell = /(^|[/-])(store|routes|jobs|commands)\.tsx?$|\/views\//;
    const pure = production.filter(
      (path) => /^src\/(kernel|engines)\//.test(path) || (path.startsWith('src/features/') && !shell.test(path)),
    );
    const impure =
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\b|\bperformance\.now\(|\brandomUUID\b|\buuidv7\(|\brandomBytes\b/;
    assert.deepEqual(
      pure.filter((path) => impure.test(text(path))),
      [],
    );
  });
});

describe('the database', () => {
  it('has migrations numbered without gaps, each with an owner and a sentence of why', () => {
    for (const [index, { file, owner }] of migrations().entries()) {
      assert.equal(Number(file.slice(0, 4)), index + 1, file);
      assert.ok(owner === 'platform' || owner in uses, `${file}: owner "${owner}"`);
      assert.match(text(join('migrations', file)).split('\n')[1] ?? '', /^-- .{20,}/, file);
    }
  });

  it('is written by each store only in the tables of its own feature, and read only in those of the features it uses', () => {
    const owners = new Map(migrations().flatMap(({ owner, tables }) => tables.map((table) => [table, owner] as const)));
    const faults: string[] = [];
    for (const path of production.filter((file) => /^src\/features\/.*[/-]store\.ts$/.test(file))) {
      const feature = path.split('/')[2] ?? '';
      const readable = new Set([feature, 'platform', ...(uses[feature] ?? [])]);
      for (const [, verb = '', table = ''] of text(path).matchAll(
        /\b(insert into|update|delete from|from|join)\s+(?:only\s+)?([a-z_]+)\b/g,
      )) {
        const owner = owners.get(table);
        if (owner === undefined) continue;
        // Whoever changes state tells the log, and asks for work, in the same statement.
        if (owner === 'platform' && verb === 'insert into') continue;
        const reads = verb === 'from' || verb === 'join';
        if (reads ? !readable.has(owner) : owner !== feature) faults.push(`${path}: ${verb} ${table} (of ${owner})`);
      }
    }
    // The one agreed exception: who is asking is read in one query, and enablement and factors belong to features above.
    const agreed = (fault: string) =>
      /accounts\/.*store\.ts: join enablements|accounts\/session-store\.ts: from (totp_keys|passkeys)/.test(fault);
    assert.deepEqual(
      faults.filter((fault) => !agreed(fault)),
      [],
    );
  });
});

describe('names', () => {
  const italian =
    /istanz|domand[ae]|graduatori|inoltr|ricevut|punteggi|allegat|sezion|protocoll|fascia|scuol|utenz|abilitazion|codiceF|codicePer|riserv|titoloV/i;

  it('are English in code: terms of art follow docs/GLOSSARY.md', () => {
    const found: string[] = [];
    for (const path of production) {
      const source = ts.createSourceFile(
        path,
        text(path),
        ts.ScriptTarget.Latest,
        true,
        path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
      );
      const visit = (node: ts.Node): void => {
        if (ts.isIdentifier(node) && italian.test(node.text)) found.push(`${path}: ${node.text}`);
        ts.forEachChild(node, visit);
      };
      visit(source);
    }
    assert.deepEqual(found, []);
  });

  it('avoid the words that say nothing', () => {
    const vague = /(^|\/)(utils?|helpers?|common|managers?|services?|misc|shared)(\.tsx?|\/|$)/;
    assert.deepEqual(
      sources.filter((path) => vague.test(path)),
      [],
    );
  });
});

describe('the documents', () => {
  it('name only commands that exist', () => {
    const named = ['README.md', 'README.it.md', 'CONTRIBUTING.md'].flatMap((path) => [
      ...text(path).matchAll(/\bbin\/([a-z]+)/g),
    ]);
    for (const [, command = ''] of named) assert.ok(existsSync(join('bin', command)), `bin/${command}`);
  });

  it('keep the README under a hundred lines', () => {
    assert.ok(text('README.md').split('\n').length <= 100);
  });

  it('never name a path of a machine or a host of a registry', () => {
    const private_ = new RegExp(String.raw`(^|[^\w./-])/(${['work', 'root', 'home/\\w+'].join('|')})/`, 'm');
    const readable = tracked.filter(
      (path) => /\.(tsx?|cjs|md|ya?ml|sql|json|sh|typ)$|^bin\//.test(path) && path !== 'package-lock.json',
    );
    assert.deepEqual(
      readable.filter(
        (path) =>
          private_.test(text(path)) ||
          /registry\.npmjs|deb\.debian/.test(text(path).replace(/^.*registry\\\.npmjs.*$/m, '')),
      ),
      [],
    );
  });
});
