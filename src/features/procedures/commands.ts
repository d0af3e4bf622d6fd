import { parseArgs } from 'node:util';
import { uuidv7 } from 'uuidv7';
import { releaseDiff } from '../../engines/procedure/index.ts';
import { formatRome, fromRome } from '../../kernel/rome-time.ts';
import type { Command, CommandDeps } from '../../platform/command.ts';
import { placeOf } from './authoring-commands.ts';
import { changeLines } from './change-words.ts';
import { packDigest } from './pack-files.ts';
import { readPack } from './pack-store.ts';
import { currentRelease, publishRelease, recordWindowAct } from './store.ts';

const USAGE = `Uso:
  bin/polis procedures publish CARTELLA…
      legge e controlla le cartelle (per esempio procedures/gps-2026-28) e ne pubblica la versione
  bin/polis procedures diff CARTELLA
      dice che cosa la cartella cambia della versione in vigore
  bin/polis procedures window PROCEDURA --opens DATAORA --closes DATAORA --reason TESTO
      registra l’atto che sposta la finestra di presentazione; DATAORA è l’ora di Roma, per esempio 2026-03-16T23:59:00`;

/** `bin/polis procedures …`: 0 done, 1 refused, 2 used wrongly. */
export const procedureCommands: Record<string, Command> = { publish, window: moveWindow, diff: compare };

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
    const reading = readPack(folder);
    if ('faults' in reading) {
      deps.err(`${folder}: non pubblicata, ${reading.faults.length} errori`);
      for (const fault of reading.faults) deps.err(`  ${placeOf(fault)}: ${fault.message}`);
      return 1;
    }
    packs.push(reading.pack);
  }
  for (const pack of packs) {
    const digest = packDigest(pack);
    const outcome = await deps.database.transaction((tx) => publishRelease(tx, pack, digest, deps.by, deps.now()));
    const words = outcome === 'published' ? 'pubblicata' : 'già pubblicata, niente da cambiare';
    deps.out(`${pack.definition.id}: ${words} (versione ${digest.slice(0, 12)})`);
  }
  return 0;
}

async function moveWindow(argv: readonly string[], deps: CommandDeps): Promise<0 | 1 | 2> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { opens: { type: 'string' }, closes: { type: 'string' }, reason: { type: 'string' } },
  });
  const [procedureId] = positionals;
  const { opens, closes, reason } = values;
  if (!procedureId || !opens || !closes || !reason) {
    deps.err(USAGE);
    return 2;
  }
  const release = await currentRelease(deps.database, procedureId);
  const windowId = release?.definition.windows.find((window) => window.kind === 'filing')?.id;
  if (!windowId) {
    deps.err(`La procedura ${procedureId} non è pubblicata o non ha una finestra di presentazione.`);
    return 1;
  }
  const act = {
    procedureId,
    windowId,
    opensAt: fromRome(opens),
    closesAt: fromRome(closes),
    reason,
    decidedBy: deps.by,
    decidedAt: deps.now(),
  };
  await deps.database.transaction((tx) => recordWindowAct(tx, uuidv7(), act));
  deps.out(`${procedureId}: aperta da ${formatRome(act.opensAt)} fino a prima di ${formatRome(act.closesAt)}.`);
  return 0;
}
