import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { uuidv7 } from 'uuidv7';
import { releaseDiff } from '../../engines/procedure/index.ts';
import { formatRome, fromRome } from '../../kernel/rome-time.ts';
import type { CommandDeps } from '../../platform/command.ts';
import type { Database } from '../../platform/db/database.ts';
import { placeOf } from './authoring-commands.ts';
import { changeLines } from './change-words.ts';
import { publishTexts } from './criteria/publish.ts';
import { packDigest, readPackFiles } from './pack-files.ts';
import { packFiles, readPack } from './pack-store.ts';
import { currentRelease, keepSource, publishRelease } from './store.ts';
import { moveWindow as moveOne } from './window-store.ts';

const USAGE = `Uso:
  bin/polis procedures publish CARTELLA…
      legge e controlla le cartelle (per esempio procedures/gps-2026-28) e ne pubblica la versione
  bin/polis procedures diff CARTELLA
      dice che cosa la cartella cambia della versione in vigore
  bin/polis procedures criteria PROCEDURA FILE…
      pubblica domande, posti e criteri che le scuole hanno deciso, prima che le domande si aprano
  bin/polis procedures window PROCEDURA --opens DATAORA --closes DATAORA --reason TESTO \\
                      --authority CHI --number NUMERO --date AAAA-MM-GG [--window FINESTRA]
      registra l’atto che sposta una finestra (senza nome, quella di presentazione che vale adesso): il motivo e l’atto che lo dispone (chi lo ha firmato,
      numero, giorno). Non toglie tempo a chi sta compilando. DATAORA è l’ora di Roma, per esempio 2026-03-16T23:59:00`;

export interface ProcedureCommandDeps extends CommandDeps {
  /** How many people have an application of a procedure begun and not filed; the feature above knows. */
  inside(db: Database, procedureId: string): Promise<number>;
}

type ProcedureCommand = (words: readonly string[], deps: ProcedureCommandDeps) => Promise<0 | 1 | 2>;

/** `bin/polis procedures …`: 0 done, 1 refused, 2 used wrongly. */
export const procedureCommands: Record<string, ProcedureCommand> = {
  publish,
  window: moveWindow,
  diff: compare,
  criteria,
};

/** What a folder changes of the release in force. */
async function compare([folder = '', ...more]: readonly string[], deps: CommandDeps): Promise<0 | 1 | 2> {
  if (folder === '' || more.length > 0) {
    deps.err(USAGE);
    return 2;
  }
  const reading = readPack(folder);
  if ('faults' in reading) {
    for (const fault of reading.faults) deps.err(`${folder}/${placeOf(fault)}: ${fault.message}`);
    return 1;
  }
  const { id } = reading.pack.definition;
  const inForce = await currentRelease(deps.database, id);
  if (inForce === undefined) deps.out(`${id}: non è mai stata pubblicata.`);
  else for (const line of changeLines(releaseDiff(inForce, reading.pack))) deps.out(line);
  return 0;
}

async function publish(folders: readonly string[], deps: CommandDeps): Promise<0 | 1 | 2> {
  if (folders.length === 0) {
    deps.err(USAGE);
    return 2;
  }
  const packs = [];
  for (const folder of folders) {
    const files = packFiles(folder);
    const reading = readPackFiles(files);
    if ('faults' in reading) {
      deps.err(`${folder}: non pubblicata, ${reading.faults.length} errori`);
      for (const fault of reading.faults) deps.err(`  ${placeOf(fault)}: ${fault.message}`);
      return 1;
    }
    packs.push({ pack: reading.pack, files });
  }
  for (const { pack, files } of packs) {
    const digest = packDigest(pack);
    const outcome = await deps.database.transaction(async (tx) => {
      const published = await publishRelease(tx, pack, digest, deps.by, deps.now());
      await keepSource(tx, digest, files);
      return published;
    });
    const words = outcome === 'published' ? 'pubblicata' : 'già pubblicata, niente da cambiare';
    deps.out(`${pack.definition.id}: ${words} (versione ${digest.slice(0, 12)})`);
  }
  return 0;
}

/** Publishes what schools decided for a procedure: all of the files, or none. */
async function criteria([procedureId = '', ...files]: readonly string[], deps: CommandDeps): Promise<0 | 1 | 2> {
  if (procedureId === '' || files.length === 0) {
    deps.err(USAGE);
    return 2;
  }
  const texts = files.map((file) => ({ file, text: readFileSync(file, 'utf8') }));
  const outcome = await publishTexts(deps.database, procedureId, texts, { by: deps.by, at: deps.now() });
  if ('refused' in outcome) {
    for (const line of outcome.refused) deps.err(line);
    return 1;
  }
  for (const { name, school, digest } of outcome.published) {
    deps.out(`${school} ${name}: criteri in vigore (impronta ${digest.slice(0, 16)})`);
  }
  return 0;
}

const WINDOW_OPTIONS = {
  window: { type: 'string' },
  opens: { type: 'string' },
  closes: { type: 'string' },
  reason: { type: 'string' },
  authority: { type: 'string' },
  number: { type: 'string' },
  date: { type: 'string' },
} as const;

async function moveWindow(argv: readonly string[], deps: ProcedureCommandDeps): Promise<0 | 1 | 2> {
  const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: WINDOW_OPTIONS });
  const [procedureId] = positionals;
  const { window, opens, closes, reason, authority, number, date } = values;
  if (!procedureId || !opens || !closes || !reason || !authority || !number || !date) {
    deps.err(USAGE);
    return 2;
  }
  const wanted = {
    opensAt: fromRome(opens),
    closesAt: fromRome(closes),
    reason,
    evidence: { authority, number, date },
  };
  const outcome = await moveOne(deps.database, { procedureId, windowId: window }, wanted, {
    by: deps.by,
    now: deps.now(),
    id: uuidv7(),
    inside: await deps.inside(deps.database, procedureId),
  });
  if (typeof outcome === 'object') {
    deps.err(outcome.words);
    return 1;
  }
  deps.out(`${procedureId}: aperta da ${formatRome(wanted.opensAt)} fino a prima di ${formatRome(wanted.closesAt)}.`);
  deps.out('Chi ha una domanda cominciata e non inoltrata riceve un messaggio.');
  return 0;
}
